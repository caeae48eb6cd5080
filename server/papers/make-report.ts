import type { ReportView } from '../../contracts/api.ts';
import type { Slots } from '../../contracts/api-paper-slots.ts';
import type { LastPlan } from '../../contracts/api-papers.ts';
import type { BoundFigure, ReportTemplate } from '../../contracts/report.ts';
import { ask } from '../figures/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { asOf, levelNumber, toUnitView, type Unit } from '../org/index.ts';
import { yearBefore } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { handFigures } from './hand-blocks.ts';
import { type Period, type PeriodAsk, periodOf } from './period.ts';
import { breaksOf } from './readings/read-report.ts';
import { latestPaper } from './store.ts';
import { type ArrangedTemplate, type Arrangement, arrange } from './templates/arrange.ts';
import { arrangementOf, templateVersion } from './templates/store.ts';
import { type CountedFigure, writeReport } from './write-report.ts';

export interface ReportAsk extends PeriodAsk {
  readonly unit: Unit;
  readonly kind: string;
  readonly explanations?: Readonly<Record<string, string>>;
}
/** What a report is made of besides its figures. */
export interface PaperContent {
  readonly slots: Slots;
  readonly last: LastPlan | null;
}
/** The template that a report follows: the standard's version and what the unit made of it. */
export interface Basis {
  readonly standard: number;
  readonly arrangement: Arrangement | null;
}
export type MadeReport = Omit<ReportView, 'may'>;

/**
 * A report (报告) of any unit and period: a final version as it was frozen, otherwise every figure counted anew, in the unit's
 * own arrangement and without what is being written by hand.
 */
export async function makeReport(tx: Tx, registry: Registry, a: ReportAsk): Promise<MadeReport> {
  const template = templateOf(registry, a.kind, a.unit);
  const { from, to } = periodOf(template, a);
  const paper = await latestPaper(tx, { unitId: a.unit.id, template: template.key, from, to });
  if (paper?.frozen) return { ...paper.frozen, state: 'final', version: paper.version };
  return (await writeNow(tx, registry, a, null)).report;
}

/**
 * The same, counted now, by the tree and under the names of its time, with what was written by hand. Its text is read as any
 * other's (体检), and what cannot be stands among the failed checks. `basis` is the unit's present one unless told.
 */
export async function writeNow(
  tx: Tx,
  registry: Registry,
  a: ReportAsk,
  content: PaperContent | null,
  given?: Basis,
): Promise<{ report: MadeReport; template: ArrangedTemplate; basis: Basis }> {
  const newest = templateOf(registry, a.kind, a.unit);
  const basis = given ?? (await basisOf(tx, a.unit.id, newest));
  const standard =
    basis.standard === newest.version ? newest : await templateVersion(tx, newest.key, basis.standard);
  const template = arrange(standard, basis.arrangement);
  const period = periodOf(template, a);
  const paper = await latestPaper(tx, {
    unitId: a.unit.id,
    template: template.key,
    from: period.from,
    to: period.to,
  });
  const named = await asOf(tx, a.unit, period.to);
  const unit = { ...a.unit, name: named.name, code: named.code };
  const slots = content?.slots ?? {};
  const figures = await countFigures(tx, registry, { template, slots, unit, period });
  const explanations = { ...reasonsIn(slots), ...a.explanations };
  const written = writeReport({
    template,
    figures,
    words: {
      unit: unit.name,
      unitShort: unit.name.replace(/(妇女联合会|妇联)$/, ''),
      year: period.year,
      period: period.words,
    },
    explanations,
    slots,
    last: content?.last ?? null,
  });
  const report: MadeReport = {
    ...written,
    failed: [...written.failed, ...breaksOf(written, explanations)],
    kind: template.key,
    name: template.name,
    unit: toUnitView(unit),
    from: period.from,
    to: period.to,
    state: 'draft',
    version: (paper?.version ?? 0) + 1,
  };
  return { report, template, basis };
}

/** Reasons that were kept with the paper: why a check does not hold. */
export const reasonsIn = (slots: Slots): Record<string, string> =>
  Object.fromEntries(
    Object.entries(slots).flatMap(([slot, { value }]) =>
      slot.startsWith('why/') && typeof value === 'string' && value.trim() !== ''
        ? [[slot.slice(4), value.trim()]]
        : [],
    ),
  );

/** The unit's arrangement on the standard it was made on: a newer standard is offered, never forced. */
async function basisOf(tx: Tx, unitId: string, newest: ReportTemplate): Promise<Basis> {
  const kept = await arrangementOf(tx, unitId, newest.key);
  return kept?.body
    ? { standard: kept.standard, arrangement: kept.body }
    : { standard: newest.version, arrangement: null };
}

/** The newest standard of a kind. Errors: report.unknown, report.not-for-level. */
export function templateOf(registry: Registry, kind: string, unit: Unit): ReportTemplate {
  const template = registry.reports.get(kind);
  if (!template)
    throw new AppError('report.unknown', { kind, known: [...registry.reports.keys()].join('、') });
  if (!template.levels.some((l) => levelNumber(l) === levelNumber(unit.level))) {
    throw new AppError('report.not-for-level', { name: template.name, unit: unit.name });
  }
  return template;
}

interface Counting {
  readonly template: ArrangedTemplate;
  readonly slots: Slots;
  readonly unit: Unit;
  readonly period: Period;
}

async function countFigures(tx: Tx, registry: Registry, c: Counting): Promise<Map<string, CountedFigure>> {
  const asked = c.template.parts
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
  const byHand = handFigures(c.slots).map((f) => ({ ...f, compared: false }));
  // All at once: they travel down one connection together and wait for each other nowhere.
  const counted = await Promise.all(
    [...asked, ...byHand].map(
      async (a) => [a.key, await countFigure(tx, registry, a.bound, c, a.compared)] as const,
    ),
  );
  return new Map(counted);
}

async function countFigure(
  tx: Tx,
  registry: Registry,
  bound: BoundFigure,
  { unit, period }: Counting,
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
    ...(a.hidden && pick(a) === null ? { hidden: a.hidden } : {}),
    unitWord: registry.measure(bound.measure).compiled.measure.unitWord,
    opening: a.opening,
    from,
    to,
  };
}
