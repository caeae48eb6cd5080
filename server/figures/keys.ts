import type { Measure } from '../../contracts/ledger.ts';
import type { Registry } from '../ledgers/index.ts';
import { levelNumber, type Unit } from '../org/index.ts';

/**
 * Sums by split are kept from the city up: above a county no figure may need its lines. A county, a township and a village
 * have few enough facts to count a filtered figure from, so most of all cells never need to be written.
 */
export const SPLITS_TO = levelNumber('city');

/** Whether a filtered figure of this unit stands in cells. Readings (时点数) keep their splits at every level. */
export const keepsSplits = (unit: Pick<Unit, 'level'>, measure: Measure): boolean =>
  levelNumber(unit.level) <= SPLITS_TO || isReading(measure);

const isReading = (m: Measure): boolean => m.kind === 'stock' && m.mode === 'reading';
/** Sums that add up from facts: flows, and stocks whose lines come and go. */
const isSum = (m: Measure): boolean => m.kind === 'flow' || (m.kind === 'stock' && m.mode === 'delta');

/** Measures of some ledgers (all) that cells are kept for, as parallel lists for SQL. */
export function countedMeasures(
  registry: Registry,
  ledgers: Iterable<string> = registry.ledgers.keys(),
): {
  readonly sums: string[];
  readonly sumIsStock: boolean[];
  readonly readings: string[];
} {
  const all = [...new Set(ledgers)].flatMap((key) => registry.ledger(key).measures.map((m) => m.measure));
  const sums = all.filter(isSum);
  return {
    sums: sums.map((m) => m.key),
    sumIsStock: sums.map((m) => m.kind === 'stock'),
    readings: all.filter(isReading).map((m) => m.key),
  };
}

/** Gives keys to rows (measure, split) that have none yet. Whoever writes keys holds the fold lock, so none is given twice. */
export const insertKeys = (rows: string): string => `
  INSERT INTO cell_key (id, measure, split)
  SELECT (SELECT COALESCE(max(id), 0) FROM cell_key) + row_number() OVER (), x.measure, x.split FROM (${rows}) AS x
  WHERE NOT EXISTS (SELECT 1 FROM cell_key k WHERE k.measure = x.measure AND k.split = x.split)`;
