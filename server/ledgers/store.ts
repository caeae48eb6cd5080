import { rewritesPathsOf } from '../org/index.ts';
import type { CopyValue, Row, Tx } from '../platform/db/index.ts';

/** One line (记录). Never a total, except an opening line that says so. */
export interface Entry {
  readonly regionCode: string;
  readonly id: string;
  readonly ledger: string;
  readonly definitionVersion: number;
  readonly unitId: string;
  readonly unitPath: string;
  readonly day: string;
  readonly until: string | null;
  readonly title: string;
  readonly sortValue: number | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly opening: 'covers' | 'rest' | null;
  readonly joint: readonly string[];
  readonly explanation: string | null;
  readonly state: 'valid' | 'withdrawn';
  readonly version: number;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  readonly updatedAt: Date;
}

export interface EntryChange {
  readonly change: 'create' | 'correct' | 'withdraw' | 'restore';
  readonly reason: string | null;
  readonly requestId: string | null;
  readonly accountId: string | null;
  readonly postId: string | null;
}

export const ENTRY_COLUMNS =
  'region_code, id, ledger, definition_version, unit_id, unit_path, day, until_day, title, sort_value, data, opening, joint, explanation, state, version, created_at, created_by, updated_at';

export const toEntry = (r: Row): Entry => ({
  regionCode: String(r['region_code']),
  id: String(r['id']),
  ledger: String(r['ledger']),
  definitionVersion: Number(r['definition_version']),
  unitId: String(r['unit_id']),
  unitPath: String(r['unit_path']),
  day: String(r['day']),
  until: (r['until_day'] as string | null) ?? null,
  title: String(r['title']),
  sortValue: (r['sort_value'] as number | null) ?? null,
  data: r['data'] as Record<string, unknown>,
  opening: (r['opening'] as Entry['opening']) ?? null,
  joint: (r['joint'] as string[] | null) ?? [],
  explanation: (r['explanation'] as string | null) ?? null,
  state: r['state'] as Entry['state'],
  version: Number(r['version']),
  createdAt: r['created_at'] as Date,
  createdBy: (r['created_by'] as string | null) ?? null,
  updatedAt: r['updated_at'] as Date,
});

/** A line's values in the order of ENTRY_COLUMNS. */
export const entryValues = (e: Entry): CopyValue[] => [
  e.regionCode,
  e.id,
  e.ledger,
  e.definitionVersion,
  e.unitId,
  e.unitPath,
  e.day,
  e.until,
  e.title,
  e.sortValue,
  JSON.stringify(e.data),
  e.opening,
  e.joint.length > 0 ? e.joint : null,
  e.explanation,
  e.state,
  e.version,
  e.createdAt,
  e.createdBy,
  e.updatedAt,
];

/** A new line with its first version, in one statement. */
export async function insertEntry(tx: Tx, e: Entry, change: EntryChange): Promise<void> {
  await tx.sql(
    `WITH made AS (
       INSERT INTO entry (${ENTRY_COLUMNS})
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18,$19))
     INSERT INTO entry_version (region_code, entry_id, version, unit_path, change, day, data, reason, explanation, request_id, account_id, post_id, at)
     VALUES ($1, $2, $16, $6, $20, $7, $11, $21, $14, $22, $23, $24, $19)`,
    [...entryValues(e), change.change, change.reason, change.requestId, change.accountId, change.postId],
    'entry-insert',
  );
}

/** Many new lines with their first versions, in one statement. */
export async function insertEntries(tx: Tx, entries: readonly Entry[], change: EntryChange): Promise<void> {
  await tx.sql(
    `WITH line AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS l ("regionCode" text, id uuid, ledger text, "definitionVersion" int, "unitId" uuid,
         "unitPath" text, day date, until date, title text, "sortValue" numeric, data jsonb, opening text, explanation text, state text,
         version int, "createdAt" timestamptz, "createdBy" uuid, "updatedAt" timestamptz)
     ), made AS (
       INSERT INTO entry (${ENTRY_COLUMNS})
       SELECT "regionCode", id, ledger, "definitionVersion", "unitId", "unitPath", day, until, title, "sortValue", data, opening, NULL,
         explanation, state, version, "createdAt", "createdBy", "updatedAt" FROM line)
     INSERT INTO entry_version (region_code, entry_id, version, unit_path, change, day, data, reason, explanation, request_id, account_id, post_id, at)
     SELECT "regionCode", id, version, "unitPath", $2, day, data, $3, explanation, $4, $5, $6, "createdAt" FROM line`,
    [
      JSON.stringify(entries),
      change.change,
      change.reason,
      change.requestId,
      change.accountId,
      change.postId,
    ],
    'entry-insert-many',
  );
}

/** Valid opening lines of these units that stand for the whole of their days (涵盖). */
export async function openingsThatCover(
  tx: Tx,
  ledger: string,
  unitIds: readonly string[],
): Promise<Entry[]> {
  const rows = await tx.sql(
    `SELECT ${ENTRY_COLUMNS} FROM entry
     WHERE unit_id = ANY($2::uuid[]) AND ledger = $1 AND opening = 'covers' AND state = 'valid'`,
    [ledger, unitIds],
  );
  return rows.map(toEntry);
}

/** Writes the next version. False when somebody was faster: the version is no longer the one that was read. */
export async function updateEntry(tx: Tx, e: Entry, change: EntryChange): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE entry SET definition_version = $3, day = $4, until_day = $5, title = $6, sort_value = $7, data = $8,
       explanation = $9, state = $10, version = $11, updated_at = $12
     WHERE region_code = $1 AND id = $2 AND version = $11 - 1 RETURNING id`,
    [
      e.regionCode,
      e.id,
      e.definitionVersion,
      e.day,
      e.until,
      e.title,
      e.sortValue,
      JSON.stringify(e.data),
      e.explanation,
      e.state,
      e.version,
      e.updatedAt,
    ],
    'entry-update',
  );
  if (rows.length === 0) return false;
  await tx.sql(
    `INSERT INTO entry_version (region_code, entry_id, version, unit_path, change, day, data, reason, explanation, request_id, account_id, post_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      e.regionCode,
      e.id,
      e.version,
      e.unitPath,
      change.change,
      e.day,
      JSON.stringify(e.data),
      change.reason,
      e.explanation,
      change.requestId,
      change.accountId,
      change.postId,
      e.updatedAt,
    ],
    'entry-version',
  );
  return true;
}

export async function entryById(tx: Tx, id: string): Promise<Entry | null> {
  const rows = await tx.sql(`SELECT ${ENTRY_COLUMNS} FROM entry WHERE id = $1`, [id], 'entry-by-id');
  return rows[0] ? toEntry(rows[0]) : null;
}

/** The line, locked for a change: who comes second waits here and then reads the newer version. */
export async function lockEntry(tx: Tx, id: string): Promise<Entry | null> {
  const rows = await tx.sql(
    `SELECT ${ENTRY_COLUMNS} FROM entry WHERE id = $1 FOR UPDATE`,
    [id],
    'entry-lock',
  );
  return rows[0] ? toEntry(rows[0]) : null;
}

export interface EntryVersion {
  readonly version: number;
  readonly change: string;
  readonly day: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  readonly explanation: string | null;
  readonly at: Date;
  readonly accountName: string | null;
}

/** Every version of a line, oldest first, with who made it. */
export async function versionsOf(tx: Tx, entry: Entry): Promise<EntryVersion[]> {
  const rows = await tx.sql(
    `SELECT v.version, v.change, v.day, v.data, v.reason, v.explanation, v.at, a.display_name
     FROM entry_version v LEFT JOIN account a ON a.id = v.account_id
     WHERE v.region_code = $1 AND v.entry_id = $2 ORDER BY v.version`,
    [entry.regionCode, entry.id],
  );
  return rows.map((r) => ({
    version: Number(r['version']),
    change: String(r['change']),
    day: String(r['day']),
    data: r['data'] as Record<string, unknown>,
    reason: (r['reason'] as string | null) ?? null,
    explanation: (r['explanation'] as string | null) ?? null,
    at: r['at'] as Date,
    accountName: (r['display_name'] as string | null) ?? null,
  }));
}

/** What is said of a line that stands in the way of another. */
export type LineInCell = Pick<Entry, 'day' | 'until' | 'title' | 'opening'>;

/** Valid lines of one unit and ledger whose days touch a range and that are opening lines, or are not. */
export async function linesInCell(
  tx: Tx,
  cell: { unitId: string; ledger: string; from: string; to: string; opening: boolean; exceptId: string },
): Promise<LineInCell[]> {
  const rows = await tx.sql(
    `SELECT day, until_day, title, opening FROM entry
     WHERE unit_id = $1 AND ledger = $2 AND state = 'valid' AND id <> $5
       AND ${cell.opening ? 'opening IS NOT NULL' : 'opening IS NULL'}
       AND day <= $4 AND COALESCE(${cell.opening ? 'until_day' : 'NULL::date'}, day) >= $3 LIMIT 50`,
    [cell.unitId, cell.ledger, cell.from, cell.to, cell.exceptId],
    cell.opening ? 'cell-openings' : 'cell-lines',
  );
  return rows.map((r) => ({
    day: String(r['day']),
    until: (r['until_day'] as string | null) ?? null,
    title: String(r['title']),
    opening: (r['opening'] as Entry['opening']) ?? null,
  }));
}

/** Gives rows of a moved subtree their new path. */
export const rewriteLedgerPaths = rewritesPathsOf(
  'entry',
  'entry_version',
  'answered_request',
  'stated_zero',
  'saved_view',
  'search_row',
);

/** The newest valid line of a unit in a ledger, to begin the next one from (照上次). */
export async function lastEntryOf(tx: Tx, unitId: string, ledger: string): Promise<Entry | null> {
  const rows = await tx.sql(
    `SELECT ${ENTRY_COLUMNS} FROM entry WHERE ledger = $2 AND unit_path = (SELECT path FROM unit WHERE id = $1)
       AND unit_id = $1 AND state = 'valid' AND opening IS NULL ORDER BY day DESC, id DESC LIMIT 1`,
    [unitId, ledger],
  );
  return rows[0] ? toEntry(rows[0]) : null;
}
