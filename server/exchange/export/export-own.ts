import type { ExchangeRecord } from '../../../contracts/exchange.ts';
import { subtreeOf, type Unit } from '../../org/index.ts';
import type { Store } from '../../platform/db/index.ts';
import { exportLines, exportZeros } from './export-lines.ts';
import { exportPersons, exportPosts } from './export-people.ts';
import { exportUnitChanges, exportUnits, unitsToExport } from './export-units.ts';
import { inSnapshot } from './snapshot.ts';

/**
 * All that a unit may take along of itself and those below it, as exchange records. Lines and zeros are read by the
 * application's role under row-level security; units and people, which it cannot read, by the worker's within the same
 * range. Of `cases`, ledgers whose lines only their own unit sees, the unit's own lines are taken and no other's.
 */
export async function* exportOwn(
  store: Pick<Store, 'app' | 'worker'>,
  o: {
    readonly unit: Unit;
    readonly open: readonly string[];
    readonly cases: readonly string[];
    readonly persons: boolean;
  },
): AsyncGenerator<ExchangeRecord> {
  const scope = subtreeOf(o.unit.path);
  yield* inSnapshot(store.worker, async function* (tx) {
    const units = await unitsToExport(tx, o.unit);
    yield* exportUnits(tx, units);
    yield* exportUnitChanges(tx, units);
    if (!o.persons) return;
    yield* exportPersons(tx, scope);
    yield* exportPosts(tx, scope);
  });
  // Paths of lower units go on with a letter or a digit, which stand after '-'.
  const alone = { from: o.unit.path, to: `${o.unit.path}-` };
  const days = { from: null, to: null };
  yield* inSnapshot(
    store.app,
    async function* (tx) {
      yield* exportLines(tx, { scope, ledgers: o.open, ...days });
      yield* exportLines(tx, { scope: alone, ledgers: o.cases, ...days });
      yield* exportZeros(tx, { scope, ledgers: [...o.open, ...o.cases], ...days });
    },
    scope,
  );
}
