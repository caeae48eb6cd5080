import type { Registry } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { countedMeasures, insertKeys, SPLITS_TO } from './keys.ts';

/**
 * Folding of sums: what came and what went since the last fold is added to the cells of each unit and of its ancestors
 * on that day. The work grows with the number of changes and never with what a unit has already.
 */
export type Source =
  | { readonly from: 'outbox'; readonly rows: readonly string[] }
  | { readonly from: 'moving'; readonly tree: 'old' | 'new' };

/** Rows m (measure), d (day), s (splits), v, u (opening until), n (-1 where a fact went), with their unit. */
const CHANGES = {
  /** Taken from the outbox in the very statement that adds them: folded with it or not at all. */
  outbox: `taken AS (DELETE FROM fold_outbox WHERE ctid = ANY ($1::tid[]) RETURNING *),
    change AS (${outboxRows('taken')})`,
  /** Of units that are being moved: see `aroundMove`. */
  moving: `change AS (SELECT m.unit_id, m.m, m.d, m.s, m.v * w.sign AS v, m.u, m.n * w.sign AS n FROM moving m
    JOIN (VALUES ('old', false, 1), ('old', true, -1), ('new', true, 1)) AS w (tree, is_fact, sign) ON w.is_fact = m.is_fact AND w.tree = ($1::text[])[1])`,
} as const;

/** The lists of the outbox as rows. */
export function outboxRows(table: string): string {
  return `SELECT t.unit_id, x.m, x.d, t.splits AS s, x.v * t.sign AS v, x.u, t.sign::int AS n FROM ${table} t
    CROSS JOIN LATERAL unnest(t.measures, t.days, t.amounts, t.untils) AS x (m, d, v, u)`;
}

/** Adds changes of these ledgers to the cells. The caller holds the fold lock. */
export async function addChanges(
  tx: Tx,
  registry: Registry,
  ledgers: Iterable<string>,
  source: Source,
): Promise<void> {
  const { sums, sumIsStock } = countedMeasures(registry, ledgers);
  const rows = source.from === 'outbox' ? source.rows : [source.tree];
  await tx.sql(newKeys(source.from), [rows, sums], `keys-${source.from}`);
  await tx.sql(addSql(source.from), [rows, sums, sumIsStock], `add-${source.from}`);
}

const PATTERNS = {
  outbox: `SELECT DISTINCT x.m, t.splits AS s FROM fold_outbox t CROSS JOIN LATERAL unnest(t.measures) AS x (m) WHERE t.ctid = ANY ($1::tid[])`,
  moving: 'SELECT DISTINCT x.m, x.s FROM moving x WHERE $1::text[] IS NOT NULL',
} as const;

/** Measures and splits that were never counted before get their key first: the adding statement would not see it. */
const newKeys = (source: Source['from']): string =>
  insertKeys(`SELECT DISTINCT g.m AS measure, s.split FROM (${PATTERNS[source]}) AS g
    CROSS JOIN LATERAL unnest(array_append(g.s, '')) AS s (split) WHERE g.m = ANY ($2)`);

/** A unit's own piece (段) for a day: the month, or the last change of its place in the tree within that month. */
export const pieceOf = (unit: string, day: string): string =>
  `GREATEST(${day} - (EXTRACT(day FROM ${day})::int - 1),
     COALESCE((SELECT max(b.day) FROM unit_break b WHERE b.unit_id = ${unit} AND b.day <= ${day}), '-infinity'::date))`;

/**
 * Joins `u`: a unit as it hung in the tree of a day. LIMIT keeps it a look-up by key: how many units a walk meets is not
 * for the planner to guess, and its guess would be to read them all.
 */
const unitThen = (id: string, day: string): string => `CROSS JOIN LATERAL (
       SELECT x.id, x.level, x.kind = 'department' AS is_office, x.region_code, x.path, CASE WHEN s.unit_id IS NULL THEN x.parent_id ELSE s.parent_id END AS up
       FROM unit x LEFT JOIN unit_span s ON s.unit_id = x.id AND ${day} < s.to_day AND (s.from_day IS NULL OR ${day} >= s.from_day)
       WHERE x.id = ${id} LIMIT 1) AS u`;

/** The slot that an amount takes at the parent of the unit `k`, in whose own slot `slot` it stands. */
const slotAbove = (slot: string): string =>
  `CASE WHEN k.is_office AND ${slot} = 'own' THEN 'office' ELSE 'below' END`;

/** From a city's department to the nation. */
const LIFTS = [1, 2, 3];

/**
 * Two storeys. Below the city only whole sums are kept, so changes are added there by measure. At the city (or the unit
 * itself, where it stands higher) the changes of all units below are summed, cut by split, and only then lifted level by
 * level, summed on the way.
 *
 * A stock's change stays with its unit: for each later day on which the unit's place changed, the amount leaves the old
 * ancestors and comes to the new ones, so "as of a day" is a plain running sum at every level.
 */
const addSql = (source: Source['from']): string => `
  WITH RECURSIVE wanted AS (SELECT * FROM unnest($2::text[], $3::boolean[]) AS t (measure, is_stock)),
  ${CHANGES[source]},
  fresh AS MATERIALIZED (
    SELECT c.unit_id, c.m AS measure, w.is_stock, c.s AS splits, ${pieceOf('c.unit_id', 'c.d')} AS day, sum(c.n)::int AS n,
      sum(c.v) AS v, COALESCE(sum(c.v) FILTER (WHERE c.u IS NOT NULL), 0) AS o
    FROM change c JOIN wanted w ON w.measure = c.m GROUP BY 1, 2, 3, 4, 5
  ), effect AS MATERIALIZED (
    SELECT e.*, dense_rank() OVER (ORDER BY unit_id, day, tree_day) AS spot FROM (
      SELECT unit_id, day, day AS tree_day, measure, splits, n, v, o FROM fresh WHERE n <> 0 OR v <> 0 OR o <> 0
      UNION ALL
      SELECT f.unit_id, b.day, b.day + t.shift, f.measure, f.splits, t.sign * f.n, t.sign * f.v, t.sign * f.o
      FROM fresh f JOIN unit_break b ON b.unit_id = f.unit_id AND b.day > f.day
      CROSS JOIN (VALUES (-1, -1), (0, 1)) AS t (shift, sign) WHERE f.is_stock
    ) AS e
  ), low AS (
    SELECT e.spot, e.day, e.tree_day, 'own' AS slot, u.*
    FROM (SELECT DISTINCT spot, unit_id, day, tree_day FROM effect) AS e ${unitThen('e.unit_id', 'e.tree_day')}
    UNION ALL
    SELECT k.spot, k.day, k.tree_day, ${slotAbove('k.slot')}, u.* FROM low k ${unitThen('k.up', 'k.tree_day')} WHERE k.level > ${SPLITS_TO}
  ), high AS (
    SELECT day, tree_day, id, level, is_office, region_code, path, up FROM low WHERE level <= ${SPLITS_TO}
    UNION
    SELECT k.day, k.tree_day, u.* FROM high k ${unitThen('k.up', 'k.tree_day')}
  ), whole AS (
    SELECT k.id, k.slot, e.day, e.measure, sum(e.n) AS n, sum(e.v) AS v, sum(e.o) AS o
    FROM effect e JOIN low k ON k.spot = e.spot WHERE k.level > ${SPLITS_TO} GROUP BY 1, 2, 3, 4
  ), met AS (
    SELECT k.id, k.slot, e.day, e.tree_day, e.measure, e.splits, sum(e.n) AS n, sum(e.v) AS v, sum(e.o) AS o
    FROM effect e JOIN low k ON k.spot = e.spot WHERE k.level <= ${SPLITS_TO} GROUP BY 1, 2, 3, 4, 5, 6
  ), lift_0 AS MATERIALIZED (
    SELECT m.id, m.slot, m.day, m.tree_day, c.id AS key, sum(m.n) AS n, sum(m.v) AS v, sum(m.o) AS o
    FROM met m CROSS JOIN LATERAL unnest(array_append(m.splits, '')) AS s (split) JOIN cell_key c ON c.measure = m.measure AND c.split = s.split
    GROUP BY 1, 2, 3, 4, 5
  ), ${LIFTS.map(
    (i) => `lift_${i} AS MATERIALIZED (
    SELECT k.up AS id, ${slotAbove('l.slot')} AS slot, l.day, l.tree_day, l.key, sum(l.n) AS n, sum(l.v) AS v, sum(l.o) AS o
    FROM lift_${i - 1} l JOIN high k ON k.id = l.id AND k.day = l.day AND k.tree_day = l.tree_day WHERE k.up IS NOT NULL GROUP BY 1, 2, 3, 4, 5
  ), `,
  ).join('')}arrived AS (
    SELECT w.id, w.slot, w.day, c.id AS key, w.n, w.v, w.o FROM whole w JOIN cell_key c ON c.measure = w.measure AND c.split = ''
    ${[0, ...LIFTS].map((i) => `UNION ALL SELECT id, slot, day, key, n, v, o FROM lift_${i}`).join(' ')}
  ), place AS MATERIALIZED (
    SELECT x.id, x.day, ${pieceOf('x.id', 'x.day')} AS piece, x.region_code, x.path
    FROM (SELECT id, day, region_code, path FROM low UNION SELECT id, day, region_code, path FROM high) AS x
  )
  ${upsertCells(`SELECT k.region_code, a.id AS unit_id, a.key, k.piece, k.path, ${SLOT_SUMS}
    FROM arrived a JOIN place k ON k.id = a.id AND k.day = a.day GROUP BY k.region_code, a.id, a.key, k.piece, k.path`)}`;

const slotSum = (column: string, condition: string): string =>
  `COALESCE(sum(a.${column}) FILTER (WHERE ${condition}), 0)`;

/** The eight sums of a cell from rows `a` with slot, n, v, o. */
export const SLOT_SUMS = `${slotSum('n', "a.slot = 'own'")}::int AS own_n, ${slotSum('v', "a.slot = 'own'")} AS own_v,
  ${slotSum('n', "a.slot = 'office'")}::int AS office_n, ${slotSum('v', "a.slot = 'office'")} AS office_v,
  ${slotSum('n', "a.slot = 'below'")}::int AS below_n, ${slotSum('v', "a.slot = 'below'")} AS below_v,
  ${slotSum('o', "a.slot = 'own'")} AS own_o, ${slotSum('o', "a.slot <> 'own'")} AS rest_o`;

/** Adds rows of sums to the cells that are there, or founds them. */
export function upsertCells(rows: string): string {
  return `INSERT INTO cell AS c (region_code, unit_id, key, piece, unit_path, own_n, own_v, office_n, office_v, below_n, below_v, own_opening, rest_opening)
     SELECT * FROM (${rows}) AS x
     WHERE own_n <> 0 OR own_v <> 0 OR office_n <> 0 OR office_v <> 0 OR below_n <> 0 OR below_v <> 0 OR own_o <> 0 OR rest_o <> 0
     ON CONFLICT (region_code, unit_id, key, piece) DO UPDATE SET
       own_n = c.own_n + excluded.own_n, own_v = c.own_v + excluded.own_v,
       office_n = c.office_n + excluded.office_n, office_v = c.office_v + excluded.office_v,
       below_n = c.below_n + excluded.below_n, below_v = c.below_v + excluded.below_v,
       own_opening = c.own_opening + excluded.own_opening, rest_opening = c.rest_opening + excluded.rest_opening`;
}
