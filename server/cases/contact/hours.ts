import type { ContactPlan, ContactWay } from '../../../contracts/safe-contact.ts';
import { addDays, chinaDay } from '../../platform/clock/index.ts';

/** Whether a day is a legal holiday (放假); a make-up workday and an ordinary weekend are not. */
export type IsHoliday = (day: string) => boolean;
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
}
/** So far ahead the next safe hour is looked for: past the longest holidays. */
const AHEAD = 21;
const DAY_MINUTES = 24 * 60;

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const momentOf = (day: string, minute: number): Date =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 8 * 3_600_000 + minute * 60_000);
const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/**
 * Her safe hours from the day before to three weeks on, in order, joined where they touch. Hours that run past midnight
 * belong to the weekday on which they begin; what of them falls on a holiday is not safe unless she said so. Pure.
 */
export function stretchesFrom(plan: ContactPlan, at: Date, isHoliday: IsHoliday): Stretch[] {
  const today = chinaDay(at);
  const parts: Stretch[] = [];
  const add = (day: string, from: number, to: number): void => {
    if (from < to && (plan.holidays || !isHoliday(day)))
      parts.push({ from: momentOf(day, from), to: momentOf(day, to) });
  };
  for (let n = -1; n <= AHEAD; n += 1) {
    const day = addDays(today, n);
    if (plan.anytime) {
      add(day, 0, DAY_MINUTES);
      continue;
    }
    for (const h of plan.hours) {
      if (!h.days.includes(weekdayOf(day))) continue;
      const [from, to] = [minutes(h.from), minutes(h.to)];
      if (from < to) add(day, from, to);
      else {
        add(day, from, DAY_MINUTES);
        add(addDays(day, 1), 0, to);
      }
    }
  }
  return joined(parts);
}

function joined(parts: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const part of parts.toSorted((a, b) => a.from.getTime() - b.from.getTime())) {
    const last = out.at(-1);
    if (last && part.from <= last.to)
      out[out.length - 1] = { from: last.from, to: last.to > part.to ? last.to : part.to };
    else out.push(part);
  }
  return out;
}

export type Standing =
  | { readonly now: true; readonly until: Date | null }
  | { readonly now: false; readonly why: 'unknown' | 'none' | 'hours'; readonly next: Date | null };

/** Whether she may be reached at a moment, and when next; asked nothing: unknown. Pure. */
export function standingAt(plan: ContactPlan | null, at: Date, isHoliday: IsHoliday): Standing {
  if (!plan) return { now: false, why: 'unknown', next: null };
  if (plan.ways.length === 0) return { now: false, why: 'none', next: null };
  // A letter has no hour: it lies in the box.
  if (!plan.ways.some((w) => w !== 'letter')) return { now: true, until: null };
  const all = stretchesFrom(plan, at, isHoliday);
  const here = all.find((s) => s.from <= at && at < s.to);
  if (here) {
    const isOpenEnded = here.to >= momentOf(addDays(chinaDay(at), AHEAD), 0);
    return { now: true, until: isOpenEnded ? null : here.to };
  }
  return { now: false, why: 'hours', next: all.find((s) => s.from > at)?.from ?? null };
}

/** Why she must not be reached in a way at a moment; null: she may. Pure. */
export function whyNot(
  plan: ContactPlan | null,
  way: ContactWay,
  at: Date,
  isHoliday: IsHoliday,
): 'unknown' | 'way' | 'hours' | null {
  if (!plan) return 'unknown';
  if (!plan.ways.includes(way)) return 'way';
  if (way === 'letter') return null;
  return standingAt(plan, at, isHoliday).now ? null : 'hours';
}

/** Whether a day holds any safe hour for her: a visit is planned by the day. Pure. */
export function hasHoursOn(plan: ContactPlan, day: string, isHoliday: IsHoliday): boolean {
  const [from, to] = [momentOf(day, 0), momentOf(day, DAY_MINUTES)];
  return stretchesFrom(plan, from, isHoliday).some((s) => s.from < to && s.to > from);
}
