import type { Assessment } from '../../contracts/assessment.ts';
import type { Measure } from '../../contracts/ledger.ts';
import { yearPage } from '../figures/index.ts';
import type { CompiledMeasure, Registry } from '../ledgers/index.ts';
import type { Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Fact } from './score.ts';

type Indicator = Assessment['indicators'][number];
type Ratio = Measure & { kind: 'ratio' };

/** The share behind an indicator. A definition that names another kind of measure is a fault of the program. */
export function ratioOf(registry: Registry, indicator: Indicator): CompiledMeasure & { measure: Ratio } {
  const { compiled } = registry.measure(indicator.measure);
  const { measure } = compiled;
  if (measure.kind !== 'ratio') throw new Error(`indicator ${indicator.key}: ${measure.key} is no ratio`);
  return { ...compiled, measure };
}

/** The facts of one unit below, in the order of the indicators. */
export interface FactsOfUnit {
  readonly id: string;
  readonly name: string;
  readonly hasChildren: boolean;
  readonly facts: readonly Fact[];
}

/**
 * What the ledgers say of the units directly below (考核的依据): the two sides of each share, read as every figure is read.
 * A count of cases that a superior is not told (小数字) cannot be marked by either, so it is left out of the mark.
 */
export async function factsBelow(
  tx: Tx,
  registry: Registry,
  unit: Unit,
  sheet: Assessment,
  o: { readonly from: string; readonly to: string },
): Promise<FactsOfUnit[]> {
  const ratios = sheet.indicators.map((i) => ratioOf(registry, i).measure);
  const keys = [...new Set(ratios.flatMap((r) => [r.numerator, r.denominator]))];
  const page = await yearPage(tx, registry, unit, keys, o.from, o.to);
  const below = page.rows.filter((r) => r.unit.id !== unit.id);
  return below.map(({ unit: u, cells }) => ({
    id: u.id,
    name: u.name,
    hasChildren: u.hasChildren === true,
    facts: ratios.map((r): Fact => {
      const [n, d] = [r.numerator, r.denominator].map((key) => cells[keys.indexOf(key)]);
      const denominator = d?.value ?? null;
      // Where something was counted, nothing that meets a condition is a true 0.
      const numerator = n?.value ?? (denominator === null ? null : 0);
      return { numerator, denominator, hidden: (n?.hidden ?? d?.hidden) !== undefined };
    }),
  }));
}
