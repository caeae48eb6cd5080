import { addDays } from '../clock/index.ts';

/** Legal holidays (节假日) and make-up workdays (调休上班) of one year: day → name. Weekends are not listed. */
export interface YearDays {
  readonly year: number;
  readonly off: Readonly<Record<string, string>>;
  readonly work: Readonly<Record<string, string>>;
}

/** A day that was counted, and the years on the way whose holidays are not announced yet: there only weekends counted. */
export interface CountedDay {
  readonly day: string;
  readonly unannounced: readonly number[];
}

/** Workdays (工作日) as of the years it was made of. Days are 'YYYY-MM-DD' of China. */
export interface Calendar {
  /** False for a year that is not announced: then Monday to Friday are workdays, and whoever shows it says so. */
  isAnnounced(day: string): boolean;
  isWorkday(day: string): boolean;
  /** '国庆节', '国庆节(调休上班)', '周末'; null for an ordinary workday. */
  nameOf(day: string): string | null;
  /**
   * The nth workday after a day (before it, where n is negative). The day itself is not counted (民法典 201: 开始的当日不计入);
   * n = 0 answers the day itself. n is whole, at most 5,000 either way: RangeError.
   */
  addWorkdays(day: string, n: number): CountedDay;
  /** The day itself or the next workday: where a time limit ends on a holiday (民法典 203). */
  workdayFrom(day: string): CountedDay;
  /** Workdays after `from` up to and with `to`; 0 when `to` is not later. At most 20 years: RangeError. */
  workdaysBetween(from: string, to: string): number;
}

const MOST_WORKDAYS = 5_000;
const MOST_DAYS = 7_400;
const yearOf = (day: string): number => Number(day.slice(0, 4));
const isWeekend = (day: string): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay());

/** Calendar days (自然日) after a day; the day itself is not counted. */
export const addCalendarDays = addDays;

/** Makes a calendar of years; of two entries for one year the later in the list counts. Pure. */
export function createCalendar(years: readonly YearDays[]): Calendar {
  const known = new Map(years.map((y) => [y.year, y]));
  const isAnnounced = (day: string): boolean => known.has(yearOf(day));
  const isWorkday = (day: string): boolean => {
    const year = known.get(yearOf(day));
    if (year && day in year.work) return true;
    if (year && day in year.off) return false;
    return !isWeekend(day);
  };
  const walk = (day: string, step: 1 | -1, isThere: (at: string) => boolean): CountedDay => {
    const unannounced = new Set<number>();
    let at = day;
    while (!isThere(at)) {
      at = addDays(at, step);
      if (!isAnnounced(at)) unannounced.add(yearOf(at));
    }
    return { day: at, unannounced: [...unannounced] };
  };
  return {
    isAnnounced,
    isWorkday,
    nameOf(day) {
      const year = known.get(yearOf(day));
      const made = year?.work[day];
      if (made !== undefined) return `${made}(调休上班)`;
      return year?.off[day] ?? (isWeekend(day) ? '周末' : null);
    },
    addWorkdays(day, n) {
      if (!Number.isInteger(n) || Math.abs(n) > MOST_WORKDAYS) throw new RangeError(`workdays: ${n}`);
      let left = Math.abs(n);
      return walk(day, n < 0 ? -1 : 1, (at) => {
        if (at !== day && isWorkday(at)) left -= 1;
        return left === 0;
      });
    },
    workdayFrom(day) {
      const found = walk(day, 1, isWorkday);
      return isAnnounced(day)
        ? found
        : { ...found, unannounced: [...new Set([yearOf(day), ...found.unannounced])] };
    },
    workdaysBetween(from, to) {
      if (Date.parse(to) - Date.parse(from) > MOST_DAYS * 86_400_000)
        throw new RangeError(`${from} to ${to}`);
      let count = 0;
      for (let at = addDays(from, 1); at <= to; at = addDays(at, 1)) if (isWorkday(at)) count += 1;
      return count;
    },
  };
}
