import { recordEvent } from '../../audit/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { type Hand, type WorkbookKit, withHand } from './kit.ts';
import type { Runner } from './runner.ts';
import { saveImport } from './save-rows.ts';
import { type Batch, batchById, changeBatch } from './store.ts';
import { countRows, deleteRows } from './store-rows.ts';
import { undoImport } from './undo-import.ts';

/** How long a click waits; what takes longer goes on by itself and the page asks how far it is. */
const PATIENCE_MS = 1_500;

const STATE_NAMES: Readonly<Record<Batch['state'], string>> = {
  checking: '正在核对',
  ready: '核对好了,等您存',
  saving: '正在存',
  saved: '已存',
  undoing: '正在撤销',
  undone: '已撤销',
  dropped: '已放弃',
  failed: '没有成功',
};
const notReady = (b: Batch): AppError => new AppError('import.not-ready', { state: STATE_NAMES[b.state] });

/**
 * Her word to save (存): from here on the import ends by itself, whatever becomes of the page. The second click finds it under
 * way. Errors: import.has-bad (mode all), import.nothing, import.not-ready.
 */
export async function askSave(
  kit: WorkbookKit,
  runner: Runner,
  hand: Hand,
  id: string,
  mode: 'all' | 'good',
): Promise<void> {
  const batch = await withHand(kit.db, hand, async (tx): Promise<Batch | null> => {
    const b = await batchById(tx, id, true);
    if (!b || b.state === 'saving') return b;
    if (b.state !== 'ready' && b.state !== 'saved') throw notReady(b);
    const counts = (await countRows(tx, [id])).get(id);
    // Everything was saved with the click before this one.
    if (b.state === 'saved' && (counts?.good ?? 0) === 0) return null;
    if (mode === 'all' && (counts?.bad ?? 0) > 0)
      throw new AppError('import.has-bad', { bad: counts?.bad ?? 0 });
    if ((counts?.good ?? 0) === 0) throw new AppError('import.nothing');
    const begun = { state: 'saving' as const, mode, done: 0, beat: kit.now(), problem: null, endedAt: null };
    await changeBatch(tx, b, begun);
    return { ...b, ...begun };
  });
  if (batch) await runner.run(id, PATIENCE_MS, () => saveImport(kit, hand, batch));
}

/** Her word to undo (撤销): recorded first, then its lines are withdrawn one after the other. */
export async function askUndo(
  kit: WorkbookKit,
  runner: Runner,
  hand: Hand,
  id: string,
  o: { readonly reason: string; readonly corrected: 'keep' | 'withdraw' },
): Promise<void> {
  const isNew = await withHand(kit.db, hand, async (tx) => {
    const b = await batchById(tx, id, true);
    if (!b || b.state === 'undone') return false;
    if (b.state === 'undoing') return true;
    if (b.state !== 'saved' || b.saved === 0) throw notReady(b);
    await changeBatch(tx, b, {
      state: 'undoing',
      done: 0,
      total: b.saved,
      undo: { ...o, accountId: hand.accountId, postId: hand.postId, cursor: 0 },
      beat: kit.now(),
      endedAt: null,
    });
    await recordEvent(tx, {
      regionCode: b.regionCode,
      accountId: hand.accountId,
      postId: hand.postId,
      unitPath: b.unitPath,
      action: 'import.undo',
      object: `ledger/${b.ledger}`,
      objectId: b.id,
      result: 'ok',
      detail: { lines: b.saved, corrected: o.corrected },
      at: kit.now(),
    });
    return true;
  });
  if (isNew) await runner.run(id, PATIENCE_MS, () => undoImport(kit, hand, id));
}

/** Puts a checked file aside: nothing of it was saved, and its rows are not kept. */
export async function dropImport(kit: WorkbookKit, hand: Hand, id: string): Promise<void> {
  await withHand(kit.db, hand, async (tx) => {
    const b = await batchById(tx, id, true);
    if (!b || b.state === 'dropped') return;
    if (b.state !== 'ready' && b.state !== 'failed') throw notReady(b);
    await deleteRows(tx, id, null);
    await changeBatch(tx, b, { state: 'dropped', endedAt: kit.now() });
  });
}
