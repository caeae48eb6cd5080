/** Periods for which counts of cases are told apart (公布的期): whole months, quarters, half years and years. Pure. */

export interface Grain {
  readonly year: number;
  /** First and last month, 1 to 12. */
  readonly from: number;
  readonly to: number;
}

/** All grains of a year but the year itself; a line lies in one of each size. */
export const PARTS_OF_YEAR: readonly Omit<Grain, 'year'>[] = [6, 3, 1].flatMap((size) =>
  Array.from({ length: 12 / size }, (_, i) => ({ from: i * size + 1, to: (i + 1) * size })),
);

/** The place of a grain in PARTS_OF_YEAR; -1 for a whole year. */
export const placeOfGrain = (g: Omit<Grain, 'year'>): number =>
  PARTS_OF_YEAR.findIndex((p) => p.from === g.from && p.to === g.to);

const MOST_YEARS = 60;

/**
 * A range of days (inclusive) as the fewest grains, or null where it cuts a month. Nothing has happened after today, so a range
 * that reaches it reaches the end of its year. What is told of a range is the sum of its grains and nothing new.
 */
export function grainsOf(from: string, to: string, today: string): Grain[] | null {
  const end = to >= today ? `${to.slice(0, 4)}-12-31` : to;
  if (from.slice(8) !== '01' || !isLastOfMonth(end) || from > end) return null;
  const first = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1;
  const last = Number(end.slice(0, 4)) * 12 + Number(end.slice(5, 7)) - 1;
  if (last - first >= MOST_YEARS * 12) return null;
  const grains: Grain[] = [];
  for (let at = first; at <= last; ) {
    const month = at % 12;
    const size = [12, 6, 3, 1].find((s) => month % s === 0 && at + s - 1 <= last) ?? 1;
    grains.push({ year: Math.floor(at / 12), from: month + 1, to: month + size });
    at += size;
  }
  return grains;
}

const isLastOfMonth = (day: string): boolean => {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return Number(day.slice(8)) === new Date(Date.UTC(year, month, 0)).getUTCDate();
};

/** The days of a grain, inclusive. */
export function daysOf(g: Grain): { readonly from: string; readonly to: string } {
  const two = (n: number): string => String(n).padStart(2, '0');
  const last = new Date(Date.UTC(g.year, g.to, 0)).getUTCDate();
  return { from: `${g.year}-${two(g.from)}-01`, to: `${g.year}-${two(g.to)}-${two(last)}` };
}
