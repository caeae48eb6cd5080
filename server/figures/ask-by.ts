import type { FigureRow } from '../../contracts/api.ts';
import type { Measure } from '../../contracts/ledger.ts';
import type { Registry } from '../ledgers/index.ts';
import { type ChildSpan, childrenOf, childSpans, haveChildren } from '../org/index.ts';
import { addDays, addMonths } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { type Answer, ask, type Question } from './ask.ts';
import { piecesOf } from './count-facts.ts';
import { ALWAYS } from './fold.ts';
import { keepsSplits } from './keys.ts';
import { factCondition } from './members.ts';
import { monthsIn } from './months.ts';
import { NOT_SAID } from './small-counts/tell.ts';

/** The rows of a figure: by lower unit, by month, or by a dimension's values. They add up to the whole for flows. */
export async function askBy(tx: Tx, registry: Registry, q: Question, by: string): Promise<FigureRow[]> {
  if (by === 'unit') return await byUnit(tx, registry, q);
  if (by === 'month') return await byMonth(tx, registry, q);
  return await byDimension(tx, registry, q, by);
}

const row = (key: string, label: string, a: Answer): FigureRow => ({
  key,
  label,
  value: a.value,
  own: a.own,
  below: a.below,
  lines: a.lines,
  ...(a.hidden ? { hidden: a.hidden } : {}),
});

/** Lower units as they stood: one that came or went within the range has the figures of its stay only. */
async function byUnit(tx: Tx, registry: Registry, q: Question): Promise<FigureRow[]> {
  const day = registry.measure(q.measure).compiled.measure.kind === 'stock' ? q.to : q.from;
  const spans = await stays(tx, q, day);
  const parents = await haveChildren(
    tx,
    spans.map((s) => s.child.id),
  );
  return await Promise.all(
    spans.map(async (s) => {
      const from = s.from !== null && s.from > q.from ? s.from : q.from;
      const last = s.to === null ? null : addDays(s.to, -1);
      const to = last !== null && last < q.to ? last : q.to;
      const note = from !== q.from || to !== q.to ? `(${from} 至 ${to})` : '';
      return {
        ...row(
          s.child.id,
          `${s.child.name}${note}`,
          await ask(tx, registry, { ...q, unit: s.child, from, to }),
        ),
        hasChildren: parents.has(s.child.id),
      };
    }),
  );
}

/** Departments count as their federation's own level, so they are no row beside it. Closed units had figures too. */
async function stays(tx: Tx, q: Question, day: string): Promise<ChildSpan[]> {
  const spans =
    q.tree === 'like-for-like'
      ? (await childrenOf(tx, q.unit.id, true)).map((child) => ({ child, from: null, to: null }))
      : await childSpans(tx, q.unit.id, { from: day, to: q.to });
  return spans.filter((s) => s.child.kind !== 'department');
}

async function byMonth(tx: Tx, registry: Registry, q: Question): Promise<FigureRow[]> {
  const months = monthsIn(q.from, q.to);
  if (months.length > 240) throw new AppError('figure.too-many-months');
  return await Promise.all(
    months.map(async (month) => {
      const last = addDays(addMonths(month, 1), -1);
      const range = { from: month < q.from ? q.from : month, to: last > q.to ? q.to : last };
      const label = `${month.slice(0, 4)}年${Number(month.slice(5, 7))}月`;
      return row(month.slice(0, 7), label, await ask(tx, registry, { ...q, ...range }));
    }),
  );
}

async function byDimension(tx: Tx, registry: Registry, q: Question, dimension: string): Promise<FigureRow[]> {
  const { ledger, compiled } = registry.measure(q.measure);
  if (!ledger.definition.dimensions.some((d) => d.key === dimension))
    throw new AppError('figure.no-dimension', { dimension });
  const counted = compiled.measure.kind === 'ratio' ? compiled.measure.denominator : q.measure;
  const { measure } = registry.measure(counted).compiled;
  const values = await valuesOf(tx, { ...q, measure: counted }, measure, dimension);
  const asked = await Promise.all(
    values.map(async (value) => {
      const answer = await ask(tx, registry, { ...q, where: { ...q.where, [dimension]: value } });
      return { answer, row: row(value, value === '' ? '未填' : value, answer) };
    }),
  );
  const rows = asked.filter(({ answer: a }) => a.lines > 0 || (a.value ?? 0) !== 0).map((a) => a.row);
  rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  // Which other kinds there were is not told by name: what one case was about may be written there.
  return asked.some(({ answer: a }) => a.hidden) ? [...rows, THE_REST] : rows;
}

const THE_REST: FigureRow = {
  key: '~',
  label: '其余(不单列)',
  value: null,
  own: null,
  below: null,
  lines: 0,
  hidden: NOT_SAID,
};

/** Values of a dimension that the figure can have: from the cells, whatever the days, or from the facts of its days. */
async function valuesOf(tx: Tx, q: Question, measure: Measure, dimension: string): Promise<string[]> {
  const [from, to] = [`${dimension}=`, `${dimension}>`];
  const found = new Set<string>();
  const inCells = measure.kind === 'flow' || measure.kind === 'stock';
  if (inCells && keepsSplits(q.unit, measure)) {
    const rows = await tx.sql(
      `SELECT k.split FROM cell_key k WHERE k.measure = $3 AND k.split >= $4 AND k.split < $5
         AND EXISTS (SELECT 1 FROM cell c WHERE c.region_code = $1 AND c.unit_id = $2 AND c.key = k.id)`,
      [q.unit.regionCode, q.unit.id, q.measure, from, to],
    );
    for (const r of rows) found.add(String(r['split']));
  } else {
    const first = measure.kind === 'stock' ? ALWAYS : q.from;
    for (const piece of await piecesOf(tx, { ...q, from: first })) {
      const p: unknown[] = [q.measure, piece.from, piece.to, from, to];
      const rows = await tx.sql(
        `SELECT DISTINCT s.split FROM (SELECT DISTINCT f.splits FROM fact f
           WHERE f.measure = $1 AND f.day >= $2 AND f.day <= $3 AND ${factCondition(q.unit, piece.ids, p)}) AS d
         CROSS JOIN LATERAL unnest(d.splits) AS s (split) WHERE s.split >= $4 AND s.split < $5`,
        p,
      );
      for (const r of rows) found.add(String(r['split']));
    }
  }
  return [...found].map((split) => split.slice(dimension.length + 1));
}
