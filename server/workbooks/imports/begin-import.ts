import { createHash } from 'node:crypto';
import type { Ledger } from '../../../contracts/ledger.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { idOf } from '../../platform/ids/index.ts';
import type { OpenBook } from '../book/open-book.ts';
import type { Note } from '../lines/columns.ts';
import { chooseSheet } from './choose-sheet.ts';
import { handOf, unitsToWriteFor, usualUnit, type WorkbookKit } from './kit.ts';
import type { Runner } from './runner.ts';
import { stageRows } from './stage-rows.ts';
import { type Batch, batchById, insertBatch, sameFile } from './store.ts';

export interface ImportAsk {
  readonly ledger: string;
  readonly unit: string | undefined;
  readonly fileName: string;
  readonly requestKey: string;
  readonly bytes: Uint8Array;
}

/** A small import is checked before the request is answered; a large one goes on by itself. */
const PATIENCE_MS = 1_500;

/**
 * Takes a file in for checking (导入,先核对): nothing is saved yet. The same click twice is the same
 * import. Throws a refusal of the file, workbook.no-head and its like.
 */
export async function beginImport(
  kit: WorkbookKit & { readonly open: (bytes: Uint8Array) => Promise<OpenBook> },
  runner: Runner,
  actor: Actor,
  ask: ImportAsk,
): Promise<string> {
  const { definition } = kit.registry().ledger(ask.ledger);
  const hand = await handOf(kit.db, actor);
  const id = idOf('import', `${actor.accountId}/${ask.requestKey}`);
  const hash = createHash('sha256').update(ask.bytes).digest('hex');
  const before = await withActor(
    kit.db,
    actor,
    async (tx) => {
      const units = await unitsToWriteFor(tx, hand.seat, definition);
      if (units.length === 0) throw new AppError('forbidden');
      const usual = usualUnit(units, hand.seat, ask.unit);
      const same = await sameFile(tx, { unitId: hand.seat.id, ledger: ask.ledger, hash });
      return { units, usual, same, there: await batchById(tx, id) };
    },
    'read',
  );
  // The same file dropped twice in a moment; one that was checked before is checked anew, since the ledger goes on.
  const waiting = before.same.find((b) => b.state === 'checking' && b.accountId === actor.accountId);
  if (before.there ?? waiting) return before.there?.id ?? waiting?.id ?? id;
  const book = await kit.open(ask.bytes);
  let handedOver = false;
  try {
    const chosen = await chooseSheet(book, definition, (version) =>
      olderDefinition(kit, ask.ledger, version),
    );
    const at = kit.now();
    const batch: Batch = {
      regionCode: hand.seat.regionCode,
      id,
      unitId: hand.seat.id,
      unitPath: hand.seat.path,
      usualUnit: before.usual,
      ledger: ask.ledger,
      source: 'file',
      fileName: ask.fileName.slice(0, 200),
      fileHash: hash,
      accountId: actor.accountId,
      postId: actor.postId,
      state: 'checking',
      mode: null,
      columns: chosen.columns,
      notes: [...sameFileNotes(before.same, chinaDay), ...chosen.notes],
      total: Math.max(0, chosen.rowCount - chosen.headRow - 1),
      done: 0,
      saved: 0,
      withdrawn: 0,
      kept: 0,
      undo: null,
      problem: null,
      at,
      beat: at,
      endedAt: null,
    };
    const isNew = await withActor(kit.db, actor, (tx) => insertBatch(tx, batch));
    if (!isNew) return id;
    handedOver = true;
    const work = async (): Promise<void> => {
      try {
        await stageRows(kit, hand, batch, { book, chosen, units: before.units });
      } finally {
        await book.close();
      }
    };
    await runner.run(id, PATIENCE_MS, work);
    return id;
  } finally {
    if (!handedOver) await book.close();
  }
}

function sameFileNotes(same: readonly Batch[], day: (at: Date) => string): Note[] {
  const saved = same.find((b) => b.state === 'saved' && b.saved > 0);
  if (!saved) return [];
  return [
    {
      level: 'warn',
      text: `这个文件 ${day(saved.at)} 已经导入过,存了 ${saved.saved} 行。那时存过的行这次不会再存。`,
    },
  ];
}

/** The definition of an earlier version, as it was published. */
async function olderDefinition(kit: WorkbookKit, key: string, version: number): Promise<Ledger | null> {
  const rows = await kit.db.transaction(
    [],
    (tx) =>
      tx.sql(`SELECT body FROM definition WHERE kind = 'ledger' AND key = $1 AND version = $2`, [
        key,
        version,
      ]),
    'read',
  );
  return (rows[0]?.['body'] as Ledger | undefined) ?? null;
}
