import type { Registry } from '../ledgers/index.ts';
import type { Store } from '../platform/db/index.ts';
import { foldAll as foldMarksLeft } from './fold.ts';
import { rebuildFigures } from './rebuild.ts';

/** So many marks and not one figure yet: a first load, which is counted faster as a whole. */
const FIRST_LOAD = 500;

/**
 * Folds until nothing is dirty: after an import, and before an operator's command answers. Where no figure exists yet,
 * all are built at once. Returns the number of marks folded one by one.
 */
export async function foldAll(store: Pick<Store, 'worker' | 'owner'>, registry: Registry): Promise<number> {
  // Only an owner that row-level security does not bind can build all figures.
  const [first] = await store.owner.transaction(
    [],
    (tx) =>
      tx.sql<{ is_first: boolean }>(
        `SELECT (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
           AND NOT EXISTS (SELECT 1 FROM cell) AND (SELECT count(*) FROM (SELECT 1 FROM fold_outbox LIMIT $1) m) = $1 AS is_first`,
        [FIRST_LOAD],
      ),
    'read',
  );
  if (first?.is_first) await rebuildFigures(store.owner, registry);
  return await foldMarksLeft(store, registry);
}
