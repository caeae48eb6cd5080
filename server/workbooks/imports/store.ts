import type { ImportState } from '../../../contracts/api-workbooks.ts';
import { rewritesPathsOf } from '../../org/index.ts';
import type { Row, Tx } from '../../platform/db/index.ts';
import type { Column, Note } from '../lines/columns.ts';

/** One import (导入): lines that came together. */
export interface Batch {
  readonly regionCode: string;
  readonly id: string;
  /** The unit in whose name it was made, and its path for the wall. */
  readonly unitId: string;
  readonly unitPath: string;
  readonly usualUnit: string | null;
  readonly ledger: string;
  readonly source: 'file' | 'grid';
  readonly fileName: string;
  readonly fileHash: string | null;
  readonly accountId: string | null;
  readonly postId: string | null;
  readonly state: ImportState;
  readonly mode: 'all' | 'good' | null;
  readonly columns: readonly Column[];
  readonly notes: readonly Note[];
  readonly total: number;
  readonly done: number;
  readonly saved: number;
  readonly withdrawn: number;
  readonly kept: number;
  readonly undo: Undo | null;
  readonly problem: string | null;
  readonly at: Date;
  readonly beat: Date;
  readonly endedAt: Date | null;
}
export interface Undo {
  readonly reason: string;
  readonly corrected: 'keep' | 'withdraw';
  readonly accountId: string | null;
  readonly postId: string | null;
  /** The last row that was looked at. */
  readonly cursor: number;
}

const COLUMNS =
  'region_code, id, unit_id, unit_path, usual_unit, ledger, source, file_name, file_hash, account_id, post_id, state, mode, columns, notes, total, done, saved, withdrawn, kept, undo, problem, at, beat, ended_at';

const toBatch = (r: Row): Batch => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  usualUnit: (r['usual_unit'] as string | null) ?? null,
  ledger: String(r['ledger']),
  source: r['source'] as Batch['source'],
  fileName: String(r['file_name']),
  fileHash: (r['file_hash'] as string | null) ?? null,
  accountId: (r['account_id'] as string | null) ?? null,
  postId: (r['post_id'] as string | null) ?? null,
  state: r['state'] as ImportState,
  mode: (r['mode'] as Batch['mode']) ?? null,
  columns: r['columns'] as Column[],
  notes: r['notes'] as Note[],
  total: Number(r['total']),
  done: Number(r['done']),
  saved: Number(r['saved']),
  withdrawn: Number(r['withdrawn']),
  kept: Number(r['kept']),
  undo: (r['undo'] as Undo | null) ?? null,
  problem: (r['problem'] as string | null) ?? null,
  at: r['at'] as Date,
  beat: r['beat'] as Date,
  endedAt: (r['ended_at'] as Date | null) ?? null,
});

/** False when an import of this id is there already: the same click came twice. */
export async function insertBatch(tx: Tx, b: Batch): Promise<boolean> {
  const made = await tx.sql(
    `INSERT INTO import_batch (${COLUMNS})
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19,$20,$21,$22,$23,$24,$25) ON CONFLICT DO NOTHING RETURNING id`,
    [
      b.regionCode,
      b.id,
      b.unitId,
      b.unitPath,
      b.usualUnit,
      b.ledger,
      b.source,
      b.fileName,
      b.fileHash,
      b.accountId,
      b.postId,
      b.state,
      b.mode,
      JSON.stringify(b.columns),
      JSON.stringify(b.notes),
      b.total,
      b.done,
      b.saved,
      b.withdrawn,
      b.kept,
      b.undo && JSON.stringify(b.undo),
      b.problem,
      b.at,
      b.beat,
      b.endedAt,
    ],
  );
  return made.length > 0;
}

export async function batchById(tx: Tx, id: string, lock = false): Promise<Batch | null> {
  const rows = await tx.sql(`SELECT ${COLUMNS} FROM import_batch WHERE id = $1 ${lock ? 'FOR UPDATE' : ''}`, [
    id,
  ]);
  return rows[0] ? toBatch(rows[0]) : null;
}

export type BatchChange = Partial<
  Pick<
    Batch,
    | 'state'
    | 'mode'
    | 'notes'
    | 'total'
    | 'done'
    | 'saved'
    | 'withdrawn'
    | 'kept'
    | 'undo'
    | 'problem'
    | 'beat'
    | 'endedAt'
  >
>;
const CHANGED: Readonly<Record<keyof BatchChange, string>> = {
  state: 'state',
  mode: 'mode',
  notes: 'notes',
  total: 'total',
  done: 'done',
  saved: 'saved',
  withdrawn: 'withdrawn',
  kept: 'kept',
  undo: 'undo',
  problem: 'problem',
  beat: 'beat',
  endedAt: 'ended_at',
};

export async function changeBatch(
  tx: Tx,
  b: Pick<Batch, 'regionCode' | 'id'>,
  change: BatchChange,
): Promise<void> {
  const keys = Object.keys(change) as (keyof BatchChange)[];
  const sets = keys.map((key, i) => `${CHANGED[key]} = $${i + 3}`).join(', ');
  const values = keys.map((key) => {
    const value = change[key];
    return key === 'notes' || (key === 'undo' && value !== null) ? JSON.stringify(value) : value;
  });
  await tx.sql(`UPDATE import_batch SET ${sets} WHERE region_code = $1 AND id = $2`, [
    b.regionCode,
    b.id,
    ...values,
  ]);
}

/** The newest imports made from a unit. */
export async function batchesOf(
  tx: Tx,
  q: { unitId: string; ledger: string | undefined; after: string | undefined; limit: number },
): Promise<Batch[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM import_batch WHERE unit_id = $1 AND ($2::text IS NULL OR ledger = $2) AND ($3::uuid IS NULL OR id < $3)
       AND state <> 'dropped' AND (source = 'file' OR saved > 0) ORDER BY id DESC LIMIT $4`,
    [q.unitId, q.ledger ?? null, q.after ?? null, q.limit],
  );
  return rows.map(toBatch);
}

/** Imports of the very same file from this unit, newest first. */
export async function sameFile(
  tx: Tx,
  q: { unitId: string; ledger: string; hash: string },
): Promise<Batch[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM import_batch WHERE unit_id = $1 AND ledger = $2 AND file_hash = $3 AND state <> 'dropped' ORDER BY id DESC LIMIT 5`,
    [q.unitId, q.ledger, q.hash],
  );
  return rows.map(toBatch);
}

/** Work that nobody carries on: its last sign of life is older than `before`. */
export async function silentBatches(tx: Tx, before: Date): Promise<Batch[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM import_batch WHERE state IN ('checking', 'saving', 'undoing') AND beat < $1 ORDER BY beat LIMIT 20`,
    [before],
  );
  return rows.map(toBatch);
}

export async function accountNames(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const rows = await tx.sql('SELECT id, display_name FROM account WHERE id = ANY($1::uuid[])', [
    [...new Set(ids.filter((i) => i !== null))],
  ]);
  return new Map(rows.map((r) => [String(r['id']), String(r['display_name'])]));
}

/** Gives imports of a moved subtree their new path. */
export const rewriteWorkbookPaths = rewritesPathsOf('import_batch', 'import_row', 'import_line');
