import { recordEvent } from '../../audit/index.ts';
import { composeEntry, type Entry, linesDigest, writeNewEntries } from '../../ledgers/index.ts';
import { holdUnit, type Unit } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { type CheckedRow, checkRows } from './check-rows.ts';
import { type Hand, unitsToWriteFor, type WorkbookKit, withHand } from './kit.ts';
import { STEP } from './stage-rows.ts';
import { type Batch, batchById, changeBatch } from './store.ts';
import { deleteRows, insertLines, knownPrints, rowsOf, updateRows } from './store-rows.ts';

/** Two imports from one seat into one ledger could both find that a line is not there yet. */
export async function holdImports(tx: Tx, hand: Pick<Hand, 'seat'>, ledger: string): Promise<void> {
  await tx.sql(`SELECT pg_advisory_xact_lock(hashtextextended('import/' || $1 || '/' || $2, 0))`, [
    hand.seat.id,
    ledger,
  ]);
}

/**
 * Saves the good rows of an import step by step (mode good), or all of them in one transaction (mode all): then one row that
 * no longer stands takes everything back. May be begun again after any end; a row is saved once, since its line and its
 * state change together.
 */
export async function saveImport(kit: WorkbookKit, hand: Hand, batch: Batch): Promise<void> {
  try {
    if (batch.mode === 'all') await saveAll(kit, hand, batch);
    else await saveGood(kit, hand, batch);
  } catch (error) {
    if (isPassing(error)) throw error;
    const problem = `没有存完:${error instanceof AppError ? error.message : '系统出了意外。'}已存的行都在,其余的可以再存一次。`;
    await withHand(kit.db, hand, async (tx) => {
      const now = await batchById(tx, batch.id, true);
      if (now?.state === 'saving')
        await changeBatch(tx, now, { state: now.saved > 0 ? 'saved' : 'ready', problem, endedAt: kit.now() });
    });
    throw error;
  }
}

/** The database is away, or the disk is full: the import is taken up again when they are well. */
export const isPassing = (error: unknown): boolean =>
  error instanceof AppError && (error.status === 503 || error.status === 507);

async function saveGood(kit: WorkbookKit, hand: Hand, batch: Batch): Promise<void> {
  let saved = batch.saved;
  for (;;) {
    const step = await withHand(kit.db, hand, async (tx) => {
      await holdImports(tx, hand, batch.ledger);
      const made = await saveStep(kit, tx, hand, batch, 0);
      const more = made.looked === STEP;
      await changeBatch(tx, batch, {
        saved: saved + made.saved,
        done: batch.done + saved + made.saved - batch.saved,
        beat: kit.now(),
        ...(more ? {} : { state: 'saved', endedAt: kit.now(), problem: null }),
      });
      if (!more) await deleteRows(tx, batch.id, 'saved');
      return { ...made, more };
    });
    saved += step.saved;
    if (!step.more) return;
  }
}

/** Ends a transaction that must leave nothing behind. */
class TakenBack extends Error {
  readonly rows: readonly CheckedRow[];
  constructor(rows: readonly CheckedRow[]) {
    super('import taken back');
    this.rows = rows;
  }
}

async function saveAll(kit: WorkbookKit, hand: Hand, batch: Batch): Promise<void> {
  try {
    await withHand(kit.db, hand, async (tx) => {
      await holdImports(tx, hand, batch.ledger);
      let saved = 0;
      for (let after = 0; ; ) {
        const made = await saveStep(kit, tx, hand, batch, after);
        if (made.bad.length > 0) throw new TakenBack(made.bad);
        saved += made.saved;
        after = made.last;
        if (made.looked < STEP) break;
        const done = saved;
        // Said beside the transaction, which nobody sees before its end.
        await withHand(kit.db, hand, (other) => changeBatch(other, batch, { done, beat: kit.now() }));
      }
      await deleteRows(tx, batch.id, 'saved');
      const ended = { state: 'saved' as const, endedAt: kit.now(), problem: null };
      await changeBatch(tx, batch, { saved: batch.saved + saved, done: saved, beat: kit.now(), ...ended });
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
    await withHand(kit.db, hand, async (tx) => {
      await updateRows(tx, batch, error.rows);
      await changeBatch(tx, batch, {
        state: batch.saved > 0 ? 'saved' : 'ready',
        done: 0,
        problem: `存的时候又核对了一遍,有 ${error.rows.length} 行现在不能存了(如:${error.rows[0]?.problems[0]?.message ?? ''})。一行也没有存,请改好再存。`,
      });
    });
  }
}

interface Step {
  readonly looked: number;
  readonly saved: number;
  readonly bad: readonly CheckedRow[];
  /** Number of the last row that was looked at. */
  readonly last: number;
}

/** The next rows: checked once more, since the ledger goes on while an import waits, and written as lines. */
async function saveStep(kit: WorkbookKit, tx: Tx, hand: Hand, batch: Batch, after: number): Promise<Step> {
  const ledger = kit.registry().ledger(batch.ledger);
  const rows = await rowsOf(tx, batch.id, { state: 'good', after, limit: STEP });
  const units = await holdUnits(tx, hand, batch.ledger, kit);
  const prints = rows.flatMap((r) => (r.print === null ? [] : [r.print]));
  const checked = await checkRows(
    tx,
    { ledger, units, usual: batch.usualUnit, today: chinaDay(kit.now()), batchId: batch.id },
    rows,
    await knownPrints(tx, batch.id, prints),
  );
  const written = await writeRows(kit, tx, hand, batch, checked);
  const states = checked.map(({ n, problems, print, state }) => ({
    n,
    problems,
    print,
    state: state === 'good' ? ('saved' as const) : state,
  }));
  await updateRows(tx, batch, states);
  return {
    looked: rows.length,
    saved: written,
    bad: checked.filter((c) => c.state === 'bad'),
    last: rows.at(-1)?.n ?? after,
  };
}

/** Units stay where they are until the lines are in, as with a single line. */
async function holdUnits(tx: Tx, hand: Hand, ledger: string, kit: WorkbookKit): Promise<Unit[]> {
  const units = await unitsToWriteFor(tx, hand.seat, kit.registry().ledger(ledger).definition);
  const held = await Promise.all(units.map((u) => holdUnit(tx, u.id, 'shared')));
  return held.filter((u) => u !== null && (u.id === hand.seat.id || u.parentId === hand.seat.id)) as Unit[];
}

/** Writes checked rows as lines, ties each to its row, and records the step. */
export async function writeRows(
  kit: WorkbookKit,
  tx: Tx,
  hand: Hand,
  batch: Pick<Batch, 'regionCode' | 'id' | 'unitPath' | 'ledger'>,
  checked: readonly CheckedRow[],
): Promise<number> {
  const at = kit.now();
  const ledger = kit.registry().ledger(batch.ledger);
  const lines = checked.flatMap((row) => {
    if (row.state !== 'good' || !row.line || row.print === null) return [];
    const entry: Entry = composeEntry({
      ledger,
      unit: row.line.unit,
      input: { ...row.line, until: null, opening: null },
      data: row.line.data,
      joint: [],
      at,
      accountId: hand.accountId,
      id: newId(at),
    });
    return [{ n: row.n, print: row.print, entry }];
  });
  if (lines.length === 0) return 0;
  const entries = lines.map((l) => l.entry);
  await writeNewEntries(tx, kit.ports, ledger, entries, {
    change: 'create',
    reason: null,
    requestId: null,
    accountId: hand.accountId,
    postId: hand.postId,
  });
  await insertLines(
    tx,
    batch,
    lines.map(({ n, print, entry }) => ({ n, print, entryId: entry.id })),
  );
  await recordEvent(tx, {
    regionCode: batch.regionCode,
    accountId: hand.accountId,
    postId: hand.postId,
    unitPath: batch.unitPath,
    action: 'import.save',
    object: `ledger/${batch.ledger}`,
    objectId: batch.id,
    result: 'ok',
    detail: {
      lines: lines.length,
      from: lines[0]?.n ?? 0,
      to: lines.at(-1)?.n ?? 0,
      linesDigest: linesDigest(entries),
    },
    at,
  });
  return lines.length;
}
