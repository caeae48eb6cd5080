import { isDigit, isSpace } from './plain.ts';

/** A block is closed at the end of a line that ends a sentence; a text without line ends is cut after a sentence. */
const SOON = 3000;
const LATEST = 12000;
const codes = (signs: string) => new Set([...signs].map((sign) => sign.charCodeAt(0)));
/** What may stand last in a line that is complete. */
export const TERMINAL = codes('。！？!?;；:：…”"》)）】');
const SENTENCE = codes('。！？!?;；\n');
const CLAUSE = codes(',，、 ');

/** Where blocks of a text begin and end, in UTF-16 offsets; they cover it without gap. */
export function* blocks(text: string): Generator<[number, number]> {
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
  for (let i = from; i < to; i += 1) if (SENTENCE.has(text.charCodeAt(i))) return i + 1;
  for (let i = to; i > from; i -= 1) if (CLAUSE.has(text.charCodeAt(i - 1))) return i;
  // Never between the two halves of one sign.
  const code = text.charCodeAt(to);
  return code >= 0xdc00 && code <= 0xdfff ? to + 1 : to;
}

function lastSentence(text: string, from: number, to: number): number {
  for (let i = to; i > from; i -= 1) if (SENTENCE.has(text.charCodeAt(i - 1))) return i;
  return from;
}

function endsSentence(text: string, from: number, end: number): boolean {
  for (let i = end - 1; i >= from; i -= 1) {
    const code = text.charCodeAt(i);
    if (isSpace(code)) continue;
    return TERMINAL.has(code) || (code === 0x2e && !isDigit(text.charCodeAt(i - 1)));
  }
  return false;
}
