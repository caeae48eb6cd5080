import type { FigurePage } from '../../contracts/api.ts';
import type { Registry } from '../ledgers/index.ts';
import { childrenOf, haveChildren, toUnitView, type Unit } from '../org/index.ts';
import { addMonths, monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { ask } from './ask.ts';
import { type CellSum, linesOf, sumCells, totalOf } from './cells.ts';
import { ALWAYS } from './fold.ts';
import { measureView } from './views.ts';

/**
 * A unit and its lower units beside each other, many measures at once, own / below / total: the page that a county opens
 * in the morning. All flows and stocks of whole months come from one look at the cells; no line is read.
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
  const measures = keys.map((k) => registry.measure(k));
  const stocks = measures
    .filter((m) => m.compiled.measure.kind === 'stock')
    .map((m) => m.compiled.measure.key);
  const flows = measures.filter((m) => m.compiled.measure.kind === 'flow').map((m) => m.compiled.measure.key);
  const ledgers = [...new Set(measures.map((m) => `${m.ledger.definition.key}.lines`))];
  const ids = units.map((u) => u.id);
  const range = { from: monthOf(from), to: addMonths(monthOf(to), 1) };
  const [flowSums, stockSums, parents] = await Promise.all([
    sumCells(tx, { unitIds: ids, measures: [...new Set([...flows, ...ledgers])], splits: [''], ...range }),
    sumCells(tx, { unitIds: ids, measures: stocks, splits: [''], from: ALWAYS, to: range.to }),
    haveChildren(tx, ids),
  ]);
  const sums = new Map<string, CellSum>(
    [...flowSums, ...stockSums].map((s) => [`${s.unitId}/${s.measure}`, s]),
  );
  const rows: FigurePage['rows'][number][] = [];
  for (const u of units) {
    const cells: FigurePage['rows'][number]['cells'][number][] = [];
    for (const { ledger, compiled } of measures) {
      const m = compiled.measure;
      const sum = sums.get(`${u.id}/${m.key}`);
      if (sum && linesOf(sum) > 0) {
        cells.push({ value: totalOf(sum), own: sum.own, below: sum.below, lines: linesOf(sum) });
      } else if (m.kind === 'flow' && !sums.has(`${u.id}/${ledger.definition.key}.lines`)) {
        cells.push({ value: null, own: null, below: null, lines: 0 });
      } else if (m.kind === 'stock') {
        cells.push({ value: null, own: null, below: null, lines: 0 });
      } else {
        const a = await ask(tx, registry, {
          unit: u,
          measure: m.key,
          from,
          to,
          where: {},
          tree: 'as-it-was',
        });
        cells.push({ value: a.value, own: a.own, below: a.below, lines: a.lines });
      }
    }
    rows.push({ unit: toUnitView(u, parents.has(u.id)), cells });
  }
  return { unit: toUnitView(unit, children.length > 0), measures: measures.map(measureView), rows };
}
