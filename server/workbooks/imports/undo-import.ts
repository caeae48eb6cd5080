import { recordEvent } from '../../audit/index.ts';
import { versionDigest, withdrawn, writeChangedEntry } from '../../ledgers/index.ts';
import { holdUnit, type Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type Hand, type WorkbookKit, withHand } from './kit.ts';
import { isPassing } from './save-rows.ts';
import { type Batch, batchById, changeBatch } from './store.ts';
import { deleteRows, type ImportedLine, validLines } from './store-rows.ts';

/** Fewer than when saving: each line is withdrawn for itself, with its own event. */
const STEP = 100;

/**
 * Undoes an import (撤销导入): withdraws its lines with the reason she gave, step by step. Lines that were corrected since
 * stay unless she said otherwise; those whose unit is no longer hers stay too. Goes on where it stood after any end.
 */
export async function undoImport(kit: WorkbookKit, hand: Hand, batchId: string): Promise<void> {
  try {
    await undoSteps(kit, hand, batchId);
  } catch (error) {
    if (isPassing(error)) throw error;
    const problem = '撤销到一半出了意外,请再撤销一次;已撤回的不会再动。';
    await withHand(kit.db, hand, async (tx) => {
      const now = await batchById(tx, batchId, true);
      if (now?.state === 'undoing')
        await changeBatch(tx, now, { state: 'saved', problem, endedAt: kit.now() });
    });
    throw error;
  }
}

async function undoSteps(kit: WorkbookKit, hand: Hand, batchId: string): Promise<void> {
  for (;;) {
    const more = await withHand(kit.db, hand, async (tx) => {
      const batch = await batchById(tx, batchId, true);
      if (batch?.state !== 'undoing' || !batch.undo) return false;
      const lines = await validLines(tx, batch.id, { after: batch.undo.cursor, limit: STEP });
      const units = new Map<string, Unit | null>();
      for (const id of new Set(lines.map((l) => l.entry.unitId)))
        units.set(id, await holdUnit(tx, id, 'shared'));
      // Read again under their units' locks: a line may have been changed or withdrawn meanwhile.
      const held = await validLines(tx, batch.id, { after: batch.undo.cursor, limit: STEP, lock: true });
      const going = held.filter((l) => mayGo(batch, l, units.get(l.entry.unitId) ?? null, hand));
      await Promise.all(going.map((l) => withdrawLine(kit, tx, hand, batch, l)));
      const gone = going.length;
      const cursor = held.at(-1)?.n ?? batch.undo.cursor;
      const isEnd = held.length < STEP;
      await changeBatch(tx, batch, {
        withdrawn: batch.withdrawn + gone,
        kept: batch.kept + held.length - gone,
        done: batch.done + held.length,
        undo: { ...batch.undo, cursor },
        beat: kit.now(),
        ...(isEnd ? { state: 'undone', endedAt: kit.now() } : {}),
      });
      if (isEnd) await deleteRows(tx, batch.id, null);
      return !isEnd;
    });
    if (!more) return;
  }
}

function mayGo(batch: Batch, { entry }: ImportedLine, unit: Unit | null, hand: Hand): boolean {
  const isHers = unit !== null && (unit.id === hand.seat.id || unit.parentId === hand.seat.id);
  return isHers && (entry.version === 1 || batch.undo?.corrected === 'withdraw');
}

async function withdrawLine(
  kit: WorkbookKit,
  tx: Tx,
  hand: Hand,
  batch: Batch,
  { entry }: ImportedLine,
): Promise<void> {
  const at = kit.now();
  const after = withdrawn(entry, at);
  const by = {
    accountId: batch.undo?.accountId ?? hand.accountId,
    postId: batch.undo?.postId ?? hand.postId,
  };
  await writeChangedEntry(tx, kit.ports, kit.registry().ledger(entry.ledger), entry, after, {
    change: 'withdraw',
    reason: `撤销导入:${batch.undo?.reason ?? ''}`,
    requestId: null,
    ...by,
  });
  await recordEvent(tx, {
    regionCode: after.regionCode,
    ...by,
    unitPath: after.unitPath,
    action: 'entry.withdraw',
    object: `ledger/${after.ledger}`,
    objectId: after.id,
    result: 'ok',
    detail: { version: after.version, digest: versionDigest(after), import: batch.id },
    at,
  });
}
