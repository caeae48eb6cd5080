import { rewritesPathsOf } from '../org/index.ts';
import type { Row, Tx } from '../platform/db/index.ts';

/** Which line a matter is, and what may be asked of it without reading it. */
export interface MatterLine {
  readonly regionCode: string;
  readonly matterId: string;
  readonly ledger: string;
  readonly entryId: string;
  readonly unitPath: string;
  /** The first matter of those that are one thing: a contact that became a petition counts once where things are counted. */
  readonly rootId: string;
  readonly placeId: string;
  /** As it was called when the line was written. */
  readonly placeName: string;
  /** Classes of grave words (重话的类别), never the words. */
  readonly grave: readonly string[];
  readonly seq: number;
  readonly at: Date;
}

const COLUMNS =
  'region_code, matter_id, ledger, entry_id, unit_path, root_id, place_id, place_name, grave, seq, at';
const toLine = (r: Row): MatterLine => ({
  regionCode: String(r['region_code']),
  matterId: String(r['matter_id']),
  ledger: String(r['ledger']),
  entryId: String(r['entry_id']),
  unitPath: String(r['unit_path']),
  rootId: String(r['root_id']),
  placeId: String(r['place_id']),
  placeName: String(r['place_name']),
  grave: r['grave'] as string[],
  seq: Number(r['seq']),
  at: r['at'] as Date,
});

/** The lines of a matter: one, and such as older definitions made in other ledgers. */
export async function linesOfMatter(tx: Tx, matterId: string): Promise<MatterLine[]> {
  const rows = await tx.sql(
    `SELECT ${COLUMNS} FROM matter_line WHERE matter_id = $1 ORDER BY ledger`,
    [matterId],
    'matter-lines',
  );
  return rows.map(toLine);
}

export async function keepLine(tx: Tx, l: MatterLine): Promise<void> {
  await tx.sql(
    `INSERT INTO matter_line (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
     ON CONFLICT (region_code, matter_id, ledger) DO UPDATE SET root_id = excluded.root_id, place_id = excluded.place_id,
       place_name = excluded.place_name, grave = excluded.grave, seq = excluded.seq, at = excluded.at`,
    [
      l.regionCode,
      l.matterId,
      l.ledger,
      l.entryId,
      l.unitPath,
      l.rootId,
      l.placeId,
      l.placeName,
      l.grave,
      l.seq,
      l.at,
    ],
    'matter-line-keep',
  );
}

/** Which of these lines a matter has made. */
export async function entriesOfMatters(tx: Tx, entryIds: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql(
    'SELECT entry_id, matter_id FROM matter_line WHERE entry_id = ANY ($1::uuid[])',
    [entryIds],
    'entries-of-matters',
  );
  return new Map(rows.map((r) => [String(r['entry_id']), String(r['matter_id'])]));
}

/** A valid line of a matter, of one unit, ledger, day and title. */
export async function hasLineLike(
  tx: Tx,
  e: { ledger: string; unitId: string; unitPath: string; day: string; title: string },
): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM entry e JOIN matter_line l ON l.region_code = e.region_code AND l.entry_id = e.id
     WHERE e.ledger = $1 AND e.unit_path = $2 AND e.day = $3 AND e.unit_id = $4 AND e.title = $5 AND e.state = 'valid' LIMIT 1`,
    [e.ledger, e.unitPath, e.day, e.unitId, e.title],
    'line-like',
  );
  return rows.length > 0;
}

/** Notes in a step's own transaction that its matter is to be looked at. */
export async function noteDue(
  tx: Tx,
  d: { regionCode: string; id: string; matterId: string; at: Date },
): Promise<void> {
  await tx.sql(
    'INSERT INTO projection_due (region_code, id, matter_id, at, next_at) VALUES ($1, $2, $3, $4, $4)',
    [d.regionCode, d.id, d.matterId, d.at],
    'projection-note',
  );
}

/** Matters with a step that has not become a line yet, with the rows that say so; longest waiting first. */
export async function dueMatters(tx: Tx, at: Date, limit: number): Promise<Map<string, string[]>> {
  const rows = await tx.sql(
    'SELECT id, matter_id FROM projection_due WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2',
    [at, limit],
    'projection-due',
  );
  const due = new Map<string, string[]>();
  for (const r of rows) {
    const matter = String(r['matter_id']);
    due.set(matter, [...(due.get(matter) ?? []), String(r['id'])]);
  }
  return due;
}

export async function takeOut(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.sql('DELETE FROM projection_due WHERE id = ANY ($1::uuid[])', [ids], 'projection-done');
}

export async function putOff(tx: Tx, ids: readonly string[], problem: string, until: Date): Promise<void> {
  await tx.sql('UPDATE projection_due SET problem = $2, next_at = $3 WHERE id = ANY ($1::uuid[])', [
    ids,
    problem,
    until,
  ]);
}

/** True while a step of the matter waits to become a line. */
export async function isWaiting(tx: Tx, matterId: string): Promise<boolean> {
  const rows = await tx.sql('SELECT 1 FROM projection_due WHERE matter_id = $1 LIMIT 1', [matterId]);
  return rows.length > 0;
}

/** All matters of some flows, a page at a time in the order of their ids. */
export async function matterIds(
  tx: Tx,
  flows: readonly string[],
  after: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await tx.sql(
    'SELECT id FROM matter WHERE flow = ANY ($1) AND ($2::uuid IS NULL OR id > $2) ORDER BY id LIMIT $3',
    [flows, after, limit],
  );
  return rows.map((r) => String(r['id']));
}

/** Lines that say they are a matter's, without the matter or without the line. */
export async function strays(
  tx: Tx,
): Promise<{ matterId: string; entryId: string; lost: 'matter' | 'line' }[]> {
  const rows = await tx.sql(
    `SELECT l.matter_id, l.entry_id, m.id IS NULL AS no_matter FROM matter_line l
     LEFT JOIN matter m ON m.region_code = l.region_code AND m.id = l.matter_id
     LEFT JOIN entry e ON e.region_code = l.region_code AND e.id = l.entry_id
     WHERE m.id IS NULL OR e.id IS NULL ORDER BY 1, 2`,
  );
  return rows.map((r) => ({
    matterId: String(r['matter_id']),
    entryId: String(r['entry_id']),
    lost: r['no_matter'] === true ? 'matter' : 'line',
  }));
}

/** Where a matter comes from: its own parent, or the one that it was made from. */
export async function comesFrom(
  tx: Tx,
  matterId: string,
): Promise<{ readonly id: string; readonly flow: string; readonly version: number } | null> {
  const rows = await tx.sql(
    `SELECT f.id, f.flow, f.flow_version FROM matter m JOIN matter f
       ON f.id = COALESCE(m.parent_id, (SELECT k.from_id FROM matter_link k WHERE k.to_id = m.id ORDER BY k.at, k.from_id LIMIT 1))
     WHERE m.id = $1`,
    [matterId],
    'matter-origin',
  );
  const row = rows[0];
  return row
    ? { id: String(row['id']), flow: String(row['flow']), version: Number(row['flow_version']) }
    : null;
}

/** Rows follow their unit when it moves. */
export const rewriteProjectionPaths = rewritesPathsOf('matter_line');

/** A matter's number; null where the wall of matters does not let it be seen. */
export async function numberOfMatter(tx: Tx, id: string): Promise<{ id: string; number: string } | null> {
  const rows = await tx.sql('SELECT id, number FROM matter WHERE id = $1', [id], 'matter-number-of');
  return rows[0] ? { id: String(rows[0]['id']), number: String(rows[0]['number']) } : null;
}
