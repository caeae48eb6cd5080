import type { Tx } from '../platform/db/index.ts';
import { pieceOf, SLOT_SUMS, upsertCells } from './add-changes.ts';
import { insertKeys } from './keys.ts';

/** The whole series of a reading (时点数) of one unit. */
export interface DirtySeries {
  readonly regionCode: string;
  readonly unitId: string;
  readonly measure: string;
}

/** What the facts say now: the last reading of each piece, as its change since the one before. */
const FRESH = `
    SELECT region_code, unit_id, measure, split, piece, n, v - COALESCE(lag(v) OVER (PARTITION BY unit_id, measure, split ORDER BY piece), 0) AS v
    FROM (
      SELECT DISTINCT ON (f.unit_id, f.measure, s.split, f.piece) f.region_code, f.unit_id, f.measure, s.split, f.piece,
        f.value AS v, (count(*) OVER (PARTITION BY f.unit_id, f.measure, s.split, f.piece))::int AS n
      FROM (SELECT d.region_code, f.unit_id, f.measure, f.splits, ${pieceOf('f.unit_id', 'f.day')} AS piece, f.value, f.day, f.entry_id
        FROM dirty d JOIN fact f ON f.unit_id = d.unit_id AND f.measure = d.measure) AS f
      CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split)
      ORDER BY f.unit_id, f.measure, s.split, f.piece, f.day DESC, f.entry_id DESC
    ) AS last_readings`;

const DIRTY = `dirty AS (SELECT * FROM unnest($1::text[], $2::uuid[], $3::text[]) AS t (region_code, unit_id, measure))`;

const NEW_KEYS = `WITH ${DIRTY} ${insertKeys(`SELECT DISTINCT f.measure, s.split FROM dirty d
  JOIN fact f ON f.unit_id = d.unit_id AND f.measure = d.measure CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split)`)}`;

/**
 * A reading counts as the change since the one before, so a corrected one changes its neighbour too. The whole series is
 * counted anew, and the difference to what the unit's own cells say is written into it and its ancestors of that day.
 * `unfold` reads the facts as none: all that these units contributed is taken out again (before the tree changes).
 */
export async function changeReadings(
  tx: Tx,
  dirty: readonly DirtySeries[],
  mode: 'fold' | 'unfold',
): Promise<void> {
  if (dirty.length === 0) return;
  const values = [dirty.map((d) => d.regionCode), dirty.map((d) => d.unitId), dirty.map((d) => d.measure)];
  await tx.sql(NEW_KEYS, values, 'keys-reading');
  const fresh = mode === 'fold' ? FRESH : `SELECT * FROM (${FRESH}) AS nothing WHERE false`;
  await tx.sql(
    `WITH RECURSIVE ${DIRTY}, fresh AS (
       SELECT f.unit_id, k.id AS key, f.piece, f.n, f.v FROM (${fresh}) AS f JOIN cell_key k ON k.measure = f.measure AND k.split = f.split
     ), old AS (
       SELECT c.unit_id, c.key, c.piece, c.own_n AS n, c.own_v AS v
       FROM dirty d JOIN cell_key k ON k.measure = d.measure JOIN cell c ON c.region_code = d.region_code AND c.unit_id = d.unit_id AND c.key = k.id
     ), change AS (
       SELECT unit_id, key, piece, COALESCE(fresh.n, 0) - COALESCE(old.n, 0) AS n, COALESCE(fresh.v, 0) - COALESCE(old.v, 0) AS v
       FROM fresh FULL JOIN old USING (unit_id, key, piece)
       WHERE COALESCE(fresh.n, 0) <> COALESCE(old.n, 0) OR COALESCE(fresh.v, 0) <> COALESCE(old.v, 0)
     ), effect AS (
       SELECT unit_id, key, piece AS day, piece AS tree_day, n, v FROM change
       UNION ALL
       SELECT c.unit_id, c.key, b.day, b.day + t.shift, t.sign * c.n, t.sign * c.v
       FROM change c JOIN unit_break b ON b.unit_id = c.unit_id AND b.day > c.piece
       CROSS JOIN (VALUES (-1, -1), (0, 1)) AS t (shift, sign)
     ), ${CHAIN}
     ${upsertCells(`SELECT u.region_code, u.id AS unit_id, a.key, a.piece, u.path, ${SLOT_SUMS}
       FROM (SELECT k.ancestor, k.slot, k.piece, e.key, e.n, e.v, 0::numeric AS o FROM effect e
         JOIN place k ON k.unit_id = e.unit_id AND k.day = e.day AND k.tree_day = e.tree_day) AS a
       JOIN unit u ON u.id = a.ancestor GROUP BY u.region_code, u.id, u.path, a.key, a.piece`)}`,
    values,
    `${mode}-reading`,
  );
}

/**
 * Ancestors of each (unit, day) by the tree of `tree_day`, with the slot that its amount takes there:
 * own (the unit itself), office (its department: the federation's own level), below (everything lower).
 * The walk goes over reference tables only. `piece` is the ancestor's own piece for that day.
 */
const CHAIN = `chain AS (
       SELECT DISTINCT unit_id, day, tree_day, unit_id AS ancestor, 'own' AS slot FROM effect
       UNION ALL
       SELECT k.unit_id, k.day, k.tree_day, p.id,
         CASE WHEN k.slot = 'own' AND u.kind = 'department' THEN 'office' ELSE 'below' END
       FROM chain k JOIN unit u ON u.id = k.ancestor
       LEFT JOIN unit_span s ON s.unit_id = u.id AND k.tree_day < s.to_day AND (s.from_day IS NULL OR k.tree_day >= s.from_day)
       JOIN unit p ON p.id = CASE WHEN s.unit_id IS NULL THEN u.parent_id ELSE s.parent_id END
     ), place AS MATERIALIZED (SELECT k.*, ${pieceOf('k.ancestor', 'k.day')} AS piece FROM chain k)`;
