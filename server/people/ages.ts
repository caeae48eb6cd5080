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

/** The same two counts as SQL over a column; `$day` is the placeholder of the day. */
export const ageSql = (column: string, day: string): string =>
  `floor(((date_part('year', ${day}::date) - date_part('year', ${column})) * 12 + date_part('month', ${day}::date) - date_part('month', ${column})) / 12)`;
export const yearsSql = (column: string, day: string): string =>
  `(date_part('year', ${day}::date) - date_part('year', ${column}) - CASE WHEN to_char(${day}::date, 'MMDD') < to_char(${column}, 'MMDD') THEN 1 ELSE 0 END)`;
