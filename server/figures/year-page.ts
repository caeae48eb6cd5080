import type { FigurePage } from '../../contracts/api.ts';
import type { Measure } from '../../contracts/ledger.ts';
import type { CompiledLedger, CompiledMeasure, Registry } from '../ledgers/index.ts';
import { childrenOf, haveChildren, toUnitView, type Unit } from '../org/index.ts';
import { addMonths, monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { ask, countsAField } from './ask.ts';
import { type CellSum, linesOf, sumCells, totalOf } from './cells.ts';
import { ALWAYS } from './fold.ts';
import { crossedSince } from './members.ts';
import { coverRange } from './months.ts';
import { measuresWithCutOpenings } from './openings.ts';
import { reportedWithoutLines } from './reported.ts';
import { isGuarded } from './small-counts/tell.ts';
import { measureView } from './views.ts';

type Cell = FigurePage['rows'][number]['cells'][number];
type Asked = { readonly ledger: CompiledLedger; readonly compiled: CompiledMeasure };

/**
 * A unit and its lower units beside each other, many measures at once, own / below / total: the page that a county opens
 * in the morning. Flows and stocks of whole months come from a few looks at the cells, whatever the number of lines.
 */
export async function yearPage(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  keys: readonly string[],
  from: string,
  to: string,
): Promise<FigurePage> {
  const children = (await childrenOf(tx, unit.id)).filter((c) => c.kind === 'federation');
  const units = [unit, ...children];
  const measures: Asked[] = keys.map((k) => registry.measure(k));
  const ids = units.map((u) => u.id);
  const [read, parents] = await Promise.all([readPage(tx, ids, measures, from, to), haveChildren(tx, ids)]);
  const rows = await Promise.all(
    units.map(async (u) => ({
      unit: toUnitView(u, parents.has(u.id)),
      cells: await Promise.all(
        measures.map(
          async (m) =>
            (isGuarded(tx, m.ledger) ? null : read(u.id, m)) ??
            (await askCell(tx, registry, u, m.compiled.measure, from, to)),
        ),
      ),
    })),
  );
  return { unit: toUnitView(unit, children.length > 0), measures: measures.map(measureView), rows };
}

/** Looks everything up at once; the answer gives a cell, or null where only asking for it alone can tell. */
async function readPage(
  tx: Tx,
  ids: readonly string[],
  measures: readonly Asked[],
  from: string,
  to: string,
): Promise<(unitId: string, m: Asked) => Cell | null> {
  const ofKind = (kind: Measure['kind']): string[] =>
    measures.filter((m) => m.compiled.measure.kind === kind).map((m) => m.compiled.measure.key);
  const ledgers = [...new Set(measures.map((m) => m.ledger.definition.key))];
  const range = { from: monthOf(from), to: addMonths(monthOf(to), 1) };
  const isOdd = coverRange(from, to).ends.length > 0;
  const flows = [...new Set([...ofKind('flow'), ...measures.map((m) => m.ledger.linesKey)])];
  const [flowSums, stockSums, other, cut, crossed] = await Promise.all([
    sumCells(tx, { unitIds: ids, measures: flows, splits: [''], ...range }),
    sumCells(tx, { unitIds: ids, measures: ofKind('stock'), splits: [''], from: ALWAYS, to: range.to }),
    reportedWithoutLines(tx, ids, ledgers, range),
    measuresWithCutOpenings(tx, flows, from, to),
    crossedSince(tx, ids, range.from),
  ]);
  const sums = new Map<string, CellSum>(
    [...flowSums, ...stockSums].map((s) => [`${s.unitId}/${s.measure}`, s]),
  );
  return (unitId, { ledger, compiled: { measure } }) => {
    if (isOdd || cut.has(measure.key) || (measure.kind !== 'flow' && measure.kind !== 'stock')) return null;
    const sum = sums.get(`${unitId}/${measure.key}`);
    if (sum && linesOf(sum) > 0)
      return { value: totalOf(sum), own: sum.own, below: sum.below, lines: linesOf(sum) };
    if (crossed.has(unitId)) return null;
    const lines = sums.get(`${unitId}/${ledger.linesKey}`);
    const key = `${unitId}/${ledger.definition.key}`;
    const hasLines = (lines !== undefined && linesOf(lines) > 0) || other.openings.has(key);
    // Lines that leave this field empty make it unknown; no line that meets a condition, or 本月无, makes it 0.
    const isZero = hasLines ? !countsAField(measure) : other.zeros.has(key);
    return isZero
      ? { value: 0, own: 0, below: 0, lines: 0 }
      : { value: null, own: null, below: null, lines: 0 };
  };
}

async function askCell(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  measure: Measure,
  from: string,
  to: string,
): Promise<Cell> {
  const a = await ask(tx, registry, { unit, measure: measure.key, from, to, where: {}, tree: 'as-it-was' });
  return {
    value: a.value,
    own: a.own,
    below: a.below,
    lines: a.lines,
    ...(a.hidden ? { hidden: a.hidden } : {}),
  };
}
