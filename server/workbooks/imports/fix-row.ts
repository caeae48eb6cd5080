import type { ImportRow } from '../../../contracts/api-workbooks.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { clean } from '../book/cell-text.ts';
import { checkRows } from './check-rows.ts';
import { type Hand, unitsToWriteFor, type WorkbookKit, withHand } from './kit.ts';
import { batchById } from './store.ts';
import { knownPrints, rewriteRow, rowByNumber } from './store-rows.ts';

/** Mends cells of a row that waits (就地改): the row is read and checked anew. An empty text empties the cell. */
export async function fixRow(
  kit: WorkbookKit,
  hand: Hand,
  q: { readonly batchId: string; readonly n: number; readonly texts: Readonly<Record<string, string>> },
): Promise<ImportRow> {
  return await withHand(kit.db, hand, async (tx) => {
    const batch = await batchById(tx, q.batchId, true);
    const row = await rowByNumber(tx, q.batchId, q.n);
    if (!batch || !row || row.state === 'saved') throw new AppError('import.gone');
    if (batch.state !== 'ready' && batch.state !== 'saved')
      throw new AppError('import.not-ready', { state: '处理中' });
    const texts = Object.fromEntries(
      Object.entries({ ...row.texts, ...q.texts }).flatMap(([key, text]) => {
        const kept = clean(text);
        return kept === '' ? [] : [[key, kept] as const];
      }),
    );
    const faults = row.faults.filter((f) => q.texts[f.field] === undefined);
    const ledger = kit.registry().ledger(batch.ledger);
    const units = await unitsToWriteFor(tx, hand.seat, ledger.definition);
    const ctx = { ledger, units, usual: batch.usualUnit, today: chinaDay(kit.now()), batchId: batch.id };
    const waiting = { n: row.n, texts, faults };
    // Twice: which other rows of the import say the same is known only when its print is.
    const [first] = await checkRows(tx, ctx, [waiting], new Map());
    const used = first?.print ? await knownPrints(tx, batch.id, [first.print]) : new Map<string, number>();
    if (row.state === 'known' && row.print !== null) used.set(row.print, (used.get(row.print) ?? 1) - 1);
    const [checked] = await checkRows(tx, ctx, [waiting], used);
    if (!checked) throw new Error('one row gives one answer');
    const { state, problems, print } = checked;
    await rewriteRow(tx, batch, { ...waiting, state, problems, print });
    return { n: row.n, state, texts, problems };
  });
}
