import { blocks } from './blocks.ts';
import { lineJoin } from './line-joins.ts';
import { isAscii, isDigit, isHan, isSpace, PLAIN } from './plain.ts';

/**
 * A text as it is read: one block at a time, full-width signs made plain, page numbers and line breaks inside sentences taken
 * out. Every sign of a view knows its place in the text as given, so that nothing read from a view loses it.
 */
export type View = {
  /** One UTF-16 unit for each sign; '\n' is a break that a sentence does not cross. */
  text: string;
  /** Code point of each sign in the text as given, and its UTF-16 offset; one more entry for the end. */
  point: Uint32Array;
  offset: Uint32Array;
};

const DECODER = new TextDecoder('utf-16le', { ignoreBOM: true });
const BREAK = 0x0a;
const BLANK = 0x20;
const DOT = 0x2e;
const FULL_STOP = 0x3002;
/** Stands for a sign outside the basic plane, which is never part of a number. */
const OTHER = 0x25a1;

/** The views of a text, in order. Linear; holds one block at a time. */
export function* views(text: string): Generator<View> {
  let points = 0;
  for (const [from, to] of blocks(text)) {
    const view = viewOf(text, from, to, points);
    points = view.point[view.point.length - 1] ?? points;
    yield view;
  }
}

function viewOf(text: string, from: number, to: number, firstPoint: number): View {
  const signs = new Uint16Array(to - from + 1);
  const point = new Uint32Array(to - from + 1);
  const offset = new Uint32Array(to - from + 1);
  let count = 0;
  let points = firstPoint;
  let lineStart = 0; // where in the view the current line began
  let i = from;
  const put = (code: number) => {
    signs[count] = code;
    point[count] = points;
    offset[count] = i;
    count += 1;
  };
  while (i < to) {
    const code = text.charCodeAt(i);
    const before = count > 0 ? (signs[count - 1] ?? BREAK) : BREAK;
    if (code === BREAK) {
      const join = lineJoin(text, i, to, before, count - lineStart);
      if (join.mark !== 0) put(join.mark);
      // Between two lines stand only blanks, breaks and page numbers: one unit, one code point.
      points += join.next - i;
      i = join.next;
      lineStart = count;
    } else if (isSpace(code)) {
      let after = i + 1;
      while (after < to && isSpace(text.charCodeAt(after))) after += 1;
      if (partsWords(before, after < to ? (PLAIN[text.charCodeAt(after)] ?? 0) : BREAK)) put(BLANK);
      points += after - i;
      i = after;
    } else if (code >= 0xd800 && code <= 0xdbff && isTrailing(text.charCodeAt(i + 1)) && i + 1 < to) {
      put(OTHER);
      points += 1;
      i += 2;
    } else {
      const plain = PLAIN[code] ?? code;
      put(plain === DOT && isStop(before, text.charCodeAt(i + 1)) ? FULL_STOP : plain);
      points += 1;
      i += 1;
    }
  }
  point[count] = points;
  offset[count] = to;
  return {
    text: DECODER.decode(signs.subarray(0, count)),
    point: point.subarray(0, count + 1),
    offset: offset.subarray(0, count + 1),
  };
}

/** A blank between two Latin words or numbers, or between two stretches of Chinese, parts them; elsewhere it is nothing. */
function partsWords(before: number, after: number): boolean {
  if (before === BREAK || after === BREAK || before === 0x28 || after === 0x25 || after === 0x29)
    return false;
  return isAscii(before) === isAscii(after);
}

/** In some reports 。 is written as a half-width full stop. */
function isStop(before: number, after: number): boolean {
  if (isHan(before)) return true;
  return (
    (before === 0x29 || before === 0x25 || before === 0x201d || before === 0x3e) &&
    !isAscii(after) &&
    !isDigit(after)
  );
}

const isTrailing = (code: number) => code >= 0xdc00 && code <= 0xdfff;
