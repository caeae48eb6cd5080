import { compareWritten, shown } from './amounts.ts';
import type { Item } from './scene.ts';

export type RateVerdict = { relation: 'same' | 'slip' | 'off'; computed: number };

const FULL: Record<string, number> = { percent: 100, permille: 1000, per10k: 1e4, per100k: 1e5 };

/** How many of the unit make a whole: 100 for %, 1000 for ‰, 100000 for /10万. */
export const fullOf = (rate: Item) => FULL[rate.family] ?? 100;

const FRACTION = /分之|成|半/;

/** Compares part ÷ base with a written rate: at written precision, 以上、近、不足 as such, 三分之一 within three points. */
export function compareRate(
  part: { lo: number; hi: number },
  base: { lo: number; hi: number },
  rate: Item,
): RateVerdict {
  const full = fullOf(rate);
  const middle = (full * (part.lo + part.hi)) / (base.lo + base.hi);
  const lowest = (full * part.lo) / base.hi;
  const highest = (full * part.hi) / base.lo;
  const fuzzy = part.lo !== part.hi || base.lo !== base.hi;
  const half = 0.5 * rate.ulp;
  const [lo, hi] = fuzzy ? [lowest, highest] : [middle, middle];
  const told = (relation: RateVerdict['relation']): RateVerdict => ({ relation, computed: middle });
  const fraction = FRACTION.test(rate.figure.raw) && !/^百分之|^千分之/.test(rate.figure.raw);
  if (rate.exact && !fraction) {
    if (fuzzy) return told(hi >= rate.value - half && lo <= rate.value + half ? 'same' : 'off');
    return told(compareWritten(middle, rate.value, rate.decimals));
  }
  const slack = fraction ? 3 : half;
  if (hi >= rate.range.lo - slack && lo <= rate.range.hi + slack) return told('same');
  return told(hi >= rate.range.lo - 2 * half && lo <= rate.range.hi + 2 * half ? 'slip' : 'off');
}

/** A computed rate, one digit finer than the written one, so that the difference can be seen. */
export function shownRate(computed: number, rate: Item): string {
  const digits = Math.min(6, rate.decimals + 1);
  return `${shown(Number(computed.toFixed(digits)))}${rate.figure.unit}`;
}
