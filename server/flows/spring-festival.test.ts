import { describe, expect, test } from 'vitest';
import { ANNOUNCED_YEARS, createCalendar } from '../platform/calendar/index.ts';
import { extend, isLate, timed } from './clocks.ts';

/**
 * R-17 over 春节 2026 (15 to 23 February off, Saturdays 14 and 28 worked) by every decision that a place may take: calendar
 * or working days, the first day counted or not; day 3 and day 7 at the very second. Worked out by hand.
 */
const calendar = createCalendar(ANNOUNCED_YEARS);
const china = (text: string): Date => new Date(`${text}+08:00`);
const UNITS = { 日历日: 'calendar', 工作日: 'working' } as const;

describe.each([
  // The last second of the last Friday: day one, where the first day counts, was one second long.
  ['2026-02-13T23:59:59', '日历日', false, '2026-02-17', '2026-02-21'],
  ['2026-02-13T23:59:59', '日历日', true, '2026-02-16', '2026-02-20'],
  ['2026-02-13T23:59:59', '工作日', false, '2026-02-26', '2026-03-03'],
  ['2026-02-13T23:59:59', '工作日', true, '2026-02-25', '2026-03-01'],
  // The first second of the Saturday that is worked (调休上班).
  ['2026-02-14T00:00:00', '日历日', false, '2026-02-18', '2026-02-22'],
  ['2026-02-14T00:00:00', '日历日', true, '2026-02-17', '2026-02-21'],
  ['2026-02-14T00:00:00', '工作日', false, '2026-02-27', '2026-03-04'],
  ['2026-02-14T00:00:00', '工作日', true, '2026-02-26', '2026-03-03'],
  // New Year's day itself: no workday, so it is day one of calendar days only.
  ['2026-02-17T12:00:00', '日历日', false, '2026-02-21', '2026-02-25'],
  ['2026-02-17T12:00:00', '日历日', true, '2026-02-20', '2026-02-24'],
  ['2026-02-17T12:00:00', '工作日', false, '2026-02-27', '2026-03-04'],
  ['2026-02-17T12:00:00', '工作日', true, '2026-02-27', '2026-03-04'],
] as const)('from %s by %s, first day counted: %s', (started, word, countsFirst, third, seventh) => {
  const startedAt = china(started);
  const begun = timed(
    {
      key: 'answer',
      name: '答复',
      unit: UNITS[word],
      length: 3,
      ceiling: 7,
      countsFirst,
      untilDay: null,
      startedAt,
      dueAt: startedAt,
      ceilingAt: null,
      pausedAt: null,
      paused: 0,
      stoppedAt: null,
      lateAt: null,
      missedAt: null,
    },
    calendar,
  );
  const lastSecondOf = (day: string): Date => new Date(china(`${day}T00:00:00`).getTime() - 1_000);

  test('day 3: in time until its last second, late with the next', () => {
    expect([isLate(begun, lastSecondOf(third)), isLate(begun, china(`${third}T00:00:00`))]).toEqual([
      false,
      true,
    ]);
  });

  test('extended to day 7: the same there; day 8 is refused', () => {
    const longer = extend(begun, 7, calendar);
    if (typeof longer === 'string') throw new Error(longer);
    const moments = [lastSecondOf(seventh), china(`${seventh}T00:00:00`)];
    expect(moments.map((at) => isLate(longer, at))).toEqual([false, true]);
    expect(extend(begun, 8, calendar)).toContain('最多到第 7');
  });
});
