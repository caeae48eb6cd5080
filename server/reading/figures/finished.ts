import type { FigureKind, Qualifier } from '../model.ts';
import { wordAt } from './lexicon.ts';
import type { Numeral } from './numeral-signs.ts';
import { MARKS_AFTER } from './words/marks.ts';

/** A number with its unit and what follows it (数量), before anything is known about its surroundings. */
export type Quantity = {
  /** The number as written, from…to in the view; the phrase with unit and 以上 ends at `phraseTo`. */
  from: number;
  to: number;
  phraseTo: number;
  unit: string;
  unitFrom: number;
  low: number;
  high: number;
  /** What number and following words say; the words before are judged later. */
  qualifier: Qualifier | null;
  numeral: Numeral;
  /** For those whose words tell it: 三成, 减半, 翻一番. */
  kind: FigureKind | null;
  delta: boolean;
};

/** The numeral of what is told in words: 一半, 俩. */
export const BLANK: Numeral = {
  to: 0,
  low: 0,
  high: 0,
  mark: null,
  script: 'chinese',
  power: 0,
  lead: 0,
  bare: false,
  digitsOnly: false,
  decimal: false,
};

/** A number and its unit become a quantity, with 以上 or 左右 after them. */
export function finished(
  text: string,
  from: number,
  numeral: Numeral,
  unit: string,
  unitFrom: number,
  unitTo: number,
  side?: { over: boolean; approx: boolean },
): Quantity {
  let to = unitTo;
  let inner: Qualifier | null = null;
  if (side?.over === true || numeral.mark === 'over') inner = 'over';
  else if (side?.approx === true || numeral.mark === 'approx') inner = 'approx';
  if (numeral.mark === 'range') inner = 'range';
  const after = afterMark(text, to, unit);
  to = after.to;
  // 元整: the unit is 元.
  const word =
    /^元整$|^圆整?$/.test(unit) || unit === '元钱' || unit === '元人民币'
      ? '元'
      : unit === '亩地'
        ? '亩'
        : unit;
  return {
    from,
    to: numeral.to,
    phraseTo: to,
    unit: word,
    unitFrom,
    low: numeral.low,
    high: numeral.high,
    qualifier: inner ?? after.qualifier,
    numeral,
    kind: null,
    delta: false,
  };
}

/** 以上, 左右, 多 after the unit word: 90%以上, 3年多. */
export function afterMark(
  text: string,
  at: number,
  unit: string,
): { to: number; qualifier: Qualifier | null } {
  const word = wordAt(MARKS_AFTER.words, text, at);
  const next = text.charAt(at + word.length);
  if (word === '') return { to: at, qualifier: null };
  // 多 and 内 are also beginnings of other words: 3个多功能厅, 5家内资企业.
  if ((word === '多' || word === '余') && unit !== '' && !/[,。、;:)的人名户次\n]|^$/.test(next))
    return { to: at, qualifier: null };
  if (word === '多' && unit === '') return { to: at, qualifier: null };
  if (word === '内' && !/^(?:天|日|个?工作日|小时|个小时|分钟|个月|月|年|周|个?星期)$/.test(unit))
    return { to: at, qualifier: null };
  if (word === '内' && /[部外容设置蒙]/.test(next)) return { to: at, qualifier: null };
  if ((word === '强' || word === '弱') && !(unit === '%' && /[,。、;)\n]|^$/.test(next)))
    return { to: at, qualifier: null };
  if (
    (word === '许' ||
      word === '光景' ||
      word === '前后' ||
      word === '上下' ||
      word === '不足' ||
      word === '起步') &&
    !/[,。、;)的\n]|^$/.test(next)
  )
    return { to: at, qualifier: null };
  if (word === '不到' && !/[,。、;)\n]|^$/.test(next)) return { to: at, qualifier: null };
  if (word === '+' && next !== '' && !/[,。、;)\n]/.test(next)) return { to: at, qualifier: null };
  return { to: at + word.length, qualifier: MARKS_AFTER.kinds.get(word) ?? null };
}
