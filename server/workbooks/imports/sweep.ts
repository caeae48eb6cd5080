import { unitById } from '../../org/index.ts';
import type { Database } from '../../platform/db/index.ts';
import { type Hand, type WorkbookKit, withHand } from './kit.ts';
import type { Runner } from './runner.ts';
import { saveImport } from './save-rows.ts';
import { type Batch, changeBatch, silentBatches } from './store.ts';
import { deleteRows } from './store-rows.ts';
import { undoImport } from './undo-import.ts';

/** After so long without a sign of life nobody is at work on it: the house was stopped, or the database was away. */
const SILENT_MS = 20_000;
const DAY_MS = 86_400_000;
/** A checked file waits a week for its word; rows that were left over stay a month. */
const WAITS_DAYS = 7;
const LEFT_DAYS = 30;

/** Takes up imports that were begun and are not ended, and tidies rows that nobody came back for. Idempotent. */
export async function sweepImports(
  kit: WorkbookKit & { readonly worker: Database },
  runner: Runner,
): Promise<number> {
  const now = kit.now().getTime();
  const { silent, old } = await kit.worker.transaction([], async (tx) => ({
    silent: await silentBatches(tx, new Date(now - SILENT_MS)),
    old: await tx.sql<{ id: string; region_code: string; state: Batch['state'] }>(
      `SELECT region_code, id, state FROM import_batch b
       WHERE (state IN ('ready', 'failed') AND beat < $1 OR state = 'saved' AND beat < $2)
         AND EXISTS (SELECT 1 FROM import_row r WHERE r.batch_id = b.id) LIMIT 50`,
      [new Date(now - WAITS_DAYS * DAY_MS), new Date(now - LEFT_DAYS * DAY_MS)],
    ),
  }));
  for (const batch of silent) if (!runner.isRunning(batch.id)) await takeUp(kit, runner, batch);
  for (const row of old)
    await kit.worker.transaction([], async (tx) => {
      await deleteRows(tx, row.id, null);
      if (row.state === 'ready')
        await changeBatch(
          tx,
          { regionCode: row.region_code, id: row.id },
          { state: 'dropped', endedAt: kit.now() },
        );
    });
  return silent.length;
}

async function takeUp(
  kit: WorkbookKit & { readonly worker: Database },
  runner: Runner,
  batch: Batch,
): Promise<void> {
  const seat = await kit.worker.transaction([], (tx) => unitById(tx, batch.unitId), 'read');
  if (!seat) return;
  const hand: Hand = { accountId: batch.accountId, postId: batch.postId, seat };
  if (batch.state === 'checking') {
    // Its file lay in the memory of the process that is gone.
    await withHand(kit.db, hand, async (tx) => {
      await deleteRows(tx, batch.id, null);
      const problem = '核对到一半,服务停了一下。请再选一次文件;没有存过任何一行。';
      await changeBatch(tx, batch, { state: 'failed', problem, endedAt: kit.now() });
    });
    return;
  }
  const work =
    batch.state === 'saving' ? () => saveImport(kit, hand, batch) : () => undoImport(kit, hand, batch.id);
  await runner.run(batch.id, 0, work);
}
