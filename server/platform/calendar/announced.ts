import announced from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import type { YearDays } from './calendar.ts';

/**
 * The one file that knows the package of holidays (npm chinese-days, MIT): what the State Council's office has announced
 * for each year (国务院办公厅关于部分节假日安排的通知), from 2004 on. A year that is not in it was not announced when this
 * version was built; it comes with the next one, or is typed in by the administrator.
 */
export const ANNOUNCED_YEARS: readonly YearDays[] = yearsOf(announced.holidays, announced.workdays);

/** The package says of a day 'New Year's Day,元旦,1'. */
function yearsOf(off: Readonly<Record<string, string>>, work: Readonly<Record<string, string>>): YearDays[] {
  const years = new Map<number, { off: [string, string][]; work: [string, string][] }>();
  const put = (side: 'off' | 'work', days: Readonly<Record<string, string>>): void => {
    for (const [day, text] of Object.entries(days)) {
      const year = Number(day.slice(0, 4));
      const known = years.get(year) ?? { off: [], work: [] };
      known[side].push([day, text.split(',')[1] ?? '']);
      years.set(year, known);
    }
  };
  put('off', off);
  put('work', work);
  const inOrder = (days: readonly [string, string][]): Record<string, string> =>
    Object.fromEntries(days.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return [...years]
    .map(([year, days]) => ({ year, off: inOrder(days.off), work: inOrder(days.work) }))
    .toSorted((a, b) => a.year - b.year);
}
