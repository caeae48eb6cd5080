import type { ExchangeRecord } from '../../../contracts/exchange.ts';
import { subtreeOf, type Unit } from '../../org/index.ts';
import type { Store, Tx } from '../../platform/db/index.ts';
import { exportLines, exportZeros, type LineFilter } from './export-lines.ts';
import { exportPersons, exportPosts } from './export-people.ts';
import { exportUnitChanges, exportUnits, unitsToExport } from './export-units.ts';
import { inSnapshot } from './snapshot.ts';

export interface ExportOptions {
  /** This unit and everything below it today, with the units above that it hangs on. Left out: everything. */
  readonly unit?: Unit;
  readonly ledgers?: readonly string[];
  /** Inclusive days of lines and months of zeros. */
  readonly from?: string;
  readonly to?: string;
}

/**
 * Everything as exchange records (导出): units as founded, their changes, persons, posts, lines with their history,
 * zeros. One snapshot, flat memory; the same store gives the same bytes, and so does a store that took them in.
 */
export function exportRecords(
  store: Pick<Store, 'worker'>,
  o: ExportOptions = {},
): AsyncGenerator<ExchangeRecord> {
  return inSnapshot(store.worker, (tx) => recordsOf(tx, o));
}

async function* recordsOf(tx: Tx, o: ExportOptions): AsyncGenerator<ExchangeRecord> {
  const scope = o.unit ? subtreeOf(o.unit.path) : null;
  const units = o.unit ? await unitsToExport(tx, o.unit) : null;
  const filter: LineFilter = { scope, ledgers: o.ledgers ?? null, from: o.from ?? null, to: o.to ?? null };
  yield* exportUnits(tx, units);
  yield* exportUnitChanges(tx, units);
  yield* exportPersons(tx, scope);
  yield* exportPosts(tx, scope);
  yield* exportLines(tx, filter);
  yield* exportZeros(tx, filter);
}
