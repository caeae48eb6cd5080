import type { Unit } from '../org/index.ts';
import { addDays, addMonths } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { calendarOf, numberOf, settingOf } from '../settings/index.ts';

/**
 * Last day on which a month (its first day) is reported in time (截止日), as this unit and those above it decided. What
 * counts is the setting of the day on which reporting begins, the first of the next month.
 */
export async function dueDayOf(tx: Tx, unit: Pick<Unit, 'path'>, month: string): Promise<string> {
  const next = addMonths(month, 1);
  const due = addDays(next, (await numberOf(tx, unit, 'closing.due-day', next)) - 1);
  const rolls = (await settingOf(tx, unit, 'closing.due-on-workday', next)) === true;
  return rolls ? (await calendarOf(tx, unit)).workdayFrom(due).day : due;
}

/** Without a sign for so many months a unit counts as silent (没有动静). */
export const silentAfter = (tx: Tx, unit: Pick<Unit, 'path'>, day: string): Promise<number> =>
  numberOf(tx, unit, 'closing.silent-months', day);
