import { isRealDay } from '../platform/clock/index.ts';

/** Ages and years by months, as cadre statistics count them (按出生年月): 1985-03 is 40 from 2025-03-01 on. Pure. */
const months = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));

/** Whole years on a day for somebody born in a month; null when nothing is told. */
export const ageOn = (birthMonth: string | null, day: string): number | null =>
  birthMonth === null ? null : Math.floor((months(day) - months(birthMonth)) / 12);

/** Whole years from a day to another, by the day: a post taken on 2020-03-08 is one year old on 2021-03-08. */
export function yearsSince(from: string | null, day: string): number | null {
  if (from === null) return null;
  const years = Number(day.slice(0, 4)) - Number(from.slice(0, 4));
  return day.slice(5) < from.slice(5) ? years - 1 : years;
}

/**
 * The same two counts turned round, so that a database compares days and computes nothing: the latest month of birth with
 * which one has so many years on a day, and the latest beginning. 29 February reaches back to the 28th.
 */
export const bornBy = (day: string, years: number): string => `${yearLess(day, years)}-${day.slice(5, 7)}-01`;
export const begunBy = (day: string, years: number): string => {
  const then = `${yearLess(day, years)}${day.slice(4)}`;
  return isRealDay(then) ? then : `${then.slice(0, 8)}28`;
};
const yearLess = (day: string, years: number): string =>
  String(Number(day.slice(0, 4)) - years).padStart(4, '0');
