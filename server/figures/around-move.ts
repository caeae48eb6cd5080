import type { Registry } from '../ledgers/index.ts';
import { monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { ALWAYS, FOLD_LOCK, FOREVER, foldMarks, type Mark } from './fold.ts';

/**
 * Figures around a change of the tree: the members' contributions are taken out under the old tree, the tree changes,
 * and they are counted in again under the new one, cut at the day of the move. In the move's own transaction, so no
 * reader ever sees half of it; folding waits meanwhile, saving does not.
 */
export async function aroundMove(
  tx: Tx,
  registry: Registry,
  members: readonly string[],
  day: string,
  apply: () => Promise<void>,
): Promise<void> {
  await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
  const touched = await tx.sql<{ region_code: string; unit_id: string; ledger: string }>(
    `SELECT DISTINCT f.region_code, f.unit_id, split_part(f.measure, '.', 1) AS ledger FROM fact f WHERE f.unit_id = ANY($1::uuid[])
     UNION
     SELECT DISTINCT c.region_code, c.unit_id, split_part(c.measure, '.', 1) FROM cell c
     WHERE c.unit_id = ANY($1::uuid[]) AND (c.own_n <> 0 OR c.own_v <> 0)`,
    [members],
  );
  const marks: Mark[] = touched
    .filter((t) => registry.ledgers.has(t.ledger))
    .map((t) => ({
      regionCode: t.region_code,
      unitId: t.unit_id,
      ledger: t.ledger,
      from: hasStock(registry, t.ledger) ? ALWAYS : monthOf(day),
      to: FOREVER,
    }));
  if (marks.length > 0) await foldMarks(tx, registry, marks, 'unfold');
  await apply();
  if (marks.length > 0) await foldMarks(tx, registry, marks, 'fold');
}

/** A stock's earlier changes are carried across the move, so its whole series is counted anew. */
const hasStock = (registry: Registry, ledger: string): boolean =>
  registry.ledger(ledger).measures.some((m) => m.measure.kind === 'stock');
