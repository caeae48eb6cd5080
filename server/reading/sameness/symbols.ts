/**
 * What of a text counts when texts are compared (比对用的字): white space, punctuation and lines that hold only a page number
 * fall away, widths and cases are levelled, and every number (2006, 二〇〇六, 3.5万, 20xx) becomes one symbol, so that a
 * report with other years and figures is still the same report.
 */
export interface Symbols {
  readonly text: string;
  readonly count: number;
  /** One symbol each; NUMBER for any number. */
  readonly symbol: Uint16Array;
  /** Code points in the text, end exclusive: where each symbol stands. */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

export const NUMBER = 1;
const DROP = 0;
const CHINESE_NUMERALS = '〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟';
const PAGE_LINE =
  /^[\s\-—–―·.•|]*(?:第\s*[\d\uff10-\uff19]{1,5}\s*页|[\d\uff10-\uff19]{1,5})(?:\s*[/,、\uff0f\uff0c]?\s*共?\s*[\d\uff10-\uff19]{1,5}\s*页?)?[\s\-—–―·.•|]*$/;
const LONGEST_PAGE_LINE = 24;

/** Reads a text into symbols, in one pass; 10 bytes for each UTF-16 unit. */
export function symbolsOf(text: string): Symbols {
  const classes = classTable();
  const size = text.length;
  const symbol = new Uint16Array(size);
  const start = new Int32Array(size);
  const end = new Int32Array(size);
  let count = 0;
  let point = 0;
  let lineStart = true;
  let run = NO_RUN;
  let runFrom = 0;
  for (let i = 0; i < size; i += 1, point += 1) {
    if (lineStart) {
      const skip = pageLineLength(text, i);
      lineStart = false;
      if (skip > 0) {
        i += skip - 1;
        point += skip - 1;
        run = NO_RUN;
        lineStart = true;
        continue;
      }
    }
    const code = text.charCodeAt(i);
    if (code === 10) lineStart = true;
    const isPair = code >= 0xd800 && code < 0xdc00 && isLow(text.charCodeAt(i + 1));
    const s = isPair ? 0xe000 + ((text.codePointAt(i) ?? 0) % 0x1800) : (classes[code] ?? DROP);
    const here = kindOf(s);
    if (here === NO_RUN && isSeparator(code) && run === DIGITS && classes[text.charCodeAt(i + 1)] === NUMBER)
      continue;
    // A run of letters and digits that holds a digit (20xx, 200F) is one number.
    const joins = run !== NO_RUN && here !== NO_RUN && (run === DIGITS || here === DIGITS);
    if (joins && count > runFrom) {
      symbol[runFrom] = NUMBER;
      end[runFrom] = point + 1;
      count = runFrom + 1;
      run = DIGITS;
    } else if (s !== DROP) {
      if (here !== run || here === NO_RUN) runFrom = count;
      symbol[count] = s;
      start[count] = point;
      end[count] = point + 1;
      count += 1;
      run = here;
    } else if (code !== 13 && code !== 10) run = NO_RUN;
    if (isPair) i += 1;
  }
  return {
    text,
    count,
    symbol: symbol.subarray(0, count),
    start: start.subarray(0, count),
    end: end.subarray(0, count),
  };
}

const NO_RUN = 0;
const LETTERS = 1;
const DIGITS = 2;
const kindOf = (s: number): number => (s === NUMBER ? DIGITS : s >= 97 && s <= 122 ? LETTERS : NO_RUN);
const isLow = (code: number): boolean => code >= 0xdc00 && code < 0xe000;
/** Full stop and comma between two digits belong to the number. */
const isSeparator = (code: number): boolean => code === 0x2e || code === 0x2c || code === 0xff0e;

/** UTF-16 units of the line at `from`, with its line end, where it holds nothing but a page number; else 0. */
function pageLineLength(text: string, from: number): number {
  let to = from;
  while (to < text.length && to - from <= LONGEST_PAGE_LINE && text.charCodeAt(to) !== 10) to += 1;
  if (to - from > LONGEST_PAGE_LINE || to === from) return 0;
  if (!PAGE_LINE.test(text.slice(from, to))) return 0;
  return Math.min(to + 1, text.length) - from;
}

let table: Uint16Array | null = null;

/** UTF-16 unit → symbol, made once. */
function classTable(): Uint16Array {
  if (table) return table;
  const made = new Uint16Array(0x10000);
  const isWritten = /[\p{L}]/u;
  const isNumber = /\p{N}/u;
  for (let code = 0; code < 0x10000; code += 1) {
    const char = String.fromCharCode(code);
    if (isNumber.test(char)) made[code] = NUMBER;
    else if (isWritten.test(char)) {
      const levelled = code >= 0xff21 && code <= 0xff5a ? code - 0xfee0 : code;
      made[code] = levelled >= 65 && levelled <= 90 ? levelled + 32 : levelled;
    }
  }
  for (const char of CHINESE_NUMERALS) made[char.charCodeAt(0)] = NUMBER;
  table = made;
  return made;
}
