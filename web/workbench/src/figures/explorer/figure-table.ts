import type { FigureRow, FigureView, MeasureView } from '../../../../../contracts/api.ts';
import type { UnitKind } from '../../../../../contracts/ledger.ts';
import { type Door, whereText } from '../../door.ts';
import { formatMonth, lastDay } from '../../format.ts';
import { federationsFirst } from '../../seat.ts';
import type { Exploring } from './exploring.ts';

/** The one table behind every shape: drawn as rows, bars, lines and shares, copied and exported alike. */
export interface FigureTable {
  /** '组织', '月份', or the dimension's name. */
  readonly head: string;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  /** The figure of the whole, which for a stock or a ratio is no sum of its rows; null where there is none. */
  readonly whole: Row | null;
}
export interface Column {
  readonly key: string;
  readonly label: string;
  readonly measure: MeasureView;
  /** Do its rows add up to the whole, so that a share means something? */
  readonly addsUp: boolean;
}
export interface Row {
  readonly key: string;
  readonly label: string;
  /** What opening the row leads to: its lower units, only this kind, or nothing further down. */
  readonly leads: 'unit' | 'kind' | null;
  readonly cells: readonly (Cell | null)[];
}
export interface Cell {
  readonly value: number | null;
  readonly own: number | null;
  readonly below: number | null;
  /** A year before; undefined while it is not asked or on its way. */
  readonly last: number | null | undefined;
  /** What stands in the place of a count of cases that is not told. */
  readonly hidden?: string | undefined;
  readonly lastHidden?: string | undefined;
  readonly door: Door;
}

/** One question with its answers: a measure of a unit. */
export interface Asked {
  readonly measure: MeasureView;
  readonly unit: string;
  readonly unitName: string;
  readonly view: FigureView;
  readonly before: FigureView | undefined;
}

type Range = { readonly from: string; readonly to: string };

/** Puts the answers side by side. `kinds` tells federations from what hangs beside them. */
export function figureTable(
  x: Exploring,
  asked: readonly Asked[],
  range: Range,
  kinds: ReadonlyMap<string, UnitKind>,
): FigureTable {
  const compares = x.by === 'unit' && x.units.length > 1;
  return compares ? unitsBeside(x, asked, range) : rowsOf(x, asked, range, kinds);
}

const doorOf = (x: Exploring, range: Range, measure: string, unit: string, more = {}): Door => {
  const where = { ...x.where, ...more };
  return {
    measure,
    unit,
    ...range,
    tree: x.tree,
    ...(Object.keys(where).length > 0 ? { where: whereText(where) } : {}),
  };
};

const columnOf = (x: Exploring, a: Asked): Column => ({
  key: `${a.measure.key} ${a.unit}`,
  label:
    x.units.length === 1
      ? a.measure.label
      : x.measures.length === 1
        ? a.unitName
        : `${a.unitName} ${a.measure.label}`,
  measure: a.measure,
  addsUp: a.measure.kind === 'flow' || (a.measure.kind === 'stock' && x.by !== 'month'),
});

/** The door of the whole figure. */
export const doorOfWhole = (x: Exploring, range: Range, a: Asked): Door =>
  doorOf(x, range, a.measure.key, a.unit);

const wholeCell = (x: Exploring, range: Range, a: Asked): Cell => ({
  value: a.view.value,
  own: a.view.own,
  below: a.view.below,
  last: x.last ? a.view.lastYear : undefined,
  hidden: a.view.hidden,
  lastHidden: x.last ? a.view.lastHidden : undefined,
  door: doorOfWhole(x, range, a),
});

/** Several chosen units: one row each. They may lie within each other, so there is no whole. */
function unitsBeside(x: Exploring, asked: readonly Asked[], range: Range): FigureTable {
  const of = (unit: string, measure: string): Asked | undefined =>
    asked.find((a) => a.unit === unit && a.measure.key === measure);
  return {
    head: '组织',
    columns: x.measures.map((measure) => ({
      key: measure.key,
      label: measure.label,
      measure,
      addsUp: false,
    })),
    rows: x.units.map((unit) => ({
      key: unit,
      label: asked.find((a) => a.unit === unit)?.unitName ?? '',
      leads: 'unit',
      cells: x.measures.map((m) => {
        const a = of(unit, m.key);
        return a ? wholeCell(x, range, a) : null;
      }),
    })),
    whole: null,
  };
}

function rowsOf(
  x: Exploring,
  asked: readonly Asked[],
  range: Range,
  kinds: ReadonlyMap<string, UnitKind>,
): FigureTable {
  const names = new Map<string, { label: string; hasChildren: boolean }>();
  for (const a of asked)
    for (const r of [...a.view.rows, ...(isKind(x) ? (a.before?.rows ?? []) : [])])
      names.set(r.key, {
        label: labelOf(x, r.key, r.label),
        hasChildren: names.get(r.key)?.hasChildren === true || r.hasChildren === true,
      });
  const rows = [...names].map(
    ([key, { label, hasChildren }]): Row => ({
      key,
      label,
      leads: x.by === 'unit' ? (hasChildren ? 'unit' : null) : x.by === 'month' ? null : 'kind',
      cells: asked.map((a) => cellOf(x, range, a, key)),
    }),
  );
  return {
    head: headOf(x),
    columns: asked.map((a) => columnOf(x, a)),
    rows: x.by === 'unit' ? unitRows(rows, kinds) : x.by === 'month' ? rows.toSorted(byKey) : rows,
    whole: {
      key: '',
      label: '合计',
      leads: null,
      cells: asked.map((a) => wholeCell(x, range, a)),
    },
  };
}

const byKey = (a: Row, b: Row): number => (a.key < b.key ? -1 : 1);

/** Federations first; what hangs beside them only when it has something to show. */
function unitRows(rows: readonly Row[], kinds: ReadonlyMap<string, UnitKind>): Row[] {
  const withKind = rows.map((row) => ({ ...row, kind: kinds.get(row.key) ?? ('federation' as const) }));
  return federationsFirst(withKind).filter(
    (row) => row.kind === 'federation' || row.cells.some((c) => c !== null && c.value !== null),
  );
}

const labelOf = (x: Exploring, key: string, label: string): string =>
  x.by === 'unit' ? label : x.by === 'month' ? formatMonth(key) : label || '未填';

export const headOf = (x: Exploring): string =>
  x.by === 'unit'
    ? '组织'
    : x.by === 'month'
      ? '月份'
      : (x.measures[0]?.dimensions.find((d) => d.key === x.by)?.label ?? '类别');

/** A month's row is compared with the same month a year before. */
const yearEarlier = (x: Exploring, key: string): string =>
  x.by === 'month' ? `${Number(key.slice(0, 4)) - 1}${key.slice(4)}` : key;

const isKind = (x: Exploring): boolean => x.by !== 'unit' && x.by !== 'month';

/** Kinds without a line are left out of the answer: where the whole was reported, none of them is a true 0. */
function ofKind(x: Exploring, a: Asked, view: FigureView, key: string): FigureRow | null {
  const row = view.rows.find((r) => r.key === key);
  if (row) return row;
  const counts = a.measure.kind === 'flow' || a.measure.kind === 'stock';
  // Where some kinds are not told apart, one that is missing may be among them.
  return isKind(x) && counts && view.value !== null && !view.rows.some((r) => r.hidden)
    ? { key, label: '', value: 0, own: 0, below: 0, lines: 0 }
    : null;
}

function cellOf(x: Exploring, range: Range, a: Asked, key: string): Cell | null {
  const row = ofKind(x, a, a.view, key);
  if (!row) return null;
  const before = x.last && a.before ? ofKind(x, a, a.before, yearEarlier(x, key)) : null;
  return {
    value: row.value,
    own: row.own,
    below: row.below,
    last: !x.last ? undefined : a.before && (before?.value ?? null),
    hidden: row.hidden,
    lastHidden: before?.hidden,
    door: rowDoor(x, range, a, key),
  };
}

function rowDoor(x: Exploring, range: Range, a: Asked, key: string): Door {
  const measure = a.measure.key;
  if (x.by === 'unit') return doorOf(x, range, measure, key);
  if (x.by !== 'month') return doorOf(x, range, measure, a.unit, { [x.by]: key });
  const [from, to] = [`${key}-01`, lastDay(key)];
  return doorOf(
    x,
    { from: from < range.from ? range.from : from, to: to > range.to ? range.to : to },
    measure,
    a.unit,
  );
}

/** Part of the whole in percent; null where it means nothing: no sum, nothing reported, a part below zero. */
export function shareOf(table: FigureTable, column: number, value: number | null): number | null {
  const whole = table.whole?.cells[column]?.value;
  if (!table.columns[column]?.addsUp || value === null || !whole || whole < 0) return null;
  return value < 0 ? null : (value / whole) * 100;
}

/** Whether a row's count of this year or the last is not told, so that the page says why; the whole has its own words. */
export const hidesSome = ({ rows }: FigureTable): boolean =>
  rows.some((r) => r.cells.some((c) => c?.hidden !== undefined || c?.lastHidden !== undefined));
