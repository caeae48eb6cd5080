import { levelNumber } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { SLOT_SUMS } from './add-changes.ts';
import { SPLITS_TO } from './keys.ts';
import { pieceIn } from './rebuild.ts';

/**
 * Level by level from the village up: what a unit counts itself and what came up to it is written as its cells, and goes
 * on to its parent of that day, summed on the way. Reads `own_sum`, `pattern_key`; writes `cell`.
 */
export async function liftLevels(tx: Tx, treeChanged: boolean): Promise<void> {
  await tx.sql(
    `CREATE TEMP TABLE lifted (unit_id uuid, step smallint, pattern int, day date, tree_day date, slot text, n int, v numeric, o numeric)
     ON COMMIT DROP`,
  );
  await tx.sql(
    `CREATE TEMP TABLE own_step ON COMMIT DROP AS SELECT o.*, (${STEP('u')})::smallint AS step FROM own_sum o JOIN unit u ON u.id = o.unit_id`,
  );
  for (let step = 2 * levelNumber('village') + 1; step >= 0; step -= 1) {
    const has = async (table: string): Promise<boolean> =>
      (await tx.sql(`SELECT 1 FROM ${table} WHERE step = ${step} LIMIT 1`)).length > 0;
    const [own, lifted] = [await has('own_step'), await has('lifted')];
    if (!own && !lifted) continue;
    // Villages and offices have nothing below them: their own sums are final, and they are most of all cells.
    const arrived = own && !lifted && !treeChanged ? ownOnly(step) : `arrived_${step}`;
    if (arrived.startsWith('arrived')) await gather(tx, step, arrived, treeChanged);
    await writeCells(tx, step, arrived, treeChanged);
    if (step > 0) await lift(tx, arrived, treeChanged);
  }
}

/** Departments, groups and venues come before the federation of their level, since they hang on it. */
const STEP = (u: string): string => `${u}.level * 2 + CASE WHEN ${u}.kind = 'federation' THEN 0 ELSE 1 END`;

const ownOnly = (step: number): string =>
  `(SELECT unit_id, pattern, day, day AS tree_day, 'own' AS slot, n, v, o FROM own_step WHERE step = ${step})`;

/** What arrived at the units of a step, with the carried stocks of those that moved. */
async function gather(tx: Tx, step: number, table: string, treeChanged: boolean): Promise<void> {
  await tx.sql(
    `CREATE TEMP TABLE ${table} ON COMMIT DROP AS
     SELECT * FROM ${ownOnly(step)} AS own
     UNION ALL SELECT unit_id, pattern, day, tree_day, slot, n, v, o FROM lifted WHERE step = ${step}`,
  );
  // A stock's change leaves the old ancestors and comes to the new ones on each later day that the unit's place changed.
  if (treeChanged)
    await tx.sql(
      `INSERT INTO ${table}
       SELECT a.unit_id, a.pattern, b.day, b.day + t.shift, 'own', t.sign * a.n, t.sign * a.v, t.sign * a.o
       FROM ${table} a JOIN pattern k ON k.id = a.pattern AND k.is_stock JOIN unit_break b ON b.unit_id = a.unit_id AND b.day > a.day
       CROSS JOIN (VALUES (-1, -1), (0, 1)) AS t (shift, sign) WHERE a.slot = 'own'`,
    );
  await tx.sql(`ANALYZE ${table}`);
}

async function writeCells(tx: Tx, step: number, arrived: string, treeChanged: boolean): Promise<void> {
  const everywhere = step >= 2 * (SPLITS_TO + 1) ? ' AND k.is_whole' : '';
  await tx.sql(
    `INSERT INTO cell (region_code, unit_id, key, piece, unit_path, own_n, own_v, office_n, office_v, below_n, below_v, own_opening, rest_opening)
     SELECT u.region_code, u.id, x.key, x.piece, u.path, x.own_n, x.own_v, x.office_n, x.office_v, x.below_n, x.below_v, x.own_o, x.rest_o
     FROM (SELECT a.unit_id, k.key, ${pieceIn('a.unit_id', 'a.day', treeChanged)} AS piece, ${arrived.startsWith('arrived') ? SLOT_SUMS : OWN_SUMS}
       FROM ${arrived} AS a JOIN pattern_key k ON k.pattern = a.pattern${everywhere} GROUP BY 1, 2, 3) AS x
     JOIN unit u ON u.id = x.unit_id`,
  );
}

const OWN_SUMS = `sum(a.n)::int AS own_n, sum(a.v) AS own_v, 0 AS office_n, 0::numeric AS office_v, 0 AS below_n, 0::numeric AS below_v,
  sum(a.o) AS own_o, 0::numeric AS rest_o`;

async function lift(tx: Tx, arrived: string, treeChanged: boolean): Promise<void> {
  const parent = treeChanged
    ? 'CASE WHEN s.unit_id IS NULL THEN u.parent_id ELSE s.parent_id END'
    : 'u.parent_id';
  const spans = treeChanged
    ? 'LEFT JOIN unit_span s ON s.unit_id = u.id AND a.tree_day < s.to_day AND (s.from_day IS NULL OR a.tree_day >= s.from_day)'
    : '';
  await tx.sql(
    `INSERT INTO lifted SELECT p.id, ${STEP('p')}, x.pattern, x.day, x.tree_day, x.slot, x.n, x.v, x.o FROM (
       SELECT ${parent} AS parent_id, a.pattern, a.day, a.tree_day,
         CASE WHEN u.kind = 'department' AND a.slot = 'own' THEN 'office' ELSE 'below' END AS slot, sum(a.n)::int AS n, sum(a.v) AS v, sum(a.o) AS o
       FROM ${arrived} AS a JOIN unit u ON u.id = a.unit_id ${spans} GROUP BY 1, 2, 3, 4, 5
     ) AS x JOIN unit p ON p.id = x.parent_id`,
  );
}
