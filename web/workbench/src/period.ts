import { formatDay, formatMonth, formatRange, lastDay } from './format.ts';

/** For when (时段): what the header says and every figure is asked for. Kept in the address as `p`. */
export type Period =
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'half'; readonly year: number; readonly half: 1 | 2 }
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'range'; readonly from: string; readonly to: string };

const two = (n: number): string => String(n).padStart(2, '0');

/** Is it a real day written as 2013-05-06? */
export function isDay(text: string): boolean {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (!y || !m || !d) return false;
  const at = new Date(Date.UTC(Number(y), Number(m) - 1, Number(d)));
  return at.getUTCMonth() === Number(m) - 1 && at.getUTCDate() === Number(d);
}

/** Reads `p`; what cannot be read is this year, so that an old link never shows an empty page. */
export function parsePeriod(text: string | null, today: string): Period {
  const thisYear: Period = { kind: 'year', year: Number(today.slice(0, 4)) };
  if (!text) return thisYear;
  const [, year, half] = /^(\d{4})(?:H([12]))?$/.exec(text) ?? [];
  if (year)
    return half
      ? { kind: 'half', year: Number(year), half: half === '1' ? 1 : 2 }
      : { kind: 'year', year: Number(year) };
  const [, y, month] = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text) ?? [];
  if (y) return { kind: 'month', year: Number(y), month: Number(month) };
  const [from = '', to = ''] = text.split('~');
  return isDay(from) && isDay(to) && from <= to ? { kind: 'range', from, to } : thisYear;
}

/** The text of a period in the address. */
export function periodKey(p: Period): string {
  if (p.kind === 'year') return String(p.year);
  if (p.kind === 'half') return `${p.year}H${p.half}`;
  if (p.kind === 'month') return `${p.year}-${two(p.month)}`;
  return `${p.from}~${p.to}`;
}

/** First and last day, both included. */
export function periodRange(p: Period): { readonly from: string; readonly to: string } {
  if (p.kind === 'range') return { from: p.from, to: p.to };
  if (p.kind === 'year') return { from: `${p.year}-01-01`, to: `${p.year}-12-31` };
  if (p.kind === 'half')
    return p.half === 1
      ? { from: `${p.year}-01-01`, to: `${p.year}-06-30` }
      : { from: `${p.year}-07-01`, to: `${p.year}-12-31` };
  const month = `${p.year}-${two(p.month)}`;
  return { from: `${month}-01`, to: lastDay(month) };
}

/**
 * The range that figures are asked for: a running period ends today, so that 去年同期 compares equal stretches
 * and a stock is read as of today.
 */
export function askRange(p: Period, today: string): { readonly from: string; readonly to: string } {
  const { from, to } = periodRange(p);
  return from <= today && today < to ? { from, to: today } : { from, to };
}

export function periodName(p: Period): string {
  if (p.kind === 'year') return `${p.year}年`;
  if (p.kind === 'half') return `${p.year}年${p.half === 1 ? '上' : '下'}半年`;
  if (p.kind === 'month') return formatMonth(`${p.year}-${two(p.month)}`);
  return formatRange(p.from, p.to);
}

/** The name, with the day up to which a running period is counted: '2026年(到11月21日)'. */
export function askedName(p: Period, today: string): string {
  const asked = askRange(p, today);
  return asked.to === periodRange(p).to ? periodName(p) : `${periodName(p)}(到${formatDay(asked.to, today)})`;
}

/** The period before or after, of the same kind; a range moves by its own length. */
export function stepPeriod(p: Period, by: 1 | -1): Period {
  if (p.kind === 'year') return { kind: 'year', year: p.year + by };
  if (p.kind === 'half')
    return p.half === (by === 1 ? 1 : 2)
      ? { ...p, half: by === 1 ? 2 : 1 }
      : { kind: 'half', year: p.year + by, half: by === 1 ? 1 : 2 };
  if (p.kind === 'month') {
    const at = p.year * 12 + (p.month - 1) + by;
    return { kind: 'month', year: Math.floor(at / 12), month: (at % 12) + 1 };
  }
  const length = daysBetween(p.from, p.to) + 1;
  return { kind: 'range', from: addDays(p.from, by * length), to: addDays(p.to, by * length) };
}

const DAY = 86_400_000;
export const addDays = (day: string, n: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY).toISOString().slice(0, 10);
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);

/** The same range a year before; 29 February becomes the 28th. */
export function yearBefore(range: { from: string; to: string }): { from: string; to: string } {
  const back = (day: string): string => {
    const moved = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
    return isDay(moved) ? moved : addDays(`${moved.slice(0, 8)}01`, -1 + 28);
  };
  const endsMonth = range.to === lastDay(range.to.slice(0, 7));
  const to = back(range.to);
  return { from: back(range.from), to: endsMonth ? lastDay(to.slice(0, 7)) : to };
}
