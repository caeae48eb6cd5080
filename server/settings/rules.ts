import type { Grade, Parameter, Setting, SettingValue } from '../../contracts/setting.ts';

/** What is in force, worked out from what was set. Pure: the rows come as arguments. */

/** The paths of a unit and of all above it, from the top: '/a/b/' → ['/a/', '/a/b/']. */
export function pathsDownTo(path: string): string[] {
  const parts = path.split('/').filter((p) => p !== '');
  return parts.map((_, i) => `/${parts.slice(0, i + 1).join('/')}/`);
}

/** A value as it was set for a unit (or, without one, for the whole house). */
export interface SetValue {
  readonly id: string;
  readonly key: string;
  readonly unitId: string | null;
  readonly path: string | null;
  readonly unitName: string | null;
  /** null = from that day as the units above say. */
  readonly value: SettingValue | null;
  readonly binding: boolean;
  readonly from: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
  readonly dropped: boolean;
}

export interface InForce {
  readonly value: SettingValue;
  /** The row it comes from; null = the default. */
  readonly row: SetValue | null;
  /** The row of a unit above that binds those below, where there is one. */
  readonly bound: SetValue | null;
}

const depth = (row: SetValue): number => row.path?.length ?? 0;

/**
 * The value of a setting on a day: the nearest unit's that set one, walking from the top; a binding value ends the walk.
 * `rows` are those of the unit and all above it; those dropped or later than the day do not count.
 */
export function inForce(setting: Setting, rows: readonly SetValue[], day: string): InForce {
  const newest = new Map<string | null, SetValue>();
  for (const row of rows) {
    if (row.key !== setting.key || row.dropped || row.from > day) continue;
    const known = newest.get(row.unitId);
    if (!known || row.from > known.from) newest.set(row.unitId, row);
  }
  let found: SetValue | null = null;
  for (const row of [...newest.values()].sort((a, b) => depth(a) - depth(b))) {
    if (row.value === null) continue;
    found = row;
    if (row.binding) return { value: row.value, row, bound: row };
  }
  return { value: found?.value ?? setting.default, row: found, bound: null };
}

/** A value of a parameter as an office entered it. */
export interface EnteredValue {
  readonly id: string;
  readonly key: string;
  readonly path: string;
  readonly unitName: string;
  readonly value: SettingValue;
  readonly from: string;
  readonly to: string | null;
  readonly source: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Date;
}

export interface ParameterHit {
  readonly value: SettingValue;
  readonly from: string;
  readonly to: string | null;
  readonly source: string;
  /** null = entered by an office, which answers for it. */
  readonly grade: Grade | null;
  /** Code of the place whose rule it is; null = the whole country. */
  readonly area: string | null;
  readonly entered: EnteredValue | null;
}

export interface ParameterOnDay {
  /** null when nothing is in force. */
  readonly active: ParameterHit | null;
  /** A value from memory that would go before it, switched off until somebody confirms it. */
  readonly waiting: ParameterHit | null;
}

const holds = (row: { from: string; to: string | null }, day: string): boolean =>
  row.from <= day && (row.to === null || day < row.to);

/** The rows that hold on a day at a path, the nearest place first; at one place what an office entered goes first. */
export function hitsOn(
  parameter: Parameter,
  entered: readonly EnteredValue[],
  path: string,
  day: string,
): ParameterHit[] {
  const codes = path.split('/').filter((c) => c !== '');
  const hits: (ParameterHit & { readonly near: number })[] = [];
  for (const e of entered)
    if (e.key === parameter.key && holds(e, day) && path.startsWith(e.path)) {
      const place = e.path.split('/').filter((c) => c !== '');
      hits.push({
        ...e,
        grade: null,
        area: place.at(-1) ?? null,
        entered: e,
        near: place.length + 0.5,
      });
    }
  for (const row of parameter.rows) {
    const at = row.area === null ? 0 : codes.indexOf(row.area) + 1;
    if (!holds(row, day) || (row.area !== null && at === 0)) continue;
    hits.push({ ...row, entered: null, near: at });
  }
  return hits
    .sort((a, b) => b.near - a.near || (a.from < b.from ? 1 : -1))
    .map(({ value, from, to, source, grade, area, entered: by }) => ({
      value,
      from,
      to,
      source,
      grade,
      area,
      entered: by,
    }));
}

/** What a parameter is on a day at a path: M rows do not count before they are confirmed. */
export function parameterOn(
  parameter: Parameter,
  entered: readonly EnteredValue[],
  path: string,
  day: string,
): ParameterOnDay {
  const hits = hitsOn(parameter, entered, path, day);
  const at = hits.findIndex((h) => h.grade !== 'M');
  const waiting = hits[0]?.grade === 'M' ? hits[0] : null;
  return { active: hits[at] ?? null, waiting };
}
