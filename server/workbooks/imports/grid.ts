import type { CheckedRows, SavedRows } from '../../../contracts/api-workbooks.ts';
import type { Actor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { idOf } from '../../platform/ids/index.ts';
import { clean } from '../book/cell-text.ts';
import { DAY, fieldColumn, headerOf, LABELS, UNIT } from '../lines/labels.ts';
import { type CheckedRow, checkRows, type RowContext } from './check-rows.ts';
import { type Hand, handOf, unitsToWriteFor, usualUnit, type WorkbookKit, withHand } from './kit.ts';
import { holdImports, writeRows } from './save-rows.ts';
import { type Batch, batchById, insertBatch } from './store.ts';
import { savedNumbers, type WaitingRow } from './store-rows.ts';
import { importView } from './views.ts';

/** Rows of a grid on the page (粘贴成片的行), as texts by column. */
export interface GridAsk {
  readonly ledger: string;
  readonly unitId: string | null;
  readonly rows: readonly { readonly n: number; readonly texts: Readonly<Record<string, string>> }[];
}

/** What is wrong with rows that are being typed or were pasted; nothing is saved. */
export async function checkGrid(kit: WorkbookKit, actor: Actor, ask: GridAsk): Promise<CheckedRows> {
  const hand = await handOf(kit.db, actor);
  return await withHand(
    kit.db,
    hand,
    async (tx) => {
      const checked = await checkRows(
        tx,
        await contextOf(kit, tx, hand, ask, null),
        waitingRows(ask),
        new Map(),
      );
      return { rows: checked.map(told) };
    },
    'read',
  );
}

/**
 * Saves what is in order of a grid, in one transaction, as an import that can be undone. The same key again saves nothing
 * twice and answers the same.
 */
export async function saveGrid(
  kit: WorkbookKit,
  actor: Actor,
  ask: GridAsk & { readonly requestKey: string },
): Promise<SavedRows> {
  const hand = await handOf(kit.db, actor);
  const id = idOf('import', `${actor.accountId}/${ask.requestKey}`);
  return await withHand(kit.db, hand, async (tx) => {
    // The second click waits here for the first one's end, and then finds its import.
    await holdImports(tx, hand, ask.ledger);
    const there = await batchById(tx, id);
    const ctx = await contextOf(kit, tx, hand, ask, id);
    const saved = there ? await savedNumbers(tx, id) : new Set<number>();
    const open = waitingRows(ask).filter((r) => !saved.has(r.n));
    const checked = await checkRows(tx, ctx, open, new Map());
    const good = checked.filter((c) => c.state === 'good');
    const left = checked.filter((c) => c.state !== 'good').map(told);
    if (there) return { import: await importView(tx, kit.registry(), there), left: checked.map(told) };
    if (good.length === 0) return { import: null, left };
    const batch = newBatch(kit, hand, ctx, ask, id, good.length);
    await insertBatch(tx, batch);
    await writeRows(kit, tx, hand, batch, good);
    return { import: await importView(tx, kit.registry(), batch), left };
  });
}

const told = ({ n, state, problems }: CheckedRow): CheckedRows['rows'][number] => ({ n, state, problems });

const waitingRows = (ask: GridAsk): WaitingRow[] =>
  ask.rows.map(({ n, texts }) => ({
    n,
    texts: Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, clean(text)])),
    faults: [],
  }));

async function contextOf(
  kit: WorkbookKit,
  tx: Tx,
  hand: Hand,
  ask: GridAsk,
  batchId: string | null,
): Promise<RowContext> {
  const ledger = kit.registry().ledger(ask.ledger);
  const units = await unitsToWriteFor(tx, hand.seat, ledger.definition);
  if (units.length === 0) throw new AppError('forbidden');
  const usual = usualUnit(units, hand.seat, ask.unitId ?? undefined);
  return { ledger, units, usual, today: chinaDay(kit.now()), batchId };
}

function newBatch(
  kit: WorkbookKit,
  hand: Hand,
  ctx: RowContext,
  ask: GridAsk,
  id: string,
  lines: number,
): Batch {
  const { definition } = ctx.ledger;
  const at = kit.now();
  const columns = [
    { key: UNIT, header: LABELS[UNIT] },
    { key: DAY, header: definition.dayLabel },
    ...definition.fields.map((f) => ({ key: fieldColumn(f.key), header: headerOf(f) })),
  ];
  return {
    regionCode: hand.seat.regionCode,
    id,
    unitId: hand.seat.id,
    unitPath: hand.seat.path,
    usualUnit: ctx.usual,
    ledger: ask.ledger,
    source: 'grid',
    fileName: '',
    fileHash: null,
    accountId: hand.accountId,
    postId: hand.postId,
    state: 'saved',
    mode: 'good',
    columns: columns.map((c, at) => ({ ...c, at, scale: 1 })),
    notes: [],
    total: lines,
    done: lines,
    saved: lines,
    withdrawn: 0,
    kept: 0,
    undo: null,
    problem: null,
    at,
    beat: at,
    endedAt: at,
  };
}
