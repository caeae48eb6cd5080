import { xmlText } from './text.ts';

/** The fonts GB/T 9704-2012 names. Licensed fonts are only named here, never shipped. */
export const FONT = {
  title: '方正小标宋简体',
  body: '仿宋_GB2312',
  second: '楷体_GB2312',
  first: '黑体',
  pageNumber: '宋体',
} as const;

type FontUse = { name: string; fallbacks: string[]; family: 'roman' | 'modern' | 'auto' };

/** A Word run names one font only; what to take when it is absent is told by `altName` in the font table. */
const FONTS: FontUse[] = [
  { name: FONT.title, fallbacks: ['宋体', 'SimSun'], family: 'auto' },
  { name: FONT.body, fallbacks: ['仿宋', 'FangSong', 'FangSong_GB2312'], family: 'modern' },
  { name: FONT.second, fallbacks: ['楷体', 'KaiTi', 'KaiTi_GB2312'], family: 'modern' },
  { name: FONT.first, fallbacks: ['SimHei'], family: 'modern' },
  { name: FONT.pageNumber, fallbacks: ['SimSun'], family: 'auto' },
];

/** word/fontTable.xml: each font with its fallbacks, the charset of GB 2312 (86) and its pitch. */
export function fontTableXml(): string {
  const fonts = FONTS.map(
    ({ name, fallbacks, family }) =>
      `<w:font w:name="${xmlText(name)}"><w:altName w:val="${xmlText(fallbacks.join(','))}"/>` +
      `<w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="default"/></w:font>`,
  ).join('');
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts}</w:fonts>`
  );
}

/**
 * rFonts for a style. Western characters and digits take the same Chinese font: GB/T 9704-2012 5.2.2 asks 仿宋 for
 * whatever has no other rule, and in these fonts every ASCII glyph is exactly half a cell, so two digits fill one cell
 * and 28 per line still holds. In Times New Roman % and letters have widths of their own.
 */
export function fontXml(name: string): string {
  const font = xmlText(name);
  return `<w:rFonts w:ascii="${font}" w:hAnsi="${font}" w:eastAsia="${font}" w:cs="${font}" w:hint="eastAsia"/>`;
}
