import { addCalendarDays, type Calendar } from '../platform/calendar/index.ts';
import { chinaDay } from '../platform/clock/index.ts';

/** A running clock (时限). Days are counted whole: what is done before midnight of the last day is in time. */
export interface Clock {
  readonly key: string;
  readonly name: string;
  readonly unit: 'calendar' | 'working' | 'hours' | 'until';
  /** Days or hours in all, extensions included; for `until` 0. */
  readonly length: number;
  readonly ceiling: number | null;
  readonly countsFirst: boolean;
  /** The day at whose end an `until` clock is due. */
  readonly untilDay: string | null;
  readonly startedAt: Date;
  /** First moment that is too late. */
  readonly dueAt: Date;
  readonly ceilingAt: Date | null;
  readonly pausedAt: Date | null;
  /** Days (or milliseconds, for hours) that past pauses have given back. */
  readonly paused: number;
  readonly stoppedAt: Date | null;
  readonly lateAt: Date | null;
  /** When an earlier run of it was not kept: what is opened again starts it anew and takes nothing back. */
  readonly missedAt: Date | null;
}

/** Midnight in China at which a day begins. */
export const beginOf = (day: string): Date => new Date(Date.parse(`${day}T00:00:00Z`) - 8 * 3_600_000);

type Counted = Pick<Clock, 'unit' | 'countsFirst' | 'startedAt' | 'paused' | 'untilDay'>;

/** The first moment too late for a clock of so many units. Pure; `calendar` knows the workdays. */
export function momentAfter(clock: Counted, length: number, calendar: Calendar): Date {
  if (clock.unit === 'hours') return new Date(clock.startedAt.getTime() + length * 3_600_000 + clock.paused);
  if (clock.unit === 'until')
    return beginOf(addCalendarDays(clock.untilDay ?? chinaDay(clock.startedAt), 1 + clock.paused));
  const first = chinaDay(clock.startedAt);
  const days = length + clock.paused;
  if (clock.unit === 'calendar') return beginOf(addCalendarDays(first, days + (clock.countsFirst ? 0 : 1)));
  // A first day that counts is day one only where it is a workday.
  const counted = clock.countsFirst && calendar.isWorkday(first) ? days - 1 : days;
  return beginOf(addCalendarDays(calendar.addWorkdays(first, counted).day, 1));
}

/** A clock with its due moment and its ceiling worked out. */
export function timed(clock: Clock, calendar: Calendar): Clock {
  return {
    ...clock,
    dueAt: momentAfter(clock, clock.length, calendar),
    ceilingAt: clock.ceiling === null ? null : momentAfter(clock, clock.ceiling, calendar),
  };
}

export function pause(clock: Clock, at: Date): Clock {
  return clock.pausedAt || clock.stoppedAt ? clock : { ...clock, pausedAt: at };
}

/** Goes on: the whole days of the pause (workdays, for a clock of workdays) are given back. */
export function resume(clock: Clock, at: Date, calendar: Calendar): Clock {
  if (!clock.pausedAt || clock.stoppedAt) return clock;
  const [from, to] = [chinaDay(clock.pausedAt), chinaDay(at)];
  const back =
    clock.unit === 'hours'
      ? at.getTime() - clock.pausedAt.getTime()
      : clock.unit === 'working'
        ? calendar.workdaysBetween(from, to)
        : Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return timed({ ...clock, paused: clock.paused + back, pausedAt: null }, calendar);
}

/** Extended to so many units in all. Answers a sentence where that is not possible. */
export function extend(clock: Clock, length: number, calendar: Calendar): Clock | string {
  const word = clock.unit === 'hours' ? '小时' : clock.unit === 'working' ? '个工作日' : '天';
  if (clock.ceiling === null) return `「${clock.name}」不能延长。`;
  if (length > clock.ceiling)
    return `「${clock.name}」最多到第 ${clock.ceiling} ${word},不能延到第 ${length} ${word}。`;
  if (length <= clock.length)
    return `「${clock.name}」现在已经是 ${clock.length} ${word},延长要比它长,最多 ${clock.ceiling} ${word}。`;
  return timed({ ...clock, length, lateAt: null }, calendar);
}

/** True when the moment is past and the clock still ran. A paused clock is not late. */
export const isLate = (clock: Clock, at: Date): boolean => {
  const until = clock.stoppedAt ?? clock.pausedAt ?? at;
  return until.getTime() >= clock.dueAt.getTime();
};

/** Since when it is late, or was when it stopped; null while it is kept. */
export const lateSince = (clock: Clock, at: Date): Date | null =>
  clock.lateAt ?? (isLate(clock, at) ? clock.dueAt : null);

/** When the sweep must look at it: at its due moment, once. */
export const nextOf = (clock: Clock): Date | null =>
  clock.stoppedAt || clock.pausedAt || clock.lateAt ? null : clock.dueAt;
