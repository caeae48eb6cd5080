import type { Registry } from '../ledgers/index.ts';
import type { Database } from '../platform/db/index.ts';
import { ALWAYS, FOLD_LOCK, FOREVER, foldMarks, type Mark } from './fold.ts';

/** All figures anew from the facts of all lines. Slow readers keep the old figures until the end. Returns marks folded. */
export async function rebuildFigures(worker: Database, registry: Registry): Promise<number> {
  return await worker.transaction([], async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    await tx.sql('DELETE FROM fold_outbox');
    await tx.sql('DELETE FROM answer_memo');
    await tx.sql('DELETE FROM cell');
    await tx.sql('DELETE FROM coverage');
    const touched = await tx.sql<{ region_code: string; unit_id: string; ledger: string }>(
      `SELECT region_code, unit_id, ledger FROM entry GROUP BY 1, 2, 3
       UNION SELECT region_code, unit_id, ledger FROM stated_zero GROUP BY 1, 2, 3`,
    );
    const marks: Mark[] = touched.map((t) => ({
      regionCode: t.region_code,
      unitId: t.unit_id,
      ledger: t.ledger,
      from: ALWAYS,
      to: FOREVER,
    }));
    for (let i = 0; i < marks.length; i += 2_000)
      await foldMarks(tx, registry, marks.slice(i, i + 2_000), 'fold');
    return marks.length;
  });
}
