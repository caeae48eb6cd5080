import type { ReportView } from '../../contracts/api.ts';
import type { BoundFigure, ReportTemplate } from '../../contracts/report.ts';
import { ask } from '../figures/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { asOf, levelNumber, toUnitView, type Unit } from '../org/index.ts';
import { yearBefore } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { type Period, type PeriodAsk, periodOf } from './period.ts';
import { breaksOf } from './readings/read-report.ts';
import { latestPaper } from './store.ts';
import { type CountedFigure, writeReport } from './write-report.ts';

export interface ReportAsk extends PeriodAsk {
  readonly unit: Unit;
  readonly kind: string;
  readonly explanations?: Readonly<Record<string, string>>;
}

/**
 * A report (报告) of any unit and period: every figure counted anew, by the tree and under the names of its time.
 * Its text is read as any other's (体检), and what cannot be stands among the failed checks.
 * A final version is answered as it was frozen; `fresh` counts anew nevertheless.
 */
export async function makeReport(
  tx: Tx,
  registry: Registry,
  a: ReportAsk,
  fresh = false,
): Promise<Omit<ReportView, 'may'>> {
  const template = templateOf(registry, a.kind, a.unit);
  const period = periodOf(template, a);
  const paper = await latestPaper(tx, {
    unitId: a.unit.id,
    template: template.key,
    from: period.from,
    to: period.to,
  });
  if (paper?.frozen && !fresh) return { ...paper.frozen, state: 'final', version: paper.version };
  const named = await asOf(tx, a.unit, period.to);
  const unit = { ...a.unit, name: named.name, code: named.code };
  const figures = await countFigures(tx, registry, template, unit, period);
  const short = unit.name.replace(/(妇女联合会|妇联)$/, '');
  const written = writeReport({
    template,
    figures,
    words: { unit: unit.name, unitShort: short, year: period.year, period: period.words },
    explanations: a.explanations ?? {},
  });
  const breaks = breaksOf(written, a.explanations ?? {});
  return {
    ...written,
    failed: [...written.failed, ...breaks],
    kind: template.key,
    name: template.name,
    unit: toUnitView(unit),
    from: period.from,
    to: period.to,
    state: 'draft',
    version: (paper?.version ?? 0) + 1,
  };
}

function templateOf(registry: Registry, kind: string, unit: Unit): ReportTemplate {
  const template = registry.reports.get(kind);
  if (!template)
    throw new AppError('report.unknown', { kind, known: [...registry.reports.keys()].join('、') });
  if (!template.levels.some((l) => levelNumber(l) === levelNumber(unit.level))) {
    throw new AppError('report.not-for-level', { name: template.name, unit: unit.name });
  }
  return template;
}

async function countFigures(
  tx: Tx,
  registry: Registry,
  template: ReportTemplate,
  unit: Unit,
  period: Period,
): Promise<Map<string, CountedFigure>> {
  const asked = template.parts
    .flatMap((part) => part.blocks)
    .flatMap((block) => {
      if (block.kind === 'prose') return [];
      const isTable = block.kind === 'table';
      const compared = isTable
        ? block.columns.includes('last-year') || block.columns.includes('change')
        : block.compare !== undefined;
      return (isTable ? block.rows : block.figures).map((bound) => ({
        key: `${block.key}/${bound.key}`,
        bound,
        compared,
      }));
    });
  // All at once: they travel down one connection together and wait for each other nowhere.
  const counted = await Promise.all(
    asked.map(
      async (a) => [a.key, await countFigure(tx, registry, a.bound, unit, period, a.compared)] as const,
    ),
  );
  return new Map(counted);
}

async function countFigure(
  tx: Tx,
  registry: Registry,
  bound: BoundFigure,
  unit: Unit,
  period: Period,
  compared: boolean,
): Promise<CountedFigure> {
  const isLast = bound.period === 'last-year';
  const [from, to] = isLast ? [yearBefore(period.from), yearBefore(period.to)] : [period.from, period.to];
  const question = {
    unit,
    measure: bound.measure,
    from,
    to,
    where: bound.where ?? {},
    tree: 'as-it-was' as const,
  };
  const a = await ask(tx, registry, question);
  const last = compared
    ? await ask(tx, registry, { ...question, from: yearBefore(from), to: yearBefore(to) })
    : null;
  const pick = (x: { value: number | null; own: number | null; below: number | null }): number | null =>
    bound.scope === 'own' ? x.own : bound.scope === 'below' ? x.below : x.value;
  return {
    bound,
    value: pick(a),
    own: a.own,
    below: a.below,
    lastYear: last ? pick(last) : null,
    unitWord: registry.measure(bound.measure).compiled.measure.unitWord,
    opening: a.opening,
    from,
    to,
  };
}
