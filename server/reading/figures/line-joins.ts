import { TERMINAL } from './blocks.ts';
import { isDigit, isSpace, PLAIN } from './plain.ts';

/** A line shorter than this is a heading or a cell of a table; its end is a real end. */
const FULL_LINE = 15;
const PAGE_LINE =
  /^[ \t\u3000]*(?:[-—–―·.]{0,4}[ \t\u3000]*\d{1,3}[ \t\u3000]*[-—–―·.]{0,4}|第[ \t]*\d{1,4}[ \t]*页[ \t,，/]*(?:共[ \t]*\d{1,4}[ \t]*页)?)[ \t\u3000]*$/;
const PAGE_MARK = /^\d{1,3}、/;
const LIST_MARK =
  /^(?:[(（][一二三四五六七八九十\d]{1,3}[)）]|[一二三四五六七八九十]{1,3}[、.．]|第[一二三四五六七八九十]{1,3}[,，、:：章节条]|\d{1,2}[.．、](?!\d)|[一二三四五六七八九十]{1,2}[是要]|[①-⑳⑴-⒇]|附件)/;
const UNIT_SIGNS = '%‰万亿个人名户期场次家件元';
const BREAK = 0x0a;

/**
 * What the line end at `at` becomes: 0 (nothing, the sentence goes on) or a break; and where reading goes on after blank lines,
 * lines that hold only a page number, and a page number at the head of the next line (30⏎11、家).
 */
export function lineJoin(
  text: string,
  at: number,
  to: number,
  before: number,
  lineLength: number,
): { mark: number; next: number } {
  const open = lineLength >= FULL_LINE && !TERMINAL.has(before) && before !== BREAK;
  let next = at + 1;
  let blank = false;
  for (;;) {
    let end = text.indexOf('\n', next);
    if (end < 0 || end > to) end = to;
    if (end >= to) break;
    const line = end - next > 60 ? 'x' : text.slice(next, end).trim();
    if (line !== '' && !(open && PAGE_LINE.test(line))) break;
    blank = true;
    next = end + 1;
  }
  while (next < to && isSpace(text.charCodeAt(next))) next += 1;
  if (next >= to) return { mark: BREAK, next };
  const rest = text.slice(next, Math.min(next + 12, to));
  const page = PAGE_MARK.exec(rest)?.[0] ?? '';
  if (page !== '') {
    const behind = PLAIN[text.charCodeAt(next + page.length)] ?? 0;
    const split = isDigit(before) && UNIT_SIGNS.includes(String.fromCharCode(behind));
    if (open || split)
      return { mark: isDigit(before) && isDigit(behind) ? BREAK : 0, next: next + page.length };
  }
  const after = PLAIN[text.charCodeAt(next)] ?? 0;
  if (isDigit(before) && UNIT_SIGNS.includes(String.fromCharCode(after))) return { mark: 0, next };
  if (!open || before === 0x2e || LIST_MARK.test(rest)) return { mark: BREAK, next };
  return { mark: isDigit(before) && isDigit(after) && blank ? BREAK : 0, next };
}
