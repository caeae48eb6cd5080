import { clauseBefore } from '../around.ts';
import type { Quantity } from '../quantity.ts';

/** A rule by which a number with a unit word is still no figure; its key is the reason, in words. */
export type Rules = Record<string, (text: string, q: Quantity) => boolean>;

/** The clause before the number, at most `reach` signs of it. */
export const before = (text: string, q: Quantity, reach = 12) => clauseBefore(text, q.from, reach);
/** What follows the unit word. */
export const after = (text: string, q: Quantity, reach = 12) =>
  text.slice(q.unitFrom + q.unit.length, q.unitFrom + q.unit.length + reach);
/** The one Chinese sign that a numeral consists of, or ''. */
export const lone = (text: string, q: Quantity) =>
  q.numeral.script === 'chinese' && q.numeral.to - q.from === 1 ? text.charAt(q.from) : '';
export const small = (q: Quantity) => q.numeral.script === 'chinese' && q.high < 10;
