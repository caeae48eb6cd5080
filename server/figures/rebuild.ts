import type { Registry } from '../ledgers/index.ts';
import type { Database } from '../platform/db/index.ts';
import { allMarks, FOLD_LOCK, foldMarks } from './fold.ts';

/** All figures anew from the facts of all lines. Slow readers keep the old figures until the end. Returns marks folded. */
export async function rebuildFigures(worker: Database, registry: Registry): Promise<number> {
  return await worker.transaction([], async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    await tx.sql('DELETE FROM fold_outbox');
    await tx.sql('DELETE FROM answer_memo');
    await tx.sql('DELETE FROM cell');
    await tx.sql('DELETE FROM coverage');
    const marks = await allMarks(tx);
    for (let i = 0; i < marks.length; i += 2_000)
      await foldMarks(tx, registry, marks.slice(i, i + 2_000), 'fold');
    return marks.length;
  });
}
