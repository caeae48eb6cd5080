/**
 * A text as it is read: one block at a time, full-width signs made plain, page numbers and line breaks inside sentences taken
 * out. Every sign of a view knows its code point in the text as given, so that nothing read from a view loses its place.
 */
export type View = {
  /** One UTF-16 unit for each sign; '\n' is a break that a sentence does not cross. */
  text: string;
  /** Code point of each sign in the text as given, and its UTF-16 offset; one more entry for the end. */
  point: number[];
  offset: number[];
};

/** A block is closed at the end of a line that ends a sentence; a text without line ends is cut after a sentence. */
const SOON = 3000;
const LATEST = 12000;
const TERMINAL = new Set([...'。！？!?;；:：…”"》)）】']);
const SENTENCE = new Set([...'。！？!?;；\n']);
/** A line shorter than this is a heading or a cell of a table; its end is a real end. */
const FULL_LINE = 15;
const PAGE_LINE =
  /^[ \t\u3000]*(?:[-—–―·.]*[ \t\u3000]*\d{1,3}[ \t\u3000]*[-—–―·.]*|第[ \t]*\d+[ \t]*页[ \t,，/]*(?:共[ \t]*\d+[ \t]*页)?)[ \t\u3000]*$/;
const PAGE_MARK = /^[ \t\u3000]*\d{1,3}、/;
const LIST_MARK =
  /^[ \t\u3000]*(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[,，、:：章节条]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}[是要]|[①-⑳⑴-⒇]|附件)/;

const PLAIN: Record<string, string> = {
  '﹪': '%',
  '﹒': '.',
  '○': '〇',
  萬: '万',
  億: '亿',
  兩: '两',
  個: '个',
  餘: '余',
  '〜': '~',
  '～': '~',
  '－': '-',
  '—': '-',
  '–': '-',
  '―': '-',
  '−': '-',
  '﹣': '-',
  '‐': '-',
  '‑': '-',
  '㎡': '㎡',
};

function plain(sign: string): string {
  const code = sign.charCodeAt(0);
  if (sign.length > 1) return '□';
  if (code >= 0x4e00 && code <= 0x9fff) return PLAIN[sign] ?? sign;
  if (code < 0x80) return sign;
  const known = PLAIN[sign];
  if (known !== undefined) return known;
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  return sign;
}

const UNIT_SIGNS = '%‰万亿个人名户期场次家件元';
const isSpace = (sign: string) =>
  sign === ' ' || sign === '\t' || sign === '\u3000' || sign === '\u00a0' || sign === '\r';
const isAscii = (sign: string) => sign > ' ' && sign < '\u007f';
const isDigit = (sign: string) => sign >= '0' && sign <= '9';

/** The views of a text, in order. Linear; holds one block at a time. */
export function* views(text: string): Generator<View> {
  let points = 0;
  for (const [from, to] of blocks(text)) {
    const view = viewOf(text, from, to, points);
    points = view.point[view.point.length - 1] ?? points;
    yield view;
  }
}

/** Where blocks begin and end, in UTF-16 offsets. */
function* blocks(text: string): Generator<[number, number]> {
  let from = 0;
  let line = 0;
  while (line < text.length) {
    let end = text.indexOf('\n', line);
    if (end < 0) end = text.length;
    // One endless line: cut after sentences.
    while (end - from > LATEST) {
      const cut = sentenceCut(text, Math.max(line, from + SOON), from + LATEST);
      yield [from, cut];
      from = cut;
      line = Math.max(line, cut);
    }
    const next = Math.min(end + 1, text.length);
    if (endsSentence(text, Math.max(line, from), end)) {
      yield [from, next];
      from = next;
    } else if (next - from > SOON) {
      // The last sentence may go on in the next line.
      const cut = lastSentence(text, Math.max(line, from), end);
      if (cut > from) yield [from, cut];
      from = Math.max(cut, from);
    }
    line = Math.max(next, line + 1);
  }
  if (from < text.length) yield [from, text.length];
}

function sentenceCut(text: string, from: number, to: number): number {
  for (let i = from; i < to; i += 1) if (SENTENCE.has(text.charAt(i))) return i + 1;
  for (let i = to; i > from; i -= 1) if (/[,，、 ]/.test(text.charAt(i - 1))) return i;
  const code = text.charCodeAt(to);
  return code >= 0xdc00 && code <= 0xdfff ? to + 1 : to;
}

function lastSentence(text: string, from: number, to: number): number {
  for (let i = to; i > from; i -= 1) if (SENTENCE.has(text.charAt(i - 1))) return i;
  return from;
}

function endsSentence(text: string, from: number, end: number): boolean {
  for (let i = end - 1; i >= from; i -= 1) {
    const sign = text.charAt(i);
    if (!isSpace(sign)) return TERMINAL.has(sign) || (sign === '.' && !isDigit(text.charAt(i - 1)));
  }
  return false;
}

function viewOf(text: string, from: number, to: number, firstPoint: number): View {
  const signs: string[] = [];
  const point: number[] = [];
  const offset: number[] = [];
  let points = firstPoint;
  let lineStart = 0; // index in signs where the current line began
  let i = from;
  const put = (sign: string) => {
    signs.push(sign);
    point.push(points);
    offset.push(i);
  };
  while (i < to) {
    const code = text.codePointAt(i) ?? 0;
    const width = code > 0xffff ? 2 : 1;
    const sign = text.slice(i, i + width);
    if (sign === '\n') {
      const join = lineJoin(text, i, to, signs, lineStart);
      if (join.mark !== '') put(join.mark);
      while (i < join.next) {
        points += 1;
        i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
      }
      lineStart = signs.length;
      continue;
    }
    if (isSpace(sign)) {
      const before = signs[signs.length - 1] ?? '\n';
      let after = i;
      while (after < to && isSpace(text.charAt(after))) after += 1;
      const follows = after < to ? text.charAt(after) : '\n';
      // A blank between two Latin words or numbers, or between two stretches of Chinese, parts them; elsewhere it is nothing.
      const parts =
        isAscii(plain(before)) === isAscii(plain(follows)) &&
        !'%)'.includes(plain(follows)) &&
        before !== '(' &&
        before !== '\n' &&
        follows !== '\n';
      if (parts) put(' ');
      points += after - i;
      i = after;
      continue;
    }
    // In some reports 。 is written as a full stop.
    const stop =
      sign === '.' &&
      (!isAscii(text.charAt(i + 1)) || /\p{Script=Han}/u.test(signs[signs.length - 1] ?? '')) &&
      /[\p{Script=Han})%”>]/u.test(signs[signs.length - 1] ?? '');
    put(stop ? '。' : plain(sign));
    points += 1;
    i += width;
  }
  point.push(points);
  offset.push(to);
  return { text: signs.join(''), point, offset };
}

/** What a line end becomes: nothing (inside a sentence) or a break; and where reading goes on after blank lines and page marks. */
function lineJoin(
  text: string,
  at: number,
  to: number,
  signs: string[],
  lineStart: number,
): { mark: string; next: number } {
  const before = signs[signs.length - 1] ?? '\n';
  const full = signs.length - lineStart >= FULL_LINE;
  const open = full && !TERMINAL.has(before) && before !== '\n';
  let next = at + 1;
  let blank = false;
  for (;;) {
    let end = text.indexOf('\n', next);
    if (end < 0 || end > to) end = to;
    const line = text.slice(next, Math.min(end, next + 40));
    if (end < to && line.trim() === '') blank = true;
    else if (open && end < to && end - next < 30 && PAGE_LINE.test(line)) blank = true;
    else break;
    next = end + 1;
  }
  while (next < to && isSpace(text.charAt(next))) next += 1;
  const rest = text.slice(next, Math.min(next + 12, to));
  const page = PAGE_MARK.exec(rest);
  const behind = page === null ? '' : plain(text.charAt(next + page[0].length));
  if (page !== null && (open || (isDigit(before) && UNIT_SIGNS.includes(behind) && behind !== ''))) {
    next += page[0].length;
    const after = behind;
    return { mark: isDigit(before) && isDigit(after) ? '\n' : '', next };
  }
  const after = plain(text.charAt(next));
  if (isDigit(before) && UNIT_SIGNS.includes(after) && after !== '') return { mark: '', next };
  if (!open || before === '.' || LIST_MARK.test(rest) || next >= to) return { mark: '\n', next };
  if (isDigit(before) && isDigit(after) && blank) return { mark: '\n', next };
  return { mark: '', next };
}
