import type { Figure } from '../../reading/index.ts';

/** How a stated figure stands to the counted one. */
export type Verdict = 'same' | 'fits' | 'differs' | 'not-counted';

/** The size of the last digit that was written: 4200余 → 100, 1455 → 1, 98.6 → 0.1. */
export function lastPlace(value: number): number {
  if (!Number.isInteger(value)) return 10 ** -(String(value).split('.')[1]?.length ?? 0);
  let place = 1;
  while (value !== 0 && value % (place * 10) === 0 && place < 1e12) place *= 10;
  return place;
}

/**
 * Judges a stated figure against what the ledgers count. An exact figure must be equal (rates at the written precision);
 * 余, 近, 以上 and ranges fit when the counted value lies where the words say, and within one step of the last written digit.
 */
export function judge(
  figure: Pick<Figure, 'value' | 'qualifier' | 'kind'>,
  counted: number | null,
): { verdict: Verdict; difference: number | null } {
  if (counted === null) return { verdict: 'not-counted', difference: null };
  if (Array.isArray(figure.value)) {
    const [low, high] = figure.value;
    const off = counted < low ? counted - low : counted > high ? counted - high : 0;
    return { verdict: off === 0 ? 'fits' : 'differs', difference: round(off) };
  }
  const { value } = figure;
  const step = lastPlace(value);
  const difference = round(counted - value);
  if (figure.qualifier === null) {
    const equal = figure.kind === 'rate' ? Math.abs(counted - value) <= step / 2 + 1e-9 : counted === value;
    return { verdict: equal ? 'same' : 'differs', difference: equal ? 0 : difference };
  }
  const fits = {
    over: counted >= value && counted < value + step,
    atLeast: counted >= value,
    atMost: counted <= value,
    lessThan: counted < value && counted >= value - step,
    nearly: counted <= value && counted > value - step,
    approx: Math.abs(counted - value) <= step / 2 || Math.abs(counted - value) <= Math.abs(value) * 0.05,
    range: counted === value,
  }[figure.qualifier];
  return { verdict: fits ? 'fits' : 'differs', difference: fits ? 0 : difference };
}

const round = (n: number): number => Math.round(n * 1e6) / 1e6;
