import type { CalendarDay } from '../../../../contracts/api-settings.ts';
import { isDay } from '../period.ts';

/** Days as one types them, one a line: '2027-01-01 元旦'. */
export const linesOf = (days: readonly CalendarDay[]): string =>
  days.map((d) => `${d.day} ${d.name}`).join('\n');

/** Reads them; a line that is no day is named. '1-1 元旦' and '1月1日 元旦' are days of the year. */
export function readDays(text: string, year: number): { days: CalendarDay[]; wrong: string[] } {
  const days: CalendarDay[] = [];
  const wrong: string[] = [];
  for (const line of text.split('\n').map((l) => l.trim())) {
    if (line === '') continue;
    const found = /^(?:(\d{4})[-年./])?(\d{1,2})[-月./](\d{1,2})日?\s*(.*)$/.exec(line);
    const day = found
      ? `${found[1] ?? year}-${(found[2] ?? '').padStart(2, '0')}-${(found[3] ?? '').padStart(2, '0')}`
      : '';
    if (found && isDay(day) && found[4]) days.push({ day, name: found[4].slice(0, 30) });
    else wrong.push(line);
  }
  return { days, wrong };
}
