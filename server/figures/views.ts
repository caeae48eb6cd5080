import type { FigureView, MeasureView } from '../../contracts/api.ts';
import type { CompiledLedger, CompiledMeasure, Registry } from '../ledgers/index.ts';
import { yearBefore } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { ask, type Question } from './ask.ts';
import { askBy } from './ask-by.ts';
import { reportedOf } from './reported.ts';

export const measureView = ({
  ledger,
  compiled,
}: {
  ledger: CompiledLedger;
  compiled: CompiledMeasure;
}): MeasureView => ({
  key: compiled.measure.key,
  label: compiled.measure.label,
  unitWord: compiled.measure.unitWord,
  kind: compiled.measure.kind,
  rule: compiled.measure.rule,
  ledger: ledger.definition.key,
  ledgerName: ledger.definition.name,
  group: ledger.definition.group,
  dimensions: ledger.definition.dimensions.map((d) => ({ key: d.key, label: d.label })),
});

/** A figure with everything that a reader may ask of it at once. */
export async function figureView(
  tx: Tx,
  registry: Registry,
  q: Question,
  by: string | undefined,
): Promise<FigureView> {
  const { ledger, compiled } = registry.measure(q.measure);
  const [answer, last, reported, rows] = await Promise.all([
    ask(tx, registry, q),
    ask(tx, registry, { ...q, from: yearBefore(q.from), to: yearBefore(q.to) }),
    reportedOf(tx, ledger.definition, q),
    by ? askBy(tx, registry, q, by) : [],
  ]);
  return {
    ...answer,
    unitWord: compiled.measure.unitWord,
    label: compiled.measure.label,
    rule: compiled.measure.rule,
    reported,
    rows,
    lastYear: last.value,
    ...(last.hidden ? { lastHidden: last.hidden } : {}),
  };
}
