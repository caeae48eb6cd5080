import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ANNOUNCED_YEARS, createCalendar } from '../platform/calendar/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { type Clock, extend, isLate, nextOf, pause, resume, timed } from './clocks.ts';

const calendar = createCalendar(ANNOUNCED_YEARS);
/** A moment of China's clock. */
const china = (text: string): Date => new Date(`${text}+08:00`);
const clock = (change: Partial<Clock> & { startedAt: Date }): Clock =>
  timed(
    {
      key: 'answer',
      name: '答复',
      unit: 'calendar',
      length: 3,
      ceiling: 7,
      countsFirst: false,
      untilDay: null,
      dueAt: change.startedAt,
      ceilingAt: null,
      pausedAt: null,
      paused: 0,
      stoppedAt: null,
      lateAt: null,
      missedAt: null,
      ...change,
    },
    calendar,
  );
const said = (c: Clock | string): string => (typeof c === 'string' ? c : c.dueAt.toISOString());

describe('day 3 and day 7, at the second', () => {
  test('in time until the last second of the third calendar day, late with the first of the fourth', () => {
    const c = clock({ startedAt: china('2026-11-03T09:12:00') });
    expect(c.dueAt).toEqual(china('2026-11-07T00:00:00'));
    expect(isLate(c, china('2026-11-06T23:59:59'))).toBe(false);
    expect(isLate(c, china('2026-11-07T00:00:00'))).toBe(true);
    expect(c.ceilingAt).toEqual(china('2026-11-11T00:00:00'));
    // Begun a second before midnight it has three whole days, a second after midnight too.
    expect(clock({ startedAt: china('2026-11-03T23:59:59') }).dueAt).toEqual(china('2026-11-07T00:00:00'));
    expect(clock({ startedAt: china('2026-11-04T00:00:00') }).dueAt).toEqual(china('2026-11-08T00:00:00'));
  });

  test('the first day counts where the place says so', () => {
    const c = clock({ startedAt: china('2026-11-03T09:12:00'), countsFirst: true });
    expect(c.dueAt).toEqual(china('2026-11-06T00:00:00'));
  });

  test('an extension reaches day 7 and not day 8, and is longer than before', () => {
    const c = clock({ startedAt: china('2026-11-03T09:12:00') });
    expect(said(extend(c, 7, calendar))).toBe(china('2026-11-11T00:00:00').toISOString());
    expect(said(extend(c, 8, calendar))).toBe('「答复」最多到第 7 天,不能延到第 8 天。');
    expect(said(extend(c, 3, calendar))).toContain('延长要比它长');
    expect(said(extend(clock({ startedAt: c.startedAt, ceiling: null }), 4, calendar))).toBe(
      '「答复」不能延长。',
    );
  });
});

describe('across 春节 2026 (15 to 23 February off; Saturdays 14 and 28 February worked)', () => {
  test('three workdays from Friday the 13th end on Wednesday the 25th: the Saturday worked counts', () => {
    const c = clock({ startedAt: china('2026-02-13T17:00:00'), unit: 'working' });
    // Day 1 = Saturday 14 (调休上班), day 2 = Tuesday 24, day 3 = Wednesday 25.
    expect(chinaDay(new Date(c.dueAt.getTime() - 1))).toBe('2026-02-25');
    expect(isLate(c, china('2026-02-25T23:59:59'))).toBe(false);
    expect(isLate(c, china('2026-02-26T00:00:00'))).toBe(true);
    // Seven: 14, 24, 25, 26, 27, Saturday 28, Monday 2 March.
    expect(c.ceilingAt).toEqual(china('2026-03-03T00:00:00'));
  });

  test('begun in the holiday, a first day that counts is no day one', () => {
    const c = clock({ startedAt: china('2026-02-17T10:00:00'), unit: 'working', countsFirst: true });
    expect(chinaDay(new Date(c.dueAt.getTime() - 1))).toBe('2026-02-26');
    const onWorkday = clock({ startedAt: china('2026-02-24T10:00:00'), unit: 'working', countsFirst: true });
    expect(chinaDay(new Date(onWorkday.dueAt.getTime() - 1))).toBe('2026-02-26');
  });

  test('calendar days run through the holiday', () => {
    const c = clock({ startedAt: china('2026-02-13T17:00:00') });
    expect(c.dueAt).toEqual(china('2026-02-17T00:00:00'));
  });
});

describe('pauses', () => {
  test('whole days of a pause come back, workdays for a clock of workdays', () => {
    const c = clock({ startedAt: china('2026-02-13T17:00:00') });
    const held = pause(c, china('2026-02-14T08:00:00'));
    expect(nextOf(held)).toBeNull();
    expect(isLate(held, china('2026-03-01T00:00:00'))).toBe(false);
    const on = resume(held, china('2026-02-24T20:00:00'), calendar);
    expect(on.dueAt).toEqual(china('2026-02-27T00:00:00'));
    expect(on.ceilingAt).toEqual(china('2026-03-03T00:00:00'));
    const working = clock({ startedAt: china('2026-02-13T17:00:00'), unit: 'working' });
    const back = resume(pause(working, china('2026-02-14T08:00:00')), china('2026-02-24T20:00:00'), calendar);
    // Of the eleven days away one was a workday.
    expect(chinaDay(new Date(back.dueAt.getTime() - 1))).toBe('2026-02-26');
  });

  test('72 hours are 72 hours', () => {
    const c = clock({ startedAt: china('2026-02-13T17:00:00'), unit: 'hours', length: 72 });
    expect(c.dueAt).toEqual(china('2026-02-16T17:00:00'));
    const on = resume(pause(c, china('2026-02-13T18:00:00')), china('2026-02-13T18:30:00'), calendar);
    expect(on.dueAt).toEqual(china('2026-02-16T17:30:00'));
  });

  test('no pause shortens a clock, and a clock never ends before it began', () => {
    const moment = fc
      .integer({ min: 0, max: 400 * 86_400 })
      .map((s) => new Date(china('2025-06-01T00:00:00').getTime() + s * 1000));
    fc.assert(
      fc.property(
        moment,
        fc.integer({ min: 0, max: 30 * 86_400 }),
        fc.integer({ min: 0, max: 60 * 86_400 }),
        fc.constantFrom('calendar' as const, 'working' as const, 'hours' as const),
        fc.integer({ min: 1, max: 60 }),
        fc.boolean(),
        (startedAt, before, long, unit, length, countsFirst) => {
          const c = clock({ startedAt, unit, length, ceiling: length + 5, countsFirst });
          expect(c.dueAt.getTime()).toBeGreaterThan(startedAt.getTime());
          expect(c.ceilingAt?.getTime()).toBeGreaterThan(c.dueAt.getTime());
          const from = new Date(startedAt.getTime() + before * 1000);
          const on = resume(pause(c, from), new Date(from.getTime() + long * 1000), calendar);
          expect(on.dueAt.getTime()).toBeGreaterThanOrEqual(c.dueAt.getTime());
          // What a pause gives back is at most its own length and a day.
          expect(on.dueAt.getTime() - c.dueAt.getTime()).toBeLessThanOrEqual((long + 20 * 86_400) * 1000);
        },
      ),
    );
  });
});
