import type { Tx } from '../platform/db/index.ts';

/** Cells of one unit and measure over a range of months [from, to). */
export interface DirtyCells {
  readonly regionCode: string;
  readonly unitId: string;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  /** sum: a piece's value is the sum of its facts. reading: it is the change of the last reading. */
  readonly part: 'sum' | 'reading';
  readonly isStock: boolean;
}

/**
 * The piece a day falls into: its month, or the last change of the unit's place in the tree within that month. Few units
 * ever move, so the look-up is made for those alone.
 */
const PIECE = `CASE WHEN d.moved THEN GREATEST(date_trunc('month', f.day)::date,
    COALESCE((SELECT max(b.day) FROM unit_break b WHERE b.unit_id = f.unit_id AND b.day <= f.day), '-infinity'::date))
  ELSE f.day - (EXTRACT(day FROM f.day)::int - 1) END`;

/** What the facts say now. Both shapes: region, unit, measure, split, piece, n, v, o (of which opening). */
const FRESH = {
  sum: `
    SELECT g.region_code, g.unit_id, g.measure, s.split, g.piece, g.is_stock, sum(g.n)::int AS n, sum(g.v) AS v, sum(g.o) AS o
    FROM (
      SELECT d.region_code, f.unit_id, f.measure, f.splits, ${PIECE} AS piece, d.is_stock, count(*) AS n, sum(f.value) AS v,
        COALESCE(sum(f.value) FILTER (WHERE f.opening_until IS NOT NULL), 0) AS o
      FROM dirty d JOIN fact f ON f.unit_id = d.unit_id AND f.measure = d.measure AND f.day >= d.m_from AND f.day < d.m_to
      GROUP BY 1, 2, 3, 4, 5, 6
    ) AS g CROSS JOIN LATERAL unnest(array_append(g.splits, '')) AS s (split)
    GROUP BY 1, 2, 3, 4, 5, 6`,
  reading: `
    SELECT region_code, unit_id, measure, split, piece, is_stock, n,
      v - COALESCE(lag(v) OVER (PARTITION BY unit_id, measure, split ORDER BY piece), 0) AS v, 0::numeric AS o
    FROM (
      SELECT DISTINCT ON (f.unit_id, f.measure, s.split, f.piece) f.region_code, f.unit_id, f.measure, s.split, f.piece, f.is_stock,
        f.value AS v, (count(*) OVER (PARTITION BY f.unit_id, f.measure, s.split, f.piece))::int AS n
      FROM (SELECT d.region_code, f.unit_id, f.measure, f.splits, ${PIECE} AS piece, d.is_stock, f.value, f.day, f.entry_id
        FROM dirty d JOIN fact f ON f.unit_id = d.unit_id AND f.measure = d.measure) AS f
      CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split)
      ORDER BY f.unit_id, f.measure, s.split, f.piece, f.day DESC, f.entry_id DESC
    ) AS last_readings`,
} as const;

/**
 * Writes the difference between facts and own cells into the cells of each unit and of its ancestors on the piece's day.
 * `unfold` reads the facts as none: everything these units contributed is taken out again (before the tree changes).
 *
 * A stock's change stays with its unit: for each later day on which the unit's place changed, the amount leaves the old
 * ancestors and comes to the new ones, so "as of a day" is a plain running sum at every level.
 */
export async function changeCells(
  tx: Tx,
  part: 'sum' | 'reading',
  dirty: readonly DirtyCells[],
  mode: 'fold' | 'unfold',
): Promise<void> {
  const fresh = mode === 'fold' ? FRESH[part] : `SELECT * FROM (${FRESH[part]}) AS nothing WHERE false`;
  await tx.sql(
    `WITH RECURSIVE dirty AS (
       SELECT t.*, EXISTS (SELECT 1 FROM unit_break b WHERE b.unit_id = t.unit_id) AS moved
       FROM unnest($1::text[], $2::uuid[], $3::text[], $4::date[], $5::date[], $6::boolean[])
         AS t (region_code, unit_id, measure, m_from, m_to, is_stock)
     ), fresh AS (${fresh}
     ), old AS (
       SELECT c.region_code, c.unit_id, c.measure, c.split, c.piece, d.is_stock, c.own_n AS n, c.own_v AS v, c.own_opening AS o
       FROM dirty d JOIN cell c ON c.region_code = d.region_code AND c.unit_id = d.unit_id AND c.measure = d.measure
         AND c.piece >= d.m_from AND c.piece < d.m_to
     ), change AS (
       SELECT unit_id, measure, split, piece, COALESCE(fresh.is_stock, old.is_stock) AS is_stock,
         COALESCE(fresh.n, 0) - COALESCE(old.n, 0) AS n, COALESCE(fresh.v, 0) - COALESCE(old.v, 0) AS v,
         COALESCE(fresh.o, 0) - COALESCE(old.o, 0) AS o
       FROM fresh FULL JOIN old USING (region_code, unit_id, measure, split, piece)
       WHERE COALESCE(fresh.n, 0) <> COALESCE(old.n, 0) OR COALESCE(fresh.v, 0) <> COALESCE(old.v, 0)
         OR COALESCE(fresh.o, 0) <> COALESCE(old.o, 0)
     ), effect AS (
       SELECT unit_id, measure, split, piece AS day, piece AS tree_day, n, v, o FROM change
       UNION ALL
       SELECT c.unit_id, c.measure, c.split, b.day, b.day + t.shift, t.sign * c.n, t.sign * c.v, t.sign * c.o
       FROM change c JOIN unit_break b ON b.unit_id = c.unit_id AND b.day > c.piece
       CROSS JOIN (VALUES (-1, -1), (0, 1)) AS t (shift, sign)
       WHERE c.is_stock
     ), ${CHAIN}
     INSERT INTO cell AS c (region_code, unit_id, measure, split, piece, unit_path, own_n, own_v, office_n, office_v,
       below_n, below_v, own_opening, rest_opening)
     SELECT * FROM (
       SELECT u.region_code, u.id, e.measure, e.split, k.piece, u.path,
         COALESCE(sum(e.n) FILTER (WHERE k.slot = 'own'), 0) AS own_n, COALESCE(sum(e.v) FILTER (WHERE k.slot = 'own'), 0) AS own_v,
         COALESCE(sum(e.n) FILTER (WHERE k.slot = 'office'), 0) AS office_n, COALESCE(sum(e.v) FILTER (WHERE k.slot = 'office'), 0) AS office_v,
         COALESCE(sum(e.n) FILTER (WHERE k.slot = 'below'), 0) AS below_n, COALESCE(sum(e.v) FILTER (WHERE k.slot = 'below'), 0) AS below_v,
         COALESCE(sum(e.o) FILTER (WHERE k.slot = 'own'), 0) AS own_o, COALESCE(sum(e.o) FILTER (WHERE k.slot <> 'own'), 0) AS rest_o
       FROM effect e JOIN place k ON k.unit_id = e.unit_id AND k.day = e.day AND k.tree_day = e.tree_day
       JOIN unit u ON u.id = k.ancestor
       GROUP BY u.region_code, u.id, u.path, e.measure, e.split, k.piece
     ) AS x
     WHERE own_n <> 0 OR own_v <> 0 OR office_n <> 0 OR office_v <> 0 OR below_n <> 0 OR below_v <> 0 OR own_o <> 0 OR rest_o <> 0
     ON CONFLICT (region_code, unit_id, measure, split, piece) DO UPDATE SET
       own_n = c.own_n + excluded.own_n, own_v = c.own_v + excluded.own_v,
       office_n = c.office_n + excluded.office_n, office_v = c.office_v + excluded.office_v,
       below_n = c.below_n + excluded.below_n, below_v = c.below_v + excluded.below_v,
       own_opening = c.own_opening + excluded.own_opening, rest_opening = c.rest_opening + excluded.rest_opening`,
    [
      dirty.map((d) => d.regionCode),
      dirty.map((d) => d.unitId),
      dirty.map((d) => d.measure),
      dirty.map((d) => d.from),
      dirty.map((d) => d.to),
      dirty.map((d) => d.isStock),
    ],
    mode === 'fold' ? `fold-${part}` : `unfold-${part}`,
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
     ), place AS MATERIALIZED (
       SELECT k.*, GREATEST(date_trunc('month', k.day)::date,
         COALESCE((SELECT max(b.day) FROM unit_break b WHERE b.unit_id = k.ancestor AND b.day <= k.day), '-infinity'::date)) AS piece
       FROM chain k
     )`;
