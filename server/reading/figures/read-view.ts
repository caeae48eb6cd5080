import type { Found } from './figure-parts.ts';
import { judged } from './judge.ts';
import { wordAt } from './lexicon.ts';
import { isArabic, NUMERAL_SIGNS } from './numeral-signs.ts';
import { type Quantity, quantityAt } from './quantity.ts';
import { rankAt } from './ranks.ts';
import { NAMES } from './words/names.ts';
import { isCounted } from './words/units.ts';

const CLOSE: Record<string, string> = { '《': '》', '“': '”', '「': '」', '『': '』', '"': '"' };
const NAME_REACH = 40;
/** What is quoted with clauses or as a share is read: “控制在20/10万以内”的目标, “一半以上”. */
const QUOTED_FIGURE = /[,。;].*\d|\d.*[,。;]|\d(?:%|‰|\/10万)|^.{0,6}一半以[上下]|分之/;
/** Dates, times, telephone numbers, versions and section numbers: 2024-03-08, 8:30, 0594-2222222, 1.2.3. */
const CHAIN = /\d+(?:(?:[:/]\d+)+|(?:\.\d+){2,}|(?:-{1}\d+){2,}|-\d{5,})/y;
const MASKED = /(?:\d*[xX*×_?#]{1,4}\d*)+(?:-{1,2}(?:\d*[xX*×_]{1,4}\d*)+)?/y;

/** What may begin at a sign: one look-up decides for nearly every sign of a text that nothing does. */
const ARABIC = 1;
const CHINESE = 2;
const QUOTE = 3;
const RANK = 4;
const BEGINS = new Uint8Array(0x10000);
const mark = (signs: Iterable<string>, what: number) => {
  for (const sign of signs) BEGINS[sign.charCodeAt(0)] = what;
};
mark('0123456789', ARABIC);
mark(NUMERAL_SIGNS, CHINESE);
mark('半过超减翻仨俩几数', CHINESE);
mark('《“「『"^', QUOTE);
mark('第前之首榜', RANK);
const ENDLESS = 24;

/** All figures of one view, by one pass from left to right. */
export function readView(text: string): Found[] {
  const found: Found[] = [];
  let at = 0;
  while (at < text.length) {
    const begins = BEGINS[text.charCodeAt(at)] ?? 0;
    if (begins === 0) {
      at += 1;
    } else if (begins === QUOTE) {
      at = afterName(text, at);
    } else if (begins === RANK) {
      const rank = rankAt(text, at);
      if (rank !== null) found.push(rank);
      at = rank?.phraseTo ?? at + 1;
    } else {
      at = readNumber(text, at, begins === ARABIC, found);
    }
  }
  return found;
}

/** Reads what begins at a digit or a Chinese numeral; returns where to go on. */
function readNumber(text: string, at: number, arabic: boolean, found: Found[]): number {
  const code = arabic ? codeEnd(text, at) : endlessEnd(text, at);
  if (code > 0) return code;
  const quantity = quantityAt(text, at);
  const name = arabic ? '' : nameAt(text, at, quantity);
  if (name !== '') return at + name.length;
  if (quantity === null) return at + 1;
  const listed = listNumber(text, quantity);
  if (listed > 0) return listed;
  const figure = judged(text, quantity);
  if (figure === null) return Math.max(quantity.to, at + 1);
  found.push(figure);
  return Math.max(quantity.phraseTo, at + 1);
}

/** The end of a run of numeral signs too long for a number (…一一一一…), or 0. */
function endlessEnd(text: string, at: number): number {
  let to = at;
  while (BEGINS[text.charCodeAt(to)] === CHINESE) to += 1;
  return to - at > ENDLESS ? to : 0;
}

/** A quotation or a book title is a name; only a long quotation with clauses is read. Returns where to go on. */
function afterName(text: string, at: number): number {
  const masked = text.startsWith('^v^', at);
  if (text.charAt(at) === '^' && !masked) return at + 1;
  const width = masked ? 3 : 1;
  const closing = masked ? '^v^' : (CLOSE[text.charAt(at)] ?? '');
  const end = text.slice(at + width, at + width + NAME_REACH).indexOf(closing);
  if (end < 0) return at + width;
  const inside = text.slice(at + width, at + width + end);
  if (inside.includes('\n')) return at + width;
  if (text.charAt(at) !== '《' && QUOTED_FIGURE.test(inside)) return at + width;
  return at + width + end + closing.length;
}

/** The end of something written in digits that is no number: masked (20xx), a date, a time, a telephone number. 0: none. */
function codeEnd(text: string, at: number): number {
  let digits = at;
  while (isArabic(text.charAt(digits))) digits += 1;
  // No one writes a number of so many digits.
  if (digits - at > ENDLESS) return digits;
  const next = text.charAt(digits);
  if ('xX*×_?'.includes(next) && next !== '') {
    MASKED.lastIndex = at;
    const masked = MASKED.exec(text);
    if (masked !== null && masked[0].length > digits - at) return at + masked[0].length;
  }
  if (!'.:/-'.includes(next) || next === '') return 0;
  CHAIN.lastIndex = at;
  const chain = CHAIN.exec(text);
  if (chain !== null && !/^\d{1,3}\/\d{1,3}$|^[\d]+\/10/.test(chain[0]) && !/^\d+\/\d+$/.test(chain[0]))
    return at + chain[0].length;
  return 0;
}

/** A set phrase that begins here and reaches at least as far as the number. */
function nameAt(text: string, at: number, quantity: Quantity | null): string {
  if (
    quantity !== null &&
    (quantity.unit === '%' || quantity.kind !== null || text.startsWith('分之', quantity.numeral.to))
  )
    return '';
  const name = wordAt(NAMES, text, at);
  if (name === '') return '';
  const end = at + name.length;
  if (quantity === null) return name;
  if (quantity.numeral.bare && /[近上过逾超破]$/.test(text.slice(Math.max(0, at - 1), at))) return '';
  return end >= quantity.numeral.to && (end > quantity.numeral.to || quantity.unit === '') ? name : '';
}

/** 1.100名 at the start of a line is item 1 and a hundred persons. */
function listNumber(text: string, quantity: Quantity): number {
  const before = quantity.from === 0 ? '\n' : text.charAt(quantity.from - 1);
  const numeral = quantity.numeral;
  if (!numeral.decimal || numeral.script !== 'arabic' || numeral.power > 0 || !'\n。;!'.includes(before))
    return 0;
  if (!isCounted(quantity.unit) && !/^年|^月/.test(text.slice(numeral.to))) return 0;
  const point = text.indexOf('.', quantity.from);
  return point - quantity.from <= 2 ? point + 1 : 0;
}
