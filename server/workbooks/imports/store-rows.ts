import type { ImportRowState, RowProblem } from '../../../contracts/api-workbooks.ts';
import { type Entry, toEntry } from '../../ledgers/index.ts';
import type { Row, Tx } from '../../platform/db/index.ts';
import type { FieldProblem } from '../../platform/errors/index.ts';
import type { Texts } from '../lines/read-line.ts';
import type { Batch } from './store.ts';

/** A row that waits to be saved, as the file said it. */
export interface WaitingRow {
  /** The row's number as Excel shows it. */
  readonly n: number;
  readonly texts: Texts;
  /** What is wrong with cells whatever they say, until they are mended. */
  readonly faults: readonly FieldProblem[];
}
export interface StagedRow extends WaitingRow {
  readonly problems: readonly RowProblem[];
  /** Equal lines have equal prints; null while it cannot be a line. */
  readonly print: string | null;
  readonly state: ImportRowState | 'saved';
}
type Key = Pick<Batch, 'regionCode' | 'id' | 'unitPath'>;

const toRow = (r: Row): StagedRow => ({
  n: Number(r['n']),
  texts: r['texts'] as Texts,
  faults: r['faults'] as FieldProblem[],
  problems: r['problems'] as RowProblem[],
  print: (r['print'] as string | null) ?? null,
  state: r['state'] as StagedRow['state'],
});

export async function insertRows(tx: Tx, b: Key, rows: readonly StagedRow[]): Promise<void> {
  await tx.sql(
    `INSERT INTO import_row (region_code, batch_id, n, unit_path, texts, faults, problems, print, state)
     SELECT $1, $2, r.n, $3, r.texts, r.faults, r.problems, r.print, r.state
     FROM jsonb_to_recordset($4::jsonb) AS r (n int, texts jsonb, faults jsonb, problems jsonb, print text, state text)`,
    [b.regionCode, b.id, b.unitPath, JSON.stringify(rows)],
    'import-rows-insert',
  );
}

/** What was found out about rows since they were staged. */
export async function updateRows(
  tx: Tx,
  b: Key,
  rows: readonly Pick<StagedRow, 'n' | 'problems' | 'print' | 'state'>[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.sql(
    `UPDATE import_row t SET problems = r.problems, print = r.print, state = r.state
     FROM jsonb_to_recordset($3::jsonb) AS r (n int, problems jsonb, print text, state text)
     WHERE t.region_code = $1 AND t.batch_id = $2 AND t.n = r.n`,
    [b.regionCode, b.id, JSON.stringify(rows)],
    'import-rows-update',
  );
}

export async function rewriteRow(tx: Tx, b: Key, row: StagedRow): Promise<void> {
  await tx.sql(
    `UPDATE import_row SET texts = $4, faults = $5, problems = $6, print = $7, state = $8
     WHERE region_code = $1 AND batch_id = $2 AND n = $3`,
    [
      b.regionCode,
      b.id,
      row.n,
      JSON.stringify(row.texts),
      JSON.stringify(row.faults),
      JSON.stringify(row.problems),
      row.print,
      row.state,
    ],
  );
}

/** Rows of an import in order, after a number; only of one state where one is named. */
export async function rowsOf(
  tx: Tx,
  batchId: string,
  q: { state: StagedRow['state'] | null; after: number; limit: number },
): Promise<StagedRow[]> {
  const rows = await tx.sql(
    `SELECT n, texts, faults, problems, print, state FROM import_row
     WHERE batch_id = $1 AND n > $2 AND ($3::text IS NULL AND state <> 'saved' OR state = $3) ORDER BY n LIMIT $4`,
    [batchId, q.after, q.state, q.limit],
  );
  return rows.map(toRow);
}

export async function rowByNumber(tx: Tx, batchId: string, n: number): Promise<StagedRow | null> {
  const rows = await tx.sql(
    'SELECT n, texts, faults, problems, print, state FROM import_row WHERE batch_id = $1 AND n = $2 FOR UPDATE',
    [batchId, n],
  );
  return rows[0] ? toRow(rows[0]) : null;
}

export type RowCounts = Readonly<Record<ImportRowState, number>>;

export async function countRows(tx: Tx, batchIds: readonly string[]): Promise<Map<string, RowCounts>> {
  const rows = await tx.sql(
    'SELECT batch_id, state, count(*) AS n FROM import_row WHERE batch_id = ANY($1::uuid[]) GROUP BY 1, 2',
    [batchIds],
  );
  const counts = new Map<string, Record<ImportRowState, number>>();
  for (const r of rows) {
    const of = counts.get(String(r['batch_id'])) ?? { good: 0, bad: 0, known: 0 };
    if (r['state'] !== 'saved') of[r['state'] as ImportRowState] = Number(r['n']);
    counts.set(String(r['batch_id']), of);
  }
  return counts;
}

/** How many known rows of the import have each of these prints: each stands for one line that is there already. */
export async function knownPrints(
  tx: Tx,
  batchId: string,
  prints: readonly string[],
): Promise<Map<string, number>> {
  const rows = await tx.sql(
    `SELECT print, count(*) AS n FROM import_row WHERE batch_id = $1 AND state = 'known' AND print = ANY($2::text[]) GROUP BY 1`,
    [batchId, prints],
  );
  return new Map(rows.map((r) => [String(r['print']), Number(r['n'])]));
}

export async function deleteRows(tx: Tx, batchId: string, state: 'saved' | null): Promise<void> {
  await tx.sql(`DELETE FROM import_row WHERE batch_id = $1 AND ($2::text IS NULL OR state = $2)`, [
    batchId,
    state,
  ]);
}

export async function insertLines(
  tx: Tx,
  b: Key,
  lines: readonly { n: number; entryId: string; print: string }[],
): Promise<void> {
  await tx.sql(
    `INSERT INTO import_line (region_code, batch_id, n, unit_path, entry_id, print)
     SELECT $1, $2, l.n, $3, l.e, l.p FROM unnest($4::int[], $5::uuid[], $6::text[]) AS l (n, e, p)`,
    [
      b.regionCode,
      b.id,
      b.unitPath,
      lines.map((l) => l.n),
      lines.map((l) => l.entryId),
      lines.map((l) => l.print),
    ],
    'import-lines-insert',
  );
}

/** A line that could be the same as one that is there: what it says, and of whom. */
export interface Printed {
  readonly print: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly day: string;
  readonly data: unknown;
  readonly explanation: string | null;
}

/**
 * Valid lines that are the same as these, by print: what an import of before brought, corrected since or not, and what says
 * exactly the same. Lines of the import itself do not count.
 */
export async function linesThere(
  tx: Tx,
  q: { ledger: string; batchId: string | null; lines: readonly Printed[] },
): Promise<Map<string, Set<string>>> {
  // OFFSET 0 keeps the planner at one look into an index for each asked line; joined freely it reads the ledger for each step.
  const rows = await tx.sql(
    `WITH asked AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS a (print text, "unitId" uuid, "unitPath" text, day date, data jsonb, explanation text)
     )
     SELECT a.print, e.id FROM asked a
     CROSS JOIN LATERAL (SELECT l.entry_id FROM import_line l WHERE l.print = a.print AND l.batch_id IS DISTINCT FROM $3 OFFSET 0) l
     CROSS JOIN LATERAL (SELECT e.id FROM entry e WHERE e.id = l.entry_id AND e.state = 'valid' OFFSET 0) e
     UNION
     SELECT a.print, e.id FROM asked a
     CROSS JOIN LATERAL (
       SELECT e.id FROM entry e WHERE e.ledger = $2 AND e.unit_path = a."unitPath" AND e.unit_id = a."unitId" AND e.day = a.day
         AND e.data = a.data AND e.explanation IS NOT DISTINCT FROM a.explanation AND e.state = 'valid' AND e.opening IS NULL OFFSET 0
     ) e
     WHERE NOT EXISTS (SELECT 1 FROM import_line m WHERE m.entry_id = e.id AND m.batch_id = $3)`,
    [JSON.stringify(q.lines), q.ledger, q.batchId],
    'import-lines-there',
  );
  const found = new Map<string, Set<string>>();
  for (const r of rows) {
    const ids = found.get(String(r['print'])) ?? new Set();
    found.set(String(r['print']), ids.add(String(r['id'])));
  }
  return found;
}

export interface ImportedLine {
  readonly n: number;
  readonly entry: Entry;
}

/** Lines of an import that still count, in order, locked: `correctedOnly` those that were changed since. */
export async function validLines(
  tx: Tx,
  batchId: string,
  q: { after: number; limit: number; correctedOnly?: boolean; lock?: boolean },
): Promise<ImportedLine[]> {
  const rows = await tx.sql(
    `SELECT l.n AS line_n, e.* FROM import_line l JOIN entry e ON e.id = l.entry_id
     WHERE l.batch_id = $1 AND l.n > $2 AND e.state = 'valid' AND ($3 = false OR e.version > 1)
     ORDER BY l.n LIMIT $4 ${q.lock ? 'FOR UPDATE OF e' : ''}`,
    [batchId, q.after, q.correctedOnly ?? false, q.limit],
  );
  return rows.map((r) => ({ n: Number(r['line_n']), entry: toEntry(r) }));
}

export async function countCorrected(tx: Tx, batchId: string): Promise<number> {
  const rows = await tx.sql(
    `SELECT count(*) AS n FROM import_line l JOIN entry e ON e.id = l.entry_id WHERE l.batch_id = $1 AND e.state = 'valid' AND e.version > 1`,
    [batchId],
  );
  return Number(rows[0]?.['n'] ?? 0);
}

/** Numbers of the rows that became lines. */
export async function savedNumbers(tx: Tx, batchId: string): Promise<Set<number>> {
  const rows = await tx.sql('SELECT n FROM import_line WHERE batch_id = $1', [batchId]);
  return new Set(rows.map((r) => Number(r['n'])));
}
