import type { Quantity as Read } from '../quantity.ts';

/** A quantity with the clause before it (at most 40 signs) and what follows its unit word (at most 16). */
export type Quantity = Read & { left: string; right: string };

/** A rule by which a number with a unit word is still no figure; its key is the reason, in words. */
export type Rules = Record<string, (text: string, q: Quantity) => boolean>;

/** The clause before the number, at most `reach` signs of it. */
export const before = (_text: string, q: Quantity, reach = 12) => q.left.slice(-reach);
/** What follows the unit word. */
export const after = (_text: string, q: Quantity, reach = 16) => q.right.slice(0, reach);
/** The one Chinese sign that a numeral consists of, or ''. */
export const lone = (text: string, q: Quantity) =>
  q.numeral.script === 'chinese' && q.numeral.to - q.from === 1 ? text.charAt(q.from) : '';
export const small = (q: Quantity) => q.numeral.script === 'chinese' && q.high < 10;
