import { createHash } from 'node:crypto';
import type { KeptTextView } from '../../../contracts/api-reading.ts';
import { type Actor, withinScope } from '../../access/index.ts';
import type { Tx } from '../../platform/db/index.ts';

/** A text kept for comparison (比对库). */
export interface KeptText {
  readonly id: string;
  readonly regionCode: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly title: string;
  /** 'pasted', or 'report/<template>/<from>/<to>/<version>' for one that was made final here. */
  readonly source: string;
  readonly text: string;
  readonly accountId: string;
  readonly at: Date;
}

/**
 * Prints that are kept of one text at most: a report has 256, a short text its grams as well, a book one for 64 characters,
 * or a copied report of it would not be found. 100,000 reports are 25 million short rows.
 */
const PRINTS = 512;
const MOST_PRINTS = 2_048;
const CHARS_PER_PRINT = 64;

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Keeps a text with its prints. The same text of the same unit is kept once: then the id of the first is answered. */
export async function insertKept(
  tx: Tx,
  t: KeptText,
  prints: readonly number[],
): Promise<{ id: string; isNew: boolean }> {
  const hash = hashOf(t.text);
  const made = await tx.sql(
    `INSERT INTO kept_text (region_code, id, unit_id, unit_path, title, source, text, chars, hash, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (region_code, unit_id, hash) DO NOTHING RETURNING id`,
    [
      t.regionCode,
      t.id,
      t.unitId,
      t.unitPath,
      t.title,
      t.source,
      t.text,
      Array.from(t.text).length,
      hash,
      t.accountId,
      t.at,
    ],
  );
  if (made.length === 0) {
    const rows = await tx.sql(
      'SELECT id FROM kept_text WHERE region_code = $1 AND unit_id = $2 AND hash = $3',
      [t.regionCode, t.unitId, hash],
    );
    return { id: String(rows[0]?.['id'] ?? ''), isNew: false };
  }
  const most = Math.min(MOST_PRINTS, Math.max(PRINTS, Math.ceil(t.text.length / CHARS_PER_PRINT)));
  await tx.sql(
    'INSERT INTO kept_print (region_code, print, text_id, unit_path) SELECT $1, unnest($2::bigint[]), $3, $4',
    [t.regionCode, prints.slice(0, most), t.id, t.unitPath],
  );
  return { id: t.id, isNew: true };
}

export async function countKeptOf(tx: Tx, unitId: string): Promise<number> {
  const rows = await tx.sql('SELECT count(*) AS n FROM kept_text WHERE unit_id = $1', [unitId]);
  return Number(rows[0]?.['n']);
}

/** How many texts of her scope there are to compare with; counted up to a thousand, more says nothing more. */
export async function countKeptIn(tx: Tx, actor: Actor): Promise<number> {
  const p: unknown[] = [];
  const rows = await tx.sql(
    `SELECT count(*) AS n FROM (SELECT 1 FROM kept_text WHERE ${withinScope(actor, 'unit_path', p)} LIMIT 1000) AS t`,
    p,
  );
  return Number(rows[0]?.['n']);
}

/** Holders of one print that are looked at: a stock phrase of all reports must not make the search slow. */
const HOLDERS = 64;

/**
 * Kept texts of her scope that share prints with the question, likeliest first: two at least, rare ones weigh more. A print
 * with more holders than are looked at says nearly nothing, or those who stand first would always be likeliest.
 * `except` names a source whose texts are left out (a report's own earlier versions).
 */
export async function likelyKept(
  tx: Tx,
  actor: Actor,
  q: { prints: readonly number[]; most: number; except: { unitId: string; source: string } | null },
): Promise<(KeptTextView & { text: string })[]> {
  const p: unknown[] = [q.prints];
  const scope = withinScope(actor, 'k.unit_path', p);
  p.push(q.except?.unitId ?? null, q.except ? `${q.except.source}/` : '');
  const [exceptUnit, exceptSource] = [`$${p.length - 1}::uuid`, `$${p.length}`];
  // Fan-out: a copy may stand in any region of her scope.
  const rows = await tx.sql(
    `WITH hit AS MATERIALIZED (
       SELECT q.print, k.text_id FROM unnest($1::bigint[]) AS q (print) CROSS JOIN LATERAL (
         SELECT k.text_id FROM kept_print k WHERE k.print = q.print AND ${scope} ORDER BY k.unit_path LIMIT ${HOLDERS}) AS k),
     held AS (SELECT print, CASE WHEN count(*) < ${HOLDERS} THEN 1 ELSE 0.001 END / sqrt(count(*)::float8) AS weight FROM hit GROUP BY print),
     best AS (SELECT text_id, sum(weight) AS weight FROM hit JOIN held USING (print)
       GROUP BY text_id HAVING count(*) >= 2 ORDER BY weight DESC, text_id LIMIT ${q.most + 5})
     SELECT t.id, t.title, t.source, t.chars, t.at, t.unit_id, t.text, u.name AS unit_name FROM best
     JOIN kept_text t ON t.id = best.text_id JOIN unit u ON u.id = t.unit_id
     WHERE NOT (t.unit_id IS NOT DISTINCT FROM ${exceptUnit} AND starts_with(t.source, ${exceptSource}))
     ORDER BY best.weight DESC, t.id LIMIT ${q.most}`,
    p,
  );
  return rows.map((r) => ({ ...toView(r, actor), text: String(r['text']) }));
}

/** Newest first; `after` is the cursor of the page before. */
export async function listKept(
  tx: Tx,
  actor: Actor,
  q: { q?: string | undefined; after: { at: Date; id: string } | null; limit: number },
): Promise<KeptTextView[]> {
  const p: unknown[] = [];
  const scope = withinScope(actor, 't.unit_path', p);
  p.push(q.after?.at ?? null, q.after?.id ?? null, q.limit, q.q ?? '');
  const [at, id, limit, words] = [3, 4, 5, 6].map((n) => `$${n}`);
  // Titles of one scope are few; a pattern over them needs no index.
  const rows = await tx.sql(
    `SELECT t.id, t.title, t.source, t.chars, t.at, t.unit_id, u.name AS unit_name FROM kept_text t JOIN unit u ON u.id = t.unit_id
     WHERE ${scope} AND (${at}::timestamptz IS NULL OR (t.at, t.id) < (${at}, ${id}::uuid))
       AND (${words} = '' OR position(${words} IN t.title) > 0 OR position(${words} IN u.name) > 0)
     ORDER BY t.at DESC, t.id DESC LIMIT ${limit}`,
    p,
  );
  return rows.map((r) => toView(r, actor));
}

export async function keptById(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<(KeptTextView & { text: string }) | null> {
  const p: unknown[] = [id];
  const rows = await tx.sql(
    `SELECT t.id, t.title, t.source, t.chars, t.at, t.unit_id, t.text, u.name AS unit_name FROM kept_text t JOIN unit u ON u.id = t.unit_id
     WHERE t.id = $1 AND ${withinScope(actor, 't.unit_path', p)}`,
    p,
  );
  return rows[0] ? { ...toView(rows[0], actor), text: String(rows[0]['text']) } : null;
}

/** Takes a text of one unit out again, with its prints; false when it has none of this id. */
export async function deleteKept(
  tx: Tx,
  unitId: string,
  id: string,
  printsOf: (text: string) => readonly number[],
): Promise<boolean> {
  const [gone] = await tx.sql(
    'DELETE FROM kept_text WHERE unit_id = $1 AND id = $2 RETURNING region_code, text',
    [unitId, id],
  );
  if (!gone) return false;
  // Prints are found by their number, not by their text: so they are made again from what was kept.
  await tx.sql(
    'DELETE FROM kept_print WHERE region_code = $1 AND print = ANY($2::bigint[]) AND text_id = $3',
    [gone['region_code'], printsOf(String(gone['text'])), id],
  );
  return true;
}

const toView = (r: Readonly<Record<string, unknown>>, actor: Actor): KeptTextView => ({
  id: String(r['id']),
  title: String(r['title']),
  unitName: String(r['unit_name']),
  chars: Number(r['chars']),
  at: (r['at'] as Date).toISOString(),
  isReport: String(r['source']).startsWith('report/'),
  // A report that was made final stays: it is a paper of the house.
  mayRemove:
    actor.can('reading.keep') &&
    String(r['unit_id']) === (actor.officeOf ?? actor.unit.id) &&
    !String(r['source']).startsWith('report/'),
});
