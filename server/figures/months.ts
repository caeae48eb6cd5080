import { addDays, addMonths, monthOf } from '../platform/clock/index.ts';

/** A range of days as whole months (answered from cells) and at most two odd ends (answered from facts). */
export interface Cover {
  /** [from, to) in firsts of months; null when no whole month lies inside. */
  readonly months: { readonly from: string; readonly to: string } | null;
  /** Inclusive day ranges. */
  readonly ends: readonly { readonly from: string; readonly to: string }[];
}

/** Cuts an inclusive range of days. Source: DESIGN §5, "any date range can be asked". */
export function coverRange(from: string, to: string): Cover {
  const first = from === monthOf(from) ? from : addMonths(monthOf(from), 1);
  const afterLast = addDays(to, 1);
  const end = monthOf(afterLast);
  if (first >= end) return { months: null, ends: [{ from, to }] };
  const ends: { from: string; to: string }[] = [];
  if (from < first) ends.push({ from, to: addDays(first, -1) });
  if (afterLast > end) ends.push({ from: end, to });
  return { months: { from: first, to: end }, ends };
}

/** Whole months touched by a range, firsts. */
export function monthsIn(from: string, to: string): string[] {
  const months: string[] = [];
  for (let m = monthOf(from); m <= to; m = addMonths(m, 1)) months.push(m);
  return months;
}
