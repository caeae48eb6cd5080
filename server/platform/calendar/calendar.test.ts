import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../clock/index.ts';
import { ANNOUNCED_YEARS, addCalendarDays, createCalendar } from './index.ts';

const calendar = createCalendar(ANNOUNCED_YEARS);
const dayIn = (from: string, days: number) => fc.integer({ min: 0, max: days }).map((n) => addDays(from, n));

describe('what was announced', () => {
  test('every year from 2004 to 2026, each day in its own year, none both off and worked', () => {
    expect(ANNOUNCED_YEARS.map((y) => y.year)).toEqual(Array.from({ length: 23 }, (_, i) => 2004 + i));
    for (const { year, off, work } of ANNOUNCED_YEARS) {
      for (const day of [...Object.keys(off), ...Object.keys(work)])
        expect(Number(day.slice(0, 4))).toBe(year);
      expect(Object.keys(off).filter((day) => day in work)).toEqual([]);
      expect(Object.values(off).every((name) => /^[\u4e00-\u9fff、0-9]+$/.test(name))).toBe(true);
      // What is worked instead is a Saturday or a Sunday.
      for (const day of Object.keys(work)) expect([0, 6]).toContain(new Date(`${day}T00:00:00Z`).getUTCDay());
    }
  });

  test('2026 has 248 workdays (国务院办公厅 2025-11-04, counted by hand in PARAMETERS §9)', () => {
    expect(calendar.workdaysBetween('2025-12-31', '2026-12-31')).toBe(248);
  });

  test('the days of the notice for 2026, by name', () => {
    expect(calendar.isWorkday('2026-02-14')).toBe(true); // Saturday, worked for 春节
    expect(calendar.nameOf('2026-02-14')).toBe('春节(调休上班)');
    expect(calendar.isWorkday('2026-02-23')).toBe(false);
    expect(calendar.isWorkday('2026-02-24')).toBe(true);
    expect(calendar.nameOf('2026-10-01')).toBe('国庆节');
    expect(calendar.isWorkday('2026-10-10')).toBe(true);
    expect(calendar.nameOf('2026-10-11')).toBe('周末');
    expect(calendar.nameOf('2026-10-12')).toBeNull();
  });
});

describe('counting', () => {
  test('the day itself is not counted, and holidays are passed over', () => {
    expect(calendar.addWorkdays('2026-09-30', 1).day).toBe('2026-10-08');
    expect(calendar.addWorkdays('2026-09-30', 3)).toEqual({ day: '2026-10-10', unannounced: [] });
    expect(calendar.addWorkdays('2026-10-08', -1).day).toBe('2026-09-30');
    expect(calendar.addWorkdays('2026-10-03', 0).day).toBe('2026-10-03');
    expect(calendar.workdayFrom('2026-10-03').day).toBe('2026-10-08');
    expect(calendar.workdayFrom('2026-10-08').day).toBe('2026-10-08');
    expect(addCalendarDays('2026-02-25', 7)).toBe('2026-03-04');
    expect(() => calendar.addWorkdays('2026-01-01', 0.5)).toThrow(RangeError);
  });

  test('a year that is not announced counts Monday to Friday and is named', () => {
    expect(calendar.isAnnounced('2027-01-01')).toBe(false);
    expect(calendar.isWorkday('2027-01-01')).toBe(true); // a Friday
    expect(calendar.addWorkdays('2026-12-30', 2)).toEqual({ day: '2027-01-01', unannounced: [2027] });
    expect(calendar.addWorkdays('2026-12-30', 1)).toEqual({ day: '2026-12-31', unannounced: [] });
    expect(calendar.workdayFrom('2027-01-02')).toEqual({ day: '2027-01-04', unannounced: [2027] });
    const later = createCalendar([
      ...ANNOUNCED_YEARS,
      { year: 2027, off: { '2027-01-01': '元旦' }, work: {} },
    ]);
    expect(later.addWorkdays('2026-12-30', 2)).toEqual({ day: '2027-01-04', unannounced: [] });
  });

  test('n workdays on and n back, and between them n: for any workday and any n', () => {
    fc.assert(
      fc.property(dayIn('2004-02-01', 8_000), fc.integer({ min: 1, max: 120 }), (day, n) => {
        const start = calendar.workdayFrom(day).day;
        const end = calendar.addWorkdays(start, n).day;
        expect(calendar.isWorkday(end)).toBe(true);
        expect(calendar.workdaysBetween(start, end)).toBe(n);
        expect(calendar.addWorkdays(end, -n).day).toBe(start);
      }),
    );
  });
});
