/** Cuts a text by code points (字符位置). Without characters above U+FFFF a code point is a UTF-16 unit and nothing is kept. */
export interface Points {
  /** Code points in the text. */
  readonly count: number;
  slice(start: number, end: number): string;
}

const STEP = 256;

/** @param text as given; lone surrogates count as one code point each. */
export function pointsOf(text: string): Points {
  if (!/[\uD800-\uDBFF]/.test(text)) return { count: text.length, slice: (a, b) => text.slice(a, b) };
  const marks: number[] = [];
  let count = 0;
  for (let unit = 0; unit < text.length; unit += width(text, unit), count += 1)
    if (count % STEP === 0) marks.push(unit);
  const unitOf = (point: number): number => {
    if (point >= count) return text.length;
    let unit = marks[Math.floor(point / STEP)] ?? 0;
    for (let left = point % STEP; left > 0; left -= 1) unit += width(text, unit);
    return unit;
  };
  return { count, slice: (a, b) => text.slice(unitOf(Math.max(0, a)), unitOf(b)) };
}

const width = (text: string, unit: number): number => ((text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1);
