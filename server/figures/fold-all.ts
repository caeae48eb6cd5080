import type { Registry } from '../ledgers/index.ts';
import type { Store } from '../platform/db/index.ts';
import { foldOnce } from './fold.ts';
import { rebuildFigures } from './rebuild.ts';

/** So many marks and not one figure yet: a first load, which is counted faster as a whole. */
const FIRST_LOAD = 500;

/** Folds until no mark is left, e.g. after an import. Where no figure exists yet, all are built at once. */
export async function foldAll(store: Pick<Store, 'worker' | 'owner'>, registry: Registry): Promise<void> {
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
  while ((await foldOnce(store.worker, registry)) > 0);
}
