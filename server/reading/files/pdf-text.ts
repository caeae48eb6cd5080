import { getDocumentProxy } from 'unpdf';
import { UnreadableFile } from './unreadable.ts';

const MOST_PAGES = 3_000;
const MOST_CHARS = 20_000_000;
/** A line that ends so near to the right edge (in its own letters) goes on in the next one. */
const NEAR_EDGE = 2.5;

/** Some fonts give radicals (⼥, ⻓) for characters that look the same; Unicode levels the first block only. */
const RADICALS: ReadonlyMap<string, string> = new Map(
  [
    ...'⺠民⻓长⻔门⻅见⻋车⻢马⻛风⻜飞⻝食⻚页⻄西⻘青⻩黄⻬齐⻰龙⺟母⻆角⻥鱼⻦鸟⻉贝⻣骨⻤鬼⻨麦⻮齿⻳龟⺎兀⺒巳⻁虎⻌辶⻨麦⻧卤⻪黾',
  ].flatMap((c, i, all) => (i % 2 === 0 ? [[c, all[i + 1] ?? c] as const] : [])),
);

interface Line {
  text: string;
  right: number;
  letter: number;
}

/**
 * The text of a PDF, page after page. Lines that run to the right edge are joined with the next one, since there the page and
 * not the writer broke them; never between two digits, which could be two cells. Throws UnreadableFile.
 */
export async function pdfText(bytes: Uint8Array): Promise<string> {
  const pdf = await open(bytes);
  if (pdf.numPages > MOST_PAGES)
    throw new UnreadableFile('too-many-pages', { pages: pdf.numPages, most: MOST_PAGES });
  const pages: string[] = [];
  let chars = 0;
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(closedUp(joined(linesOf(items))));
    page.cleanup();
    chars += pages.at(-1)?.length ?? 0;
    if (chars > MOST_CHARS) throw new UnreadableFile('too-long', { most: MOST_CHARS / 10_000 });
  }
  const text = pages.join('\n');
  const solid = text.replace(/\s+/g, '');
  if (solid.length === 0) throw new UnreadableFile('pdf-no-text');
  // Letters of a font without a code table come out as controls, private or replacement characters.
  const known = solid.replace(/[\p{C}\ufffd]/gu, '');
  if (known.length * 2 < solid.length) throw new UnreadableFile('pdf-no-letters');
  return text;
}

/** Radicals made characters. */
const levelled = (text: string): string =>
  text
    .replace(/[\u2f00-\u2fd5]/g, (c) => c.normalize('NFKC'))
    .replace(/[\u2e80-\u2ef3]/g, (c) => RADICALS.get(c) ?? c);

/** Without the blanks that layout sets between Chinese and figures (2013 年). */
const closedUp = (text: string): string =>
  text.replace(/(?<=[\u4e00-\u9fff]) (?=[\dA-Za-z])|(?<=[\dA-Za-z%]) (?=[\u4e00-\u9fff])/g, '');

async function open(bytes: Uint8Array): ReturnType<typeof getDocumentProxy> {
  try {
    return await getDocumentProxy(bytes, { verbosity: 0, useSystemFonts: false });
  } catch (error) {
    const isLocked = error instanceof Error && error.name === 'PasswordException';
    throw new UnreadableFile(isLocked ? 'encrypted' : 'broken-pdf');
  }
}

function linesOf(items: readonly object[]): Line[] {
  const lines: Line[] = [];
  let line: Line = { text: '', right: 0, letter: 0 };
  for (const item of items) {
    if (!('str' in item) || typeof item.str !== 'string') continue;
    const { transform, width, hasEOL } = item as { transform?: number[]; width?: number; hasEOL?: boolean };
    line.text += levelled(item.str);
    if (item.str.trim() !== '') {
      line.right = Math.max(line.right, (transform?.[4] ?? 0) + (width ?? 0));
      line.letter = Math.max(line.letter, Math.hypot(transform?.[0] ?? 0, transform?.[1] ?? 0));
    }
    if (hasEOL) {
      lines.push(line);
      line = { text: '', right: 0, letter: 0 };
    }
  }
  if (line.text !== '') lines.push(line);
  return lines;
}

function joined(lines: readonly Line[]): string {
  const edge = lines.reduce((most, l) => Math.max(most, l.right), 0);
  const long = lines.filter((l) => edge - l.right <= NEAR_EDGE * l.letter).length;
  let text = '';
  lines.forEach((line, i) => {
    text += line.text;
    const next = lines[i + 1]?.text.trimStart() ?? '';
    const goesOn =
      // One long line alone is the longest, not the edge of a column.
      long >= 2 &&
      edge - line.right <= NEAR_EDGE * line.letter &&
      /[\p{L}\p{N},;:、%”’》)\uff0c\uff1b\uff1a\uff09]\s*$/u.test(line.text) &&
      /^[\p{L}\p{N},;:。、”’》)\uff0c\uff1b\uff1a\uff09]/u.test(next) &&
      !(/\d\s*$/.test(line.text) && /^\d/.test(next));
    if (!goesOn) text += '\n';
    else if (/[A-Za-z]$/.test(line.text) && /^[A-Za-z]/.test(next)) text += ' ';
  });
  return text;
}
