import type {
  CalendarView,
  ParametersView,
  ParameterValue,
  ParameterView,
  SettingChange,
  SettingGroup,
  SettingRow,
  SettingsView,
} from '../../contracts/api-settings.ts';
import type { Parameter, Setting } from '../../contracts/setting.ts';
import type { Actor } from '../access/index.ts';
import { type Unit, unitByCode } from '../org/index.ts';
import { ANNOUNCED_YEARS } from '../platform/calendar/index.ts';
import { addDays } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { sentenceOf } from '../platform/errors/index.ts';
import { RULING_LEVELS } from './actions/change-parameter.ts';
import { calendarOf } from './front.ts';
import {
  type EnteredValue,
  inForce,
  type ParameterHit,
  parameterOn,
  pathsDownTo,
  type SetValue,
} from './rules.ts';
import { enteredAt, isThereHigherAdmin, parametersDefined, settingsDefined, valuesAt } from './store.ts';
import { type EnteredYear, yearsAt } from './store-calendars.ts';

/** What pages show of settings, parameters and calendars. */

const changeView = (v: SetValue): SettingChange => ({
  id: v.id,
  value: v.value,
  binding: v.binding,
  from: v.from,
  reason: v.reason,
  by: v.by,
  at: v.at.toISOString(),
  dropped: v.dropped,
});
const isSeat = (actor: Actor, unit: Unit): boolean => unit.id === (actor.officeOf ?? actor.unit.id);

function grouped<T>(rows: readonly (readonly [group: string, row: T])[]): { name: string; rows: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const [name, row] of rows) groups.set(name, [...(groups.get(name) ?? []), row]);
  return [...groups].map(([name, list]) => ({ name, rows: list }));
}

/** All settings as they are today for one unit, and those of the whole house for who runs it. */
export async function settingsView(tx: Tx, actor: Actor, unit: Unit, today: string): Promise<SettingsView> {
  const definitions = await settingsDefined(tx);
  const values = await valuesAt(tx, pathsDownTo(unit.path), null);
  const runs = actor.can('system.manage');
  const isLower = runs && (await isThereHigherAdmin(tx, actor.unit.path, today));
  const rowsOf = (of: Setting['of'], may: (d: Setting) => boolean): SettingGroup[] =>
    grouped(
      definitions
        .filter((d) => d.of === of)
        .map((d) => {
          const own = values.filter((v) => v.key === d.key && v.unitId === (of === 'house' ? null : unit.id));
          const row = settingRow(d, values, own, today);
          return [d.group, { ...row, may: may(d) && !row.bound ? ['change'] : [] }] as const;
        }),
    );
  return {
    unit: { id: unit.id, name: unit.name },
    groups: rowsOf(
      'unit',
      (d) => actor.can('setting.manage') && isSeat(actor, unit) && d.levels.includes(unit.level),
    ),
    house: runs ? rowsOf('house', () => !isLower) : [],
    houseWhyNot: isLower ? sentenceOf('setting.house') : null,
  };
}

function settingRow(
  d: Setting,
  values: readonly SetValue[],
  own: readonly SetValue[],
  today: string,
): SettingRow {
  const of = values.filter((v) => v.key === d.key);
  const now = inForce(d, of, today);
  const above = inForce(
    d,
    of.filter((v) => !own.includes(v)),
    today,
  );
  const ownNow = own.filter((v) => v.from <= today).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
  const coming = own.filter((v) => v.from > today).toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];
  return {
    key: d.key,
    label: d.label,
    meaning: d.meaning,
    type: d.type,
    default: d.default,
    source: d.source,
    grade: d.grade,
    value: now.value,
    setBy: now.row ? (now.row.unitName ?? '整个平台') : null,
    bound: above.bound !== null,
    own: ownNow ? changeView(ownNow) : null,
    coming: coming ? changeView(coming) : null,
    newest: own.at(-1)?.id ?? null,
    may: [],
  };
}

/** Everything that was ever set for one key at a unit (or the house), the newest first. */
export async function settingHistory(tx: Tx, unit: Unit | null, key: string): Promise<SettingChange[]> {
  const all = await valuesAt(tx, unit ? pathsDownTo(unit.path) : [], [key], true);
  return all
    .filter((v) => v.unitId === (unit?.id ?? null))
    .toReversed()
    .map(changeView);
}

/** All parameters as they hold on a day for one unit, with their rows. */
export async function parametersView(tx: Tx, actor: Actor, unit: Unit, day: string): Promise<ParametersView> {
  const definitions = await parametersDefined(tx);
  const entered = await enteredAt(tx, pathsDownTo(unit.path), null);
  const codes = [...new Set(definitions.flatMap((p) => p.rows.flatMap((r) => (r.area ? [r.area] : []))))];
  const inPath = codes.filter((c) => unit.path.includes(`/${c}/`));
  const names = new Map<string, string>();
  for (const code of inPath) names.set(code, (await unitByCode(tx, code))?.name ?? code);
  const mayChange = actor.can('setting.manage') && isSeat(actor, unit) && RULING_LEVELS.includes(unit.level);
  return {
    unit: { id: unit.id, name: unit.name },
    day,
    groups: grouped(
      definitions.map((p) => [p.group, parameterView(p, entered, unit, day, names, mayChange)] as const),
    ),
  };
}

function parameterView(
  p: Parameter,
  entered: readonly EnteredValue[],
  unit: Unit,
  day: string,
  names: ReadonlyMap<string, string>,
  mayChange: boolean,
): ParameterView {
  const of = entered.filter((e) => e.key === p.key);
  const { active, waiting } = parameterOn(p, of, unit.path, day);
  const toView = (h: ParameterHit): ParameterValue => ({
    value: h.value,
    from: h.from,
    to: h.to,
    place: h.entered?.unitName ?? (h.area === null ? '全国' : (names.get(h.area) ?? h.area)),
    source: h.source,
    grade: h.grade,
    by: h.entered?.by ?? null,
    reason: h.entered?.reason ?? null,
    at: h.entered?.at.toISOString() ?? null,
  });
  const fromData = p.rows
    .filter((r) => r.area === null || names.has(r.area))
    .map((r) => ({ ...r, entered: null }));
  const fromOffices = of.map((e) => ({ ...e, grade: null, area: null, entered: e }));
  return {
    key: p.key,
    label: p.label,
    meaning: p.meaning,
    type: p.type,
    value: active ? toView(active) : null,
    waiting: waiting ? toView(waiting) : null,
    history: [...fromData, ...fromOffices].toSorted((a, b) => (a.from < b.from ? 1 : -1)).map(toView),
    newest: of.filter((e) => e.path === unit.path).at(-1)?.id ?? null,
    fixedBefore:
      (active ?? waiting)?.grade === 'V' || p.rows.some((r) => r.grade === 'V' && r.area === null)
        ? addDays(p.checked, 1)
        : null,
    may: mayChange ? ['change'] : [],
  };
}

/** One year of the calendar as it holds for a unit. */
export async function calendarView(
  tx: Tx,
  actor: Actor,
  unit: Unit,
  year: number,
  today: string,
): Promise<CalendarView> {
  const calendar = await calendarOf(tx, unit);
  const entered = (await yearsAt(tx, pathsDownTo(unit.path))).filter((y) => y.year === year);
  const house = entered.find((y) => y.unitId === null);
  const base = house ?? ANNOUNCED_YEARS.find((y) => y.year === year);
  const own = entered.find((y) => y.unitId === unit.id);
  const announced = calendar.isAnnounced(`${year}-01-01`);
  const runs = actor.can('system.manage') && !(await isThereHigherAdmin(tx, actor.unit.path, today));
  const mayLocal = actor.can('setting.manage') && isSeat(actor, unit) && RULING_LEVELS.includes(unit.level);
  return {
    year,
    announced,
    warning: announced
      ? null
      : `${year} 年的放假安排还没有录入(国务院办公厅一般在上一年 11 月前后公布)。录入之前只按周一至周五算工作日,期限可能有出入。`,
    source: house?.source ?? (base ? '国务院办公厅当年的放假通知(随系统带来)' : null),
    off: daysOf(base?.off ?? {}),
    work: daysOf(base?.work ?? {}),
    workdays: calendar.workdaysBetween(`${year - 1}-12-31`, `${year}-12-31`),
    local: entered
      .filter((y): y is EnteredYear & { unitName: string } => y.unitName !== null)
      .map((y) => ({ unitName: y.unitName, source: y.source, off: daysOf(y.off), work: daysOf(y.work) })),
    may: [...(runs ? (['house'] as const) : []), ...(mayLocal && announced ? (['local'] as const) : [])],
    newest: { house: house?.id ?? null, local: own?.id ?? null },
    years: [
      ...new Set([...ANNOUNCED_YEARS.map((y) => y.year), Number(today.slice(0, 4)) + 1, year]),
    ].toSorted((a, b) => b - a),
  };
}

const daysOf = (days: Readonly<Record<string, string>>): { day: string; name: string }[] =>
  Object.entries(days)
    .map(([day, name]) => ({ day, name }))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
