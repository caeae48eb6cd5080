import type { SheetIndicator, SheetRow, SheetView } from '../../contracts/api-assessments.ts';
import type { Assessment } from '../../contracts/assessment.ts';
import { type Actor, reaches } from '../access/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { numberOf } from '../settings/index.ts';
import { factsBelow, ratioOf } from './facts.ts';
import { markedOf, markOf, totalOf, type Weighing } from './score.ts';
import { keptSheets } from './store.ts';

export interface Stretch {
  readonly from: string;
  readonly to: string;
}

/** Her own federation (also from a department of it), or one below: 404 otherwise. */
export async function markingUnit(tx: Tx, caller: Actor, id: string): Promise<Unit> {
  const unit = await unitById(tx, id);
  if (!unit || !reaches(caller, unit.path)) throw new AppError('not-found', { what: '这个组织' });
  return unit;
}

/** May she put marks on record for the units below this one? Her own office marks, and nobody marks her own. Pure. */
export const mayKeep = (caller: Actor, unit: Unit): boolean =>
  caller.can('entry.write') && [caller.unit.id, caller.officeOf].includes(unit.id);

/** Weights and targets as they hold for the marking unit at the end of the stretch. */
export async function weighingsOf(tx: Tx, sheet: Assessment, unit: Unit, day: string): Promise<Weighing[]> {
  return await Promise.all(
    sheet.indicators.map(async (i) => ({
      weight: await numberOf(tx, unit, i.weight, day),
      target: await numberOf(tx, unit, i.target, day),
    })),
  );
}

/** The score sheet (考核表) of the units directly below, worked out anew each time; beside it what was put on record. */
export async function sheetOf(
  tx: Tx,
  registry: Registry,
  sheet: Assessment,
  o: { readonly caller: Actor; readonly unit: Unit } & Stretch,
): Promise<SheetView> {
  const { unit, from, to } = o;
  const weighings = await weighingsOf(tx, sheet, unit, to);
  const [facts, kept] = await Promise.all([
    factsBelow(tx, registry, unit, sheet, { from, to }),
    keptSheets(tx, { sheet: sheet.key, byUnit: unit.id, from, to }),
  ]);
  const rows = facts.map((f): SheetRow => {
    const marks = f.facts.map((fact, i) => markOf(fact, weighings[i] ?? { weight: 0, target: 100 }));
    const total = totalOf(marks, weighings);
    const last = kept.get(f.id);
    return {
      id: f.id,
      name: f.name,
      hasChildren: f.hasChildren,
      cells: marks,
      total,
      markedOf: markedOf(marks, weighings),
      kept: last
        ? {
            total: last.total,
            by: last.by,
            at: last.at.toISOString(),
            remark: last.remark,
            stillTrue: last.total === total,
          }
        : null,
    };
  });
  return {
    key: sheet.key,
    name: sheet.name,
    about: sheet.about,
    unit: { id: unit.id, name: unit.name },
    from,
    to,
    indicators: sheet.indicators.map((i, at) => indicatorView(registry, i, weighings[at])),
    rows,
    may: mayKeep(o.caller, unit) && sheet.levels.includes(unit.level) && rows.length > 0 ? ['keep'] : [],
  };
}

function indicatorView(
  registry: Registry,
  i: Assessment['indicators'][number],
  w: Weighing = { weight: 0, target: 100 },
): SheetIndicator {
  const { measure } = ratioOf(registry, i);
  const [numerator, denominator] = [measure.numerator, measure.denominator].map(
    (k) => registry.measure(k).compiled.measure,
  );
  return {
    key: i.key,
    label: i.label,
    measure: measure.key,
    numerator: measure.numerator,
    denominator: measure.denominator,
    numeratorLabel: numerator?.label ?? '',
    denominatorLabel: denominator?.label ?? '',
    unitWord: denominator?.unitWord ?? '',
    weight: w.weight,
    target: w.target,
    rule: measure.rule,
  };
}
