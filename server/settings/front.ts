import type { SettingValue } from '../../contracts/setting.ts';
import type { Unit } from '../org/index.ts';
import { ANNOUNCED_YEARS, type Calendar, createCalendar, type YearDays } from '../platform/calendar/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { inForce, type ParameterOnDay, parameterOn, pathsDownTo } from './rules.ts';
import { enteredAt, parameterDefined, settingsNamed, valuesAt } from './store.ts';
import { yearsAt } from './store-calendars.ts';

/**
 * The front door by which every room asks what was decided. A key that nobody defined is a fault of the program: it throws
 * an Error, and a test finds every key that the sources name.
 */

/** The value of a setting for a unit on a day ('YYYY-MM-DD'), inherited from above; null = the whole house's. */
export async function settingOf(
  tx: Tx,
  unit: Pick<Unit, 'path'> | null,
  key: string,
  day: string,
): Promise<SettingValue> {
  const [value] = await settingsOf(tx, unit, [key], day);
  return value as SettingValue;
}

/** The values of several settings, in the order of their keys: one round trip, however many. */
export async function settingsOf(
  tx: Tx,
  unit: Pick<Unit, 'path'> | null,
  keys: readonly string[],
  day: string,
): Promise<SettingValue[]> {
  if (keys.length === 0) return [];
  const [defined, rows] = await Promise.all([
    settingsNamed(tx, keys),
    valuesAt(tx, unit ? pathsDownTo(unit.path) : [], keys),
  ]);
  return keys.map((key) => {
    const setting = defined.find((s) => s.key === key);
    if (!setting) throw new Error(`no setting ${key}`);
    return inForce(setting, rows, day).value;
  });
}

/** The same for a setting that is a number. */
export async function numberOf(
  tx: Tx,
  unit: Pick<Unit, 'path'> | null,
  key: string,
  day: string,
): Promise<number> {
  const value = await settingOf(tx, unit, key, day);
  if (typeof value !== 'number') throw new Error(`setting ${key} is no number`);
  return value;
}

/**
 * A dated parameter (参数) on a day, as it holds for a unit (left out: the whole country). A value from memory does not count
 * before somebody confirmed it: `active` is null then and `waiting` holds it.
 */
export async function parameterAt(
  tx: Tx,
  key: string,
  day: string,
  unit: Pick<Unit, 'path'> | null = null,
): Promise<ParameterOnDay> {
  const path = unit?.path ?? '/';
  const [parameter, entered] = await Promise.all([
    parameterDefined(tx, key),
    enteredAt(tx, pathsDownTo(path), key),
  ]);
  if (!parameter) throw new Error(`no parameter ${key}`);
  return parameterOn(parameter, entered, path, day);
}

/**
 * The calendar of workdays (工作日历) of a unit: what was announced, years entered for the whole house in place of it, and the
 * days that the unit's own place and those above add. Load it once and ask it as often as needed; it is pure.
 */
export async function calendarOf(tx: Tx, unit: Pick<Unit, 'path'> | null = null): Promise<Calendar> {
  const entered = await yearsAt(tx, unit ? pathsDownTo(unit.path) : []);
  const years = new Map<number, YearDays>(ANNOUNCED_YEARS.map((y) => [y.year, y]));
  for (const y of entered) {
    const known = y.unitId === null ? undefined : years.get(y.year);
    // A place adds its days to a year that is announced; alone they would make the year look announced.
    if (y.unitId !== null && !known) continue;
    years.set(y.year, {
      year: y.year,
      off: { ...without(known?.off, y.work), ...y.off },
      work: { ...without(known?.work, y.off), ...y.work },
    });
  }
  return createCalendar([...years.values()]);
}

/** A place's own word goes before the country's: a day off there is no workday there, and the other way round. */
const without = (
  days: Readonly<Record<string, string>> = {},
  taken: Readonly<Record<string, string>>,
): Record<string, string> => Object.fromEntries(Object.entries(days).filter(([day]) => !(day in taken)));
