/** Signs that are written in several ways, and how a view writes them. */
const SAME: Record<string, string> = {
  '﹪': '%',
  '℅': '%',
  '٪': '%',
  '﹒': '.',
  '○': '〇',
  萬: '万',
  億: '亿',
  兩: '两',
  個: '个',
  餘: '余',
  '〜': '~',
};
for (const dash of '—–―−﹣‐‑') SAME[dash] = '-';

/** UTF-16 unit → how a view writes it: full-width letters, digits and marks as ASCII. */
export const PLAIN = new Uint16Array(0x10000);
for (let code = 0; code < 0x10000; code += 1) {
  PLAIN[code] = code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : code;
}
for (const [sign, same] of Object.entries(SAME)) PLAIN[sign.charCodeAt(0)] = same.charCodeAt(0);

const SPACES = new Set([0x20, 0x09, 0x3000, 0xa0, 0x0d]);
export const isSpace = (code: number) => SPACES.has(code);
export const isAscii = (code: number) => code > 0x20 && code < 0x7f;
export const isDigit = (code: number) => code >= 0x30 && code <= 0x39;
export const isHan = (code: number) =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf);
