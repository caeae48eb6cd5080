import type { Tx } from '../platform/db/index.ts';
import { pieceOf, SLOT_SUMS } from './add-changes.ts';
import { SPLITS_TO } from './keys.ts';

/**
 * Every unit's own sums, added to itself and to each of its ancestors of that day, at once: below the city as whole sums,
 * from there up by pattern, which is unfolded into splits last. Reads `own_sum`, `pattern`, `pattern_key`; writes `cell`.
 */
export async function liftSums(tx: Tx, treeChanged: boolean): Promise<void> {
  if (treeChanged) await carryStocks(tx);
  await walkUp(tx, treeChanged);
  await tx.sql(
    `CREATE TEMP TABLE own_whole ON COMMIT DROP AS SELECT o.unit_id, o.tree_day, k.key, o.day, sum(o.n)::int AS n, sum(o.v) AS v, sum(o.o) AS o
     FROM own_sum o JOIN pattern_key k ON k.pattern = o.pattern AND k.is_whole GROUP BY 1, 2, 3, 4`,
  );
  await tx.sql('ANALYZE own_whole');
  await tx.sql(
    `CREATE TEMP TABLE superior ON COMMIT DROP AS SELECT DISTINCT at FROM chain WHERE slot <> 'own' AND level > ${SPLITS_TO}`,
  );
  await tx.sql('ANALYZE superior');
  // Most units have nothing below them: their own sums are final as they stand, and they are most of all cells.
  const leaves = treeChanged ? 'false' : 'NOT EXISTS (SELECT 1 FROM superior p WHERE p.at = w.unit_id)';
  await insert(
    tx,
    `SELECT w.unit_id AS at, w.key, w.day AS piece, w.n AS own_n, w.v AS own_v, 0 AS office_n, 0::numeric AS office_v, 0 AS below_n,
       0::numeric AS below_v, w.o AS own_o, 0::numeric AS rest_o
     FROM own_whole w JOIN unit l ON l.id = w.unit_id AND l.level > ${SPLITS_TO} WHERE ${leaves}`,
  );
  await write(
    tx,
    treeChanged,
    `SELECT c.at, c.slot, w.key, w.day, w.n, w.v, w.o FROM own_whole w
     JOIN chain c ON c.unit_id = w.unit_id AND c.tree_day = w.tree_day WHERE c.level > ${SPLITS_TO}
       ${treeChanged ? '' : 'AND c.at IN (SELECT p.at FROM superior p)'}`,
  );
  await tx.sql(
    `CREATE TEMP TABLE arrived ON COMMIT DROP AS
     SELECT c.at, c.slot, o.pattern, o.day, sum(o.n)::int AS n, sum(o.v) AS v, sum(o.o) AS o FROM own_sum o
     JOIN chain c ON c.unit_id = o.unit_id AND c.tree_day = o.tree_day WHERE c.level <= ${SPLITS_TO} GROUP BY 1, 2, 3, 4`,
  );
  await tx.sql('ANALYZE arrived');
  await write(
    tx,
    treeChanged,
    'SELECT r.at, r.slot, k.key, r.day, r.n, r.v, r.o FROM arrived r JOIN pattern_key k ON k.pattern = r.pattern',
  );
}

/** The piece of a unit that a day falls into; without any move in the country it is plainly the month. */
export const pieceIn = (unit: string, day: string, treeChanged: boolean): string =>
  treeChanged ? pieceOf(unit, day) : `(${day} - (EXTRACT(day FROM ${day})::int - 1))`;

/**
 * Only units that ever moved look at the tree of a day; all others stand where they always stood. A stock's change leaves
 * the old ancestors and comes to the new ones on each later day that the unit's place changed.
 */
async function carryStocks(tx: Tx): Promise<void> {
  await tx.sql(
    'UPDATE own_sum o SET tree_day = o.day WHERE o.unit_id IN (SELECT b.unit_id FROM unit_break b)',
  );
  await tx.sql(
    `INSERT INTO own_sum (unit_id, pattern, day, tree_day, n, v, o)
     SELECT a.unit_id, a.pattern, b.day, b.day + t.shift, t.sign * a.n, t.sign * a.v, t.sign * a.o
     FROM own_sum a JOIN pattern k ON k.id = a.pattern AND k.is_stock JOIN unit_break b ON b.unit_id = a.unit_id AND b.day > a.day
     CROSS JOIN (VALUES (-1, -1), (0, 1)) AS t (shift, sign)`,
  );
  await tx.sql('ANALYZE own_sum');
}

/** Which units a unit's sums go to, and into which slot of theirs. */
async function walkUp(tx: Tx, treeChanged: boolean): Promise<void> {
  const up = treeChanged
    ? 'CASE WHEN s.unit_id IS NULL THEN u.parent_id ELSE s.parent_id END'
    : 'u.parent_id';
  const then = (day: string): string =>
    treeChanged
      ? `LEFT JOIN unit_span s ON s.unit_id = u.id AND ${day} < s.to_day AND (s.from_day IS NULL OR ${day} >= s.from_day)`
      : '';
  await tx.sql(
    `CREATE TEMP TABLE chain ON COMMIT DROP AS WITH RECURSIVE walk AS (
       SELECT o.unit_id, o.tree_day, u.id AS at, 'own' AS slot, u.level, u.kind = 'department' AS is_office, ${up} AS up
       FROM (SELECT DISTINCT unit_id, tree_day FROM own_sum) AS o JOIN unit u ON u.id = o.unit_id ${then('o.tree_day')}
       UNION ALL
       SELECT k.unit_id, k.tree_day, u.id, CASE WHEN k.is_office AND k.slot = 'own' THEN 'office' ELSE 'below' END, u.level, u.kind = 'department', ${up}
       FROM walk k JOIN unit u ON u.id = k.up ${then('k.tree_day')}
     ) SELECT unit_id, tree_day, at, slot, level FROM walk`,
  );
  await tx.sql('ANALYZE chain');
}

async function write(tx: Tx, treeChanged: boolean, rows: string): Promise<void> {
  await insert(
    tx,
    `SELECT a.at, a.key, ${pieceIn('a.at', 'a.day', treeChanged)} AS piece, ${SLOT_SUMS} FROM (${rows}) AS a GROUP BY 1, 2, 3`,
  );
}

async function insert(tx: Tx, sums: string): Promise<void> {
  await tx.sql(
    `INSERT INTO cell (region_code, unit_id, key, piece, unit_path, own_n, own_v, office_n, office_v, below_n, below_v, own_opening, rest_opening)
     SELECT u.region_code, u.id, x.key, x.piece, u.path, x.own_n, x.own_v, x.office_n, x.office_v, x.below_n, x.below_v, x.own_o, x.rest_o
     FROM (${sums}) AS x JOIN unit u ON u.id = x.at`,
  );
}
