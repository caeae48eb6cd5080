import type { Registry } from '../ledgers/index.ts';
import { levelNumber } from '../org/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { FOLD_LOCK } from './fold.ts';

/**
 * All figures anew from the facts of all lines, set by set and level by level: what folding does for a batch, done once
 * for everything. Runs as owner, in one transaction; readers wait for its end and then see all of it.
 * Returns the number of cells written.
 */
export async function rebuildFigures(owner: Database, registry: Registry): Promise<number> {
  return await owner.transaction([], async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    await tx.sql(`SET LOCAL work_mem = '256MB'`);
    await tx.sql(`SET LOCAL maintenance_work_mem = '512MB'`);
    await tx.sql('TRUNCATE cell, coverage, fold_outbox, answer_memo');
    await tx.sql('ALTER TABLE cell DROP CONSTRAINT cell_pkey');
    await buildCells(tx, registry);
    await tx.sql('ALTER TABLE cell ADD PRIMARY KEY (region_code, unit_id, measure, split, piece)');
    await writeCoverage(tx, registry);
    const count = await tx.sql('SELECT count(*)::int AS n FROM cell');
    return Number(count[0]?.['n'] ?? 0);
  });
}

/** Writes every cell of every level into the empty table `cell`: the real one, or a temporary one that shadows it. */
export async function buildCells(tx: Tx, registry: Registry): Promise<void> {
  const treeChanged = (await tx.sql('SELECT 1 FROM unit_break LIMIT 1')).length > 0;
  await ownCells(tx, registry, treeChanged);
  const steps = await liftLevels(tx, treeChanged);
  await writeCells(tx, steps, treeChanged);
}

const MONTH = '(f.day - (EXTRACT(day FROM f.day)::int - 1))';
/** The piece of a unit that a day falls into; without any move in the country it is plainly the month. */
const pieceOf = (unit: string, day: string, month: string, treeChanged: boolean): string =>
  treeChanged
    ? `GREATEST(${month}, COALESCE((SELECT max(b.day) FROM unit_break b WHERE b.unit_id = ${unit} AND b.day <= ${day}), '-infinity'::date))`
    : month;

/** Own cells of every unit, and short keys for (measure, split), since text is dear to group by again at each level. */
async function ownCells(tx: Tx, registry: Registry, treeChanged: boolean): Promise<void> {
  const measures = [...registry.ledgers.values()].flatMap((l) => l.measures.map((m) => m.measure));
  const readings = measures.filter((m) => m.kind === 'stock' && m.mode === 'reading').map((m) => m.key);
  const sums = measures
    .filter((m) => m.kind === 'flow' || (m.kind === 'stock' && m.mode === 'delta'))
    .map((m) => m.key);
  const stocks = measures.filter((m) => m.kind === 'stock').map((m) => m.key);
  const piece = pieceOf('f.unit_id', 'f.day', MONTH, treeChanged);
  await tx.sql(
    `CREATE TEMP TABLE wanted (measure text COLLATE "C" PRIMARY KEY, is_sum boolean, is_stock boolean) ON COMMIT DROP`,
  );
  await tx.sql(
    `INSERT INTO wanted SELECT m, m = ANY($2::text[]), m = ANY($3::text[]) FROM unnest($1::text[]) AS t (m)`,
    [[...sums, ...readings], sums, stocks],
  );
  await tx.sql(
    `CREATE TEMP TABLE own_cell ON COMMIT DROP AS
     SELECT f.unit_id, f.measure, s.split, ${piece} AS piece, count(*)::int AS n, sum(f.value) AS v,
       COALESCE(sum(f.value) FILTER (WHERE f.opening_until IS NOT NULL), 0) AS o
     FROM fact f CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split)
     WHERE f.measure = ANY (${literals(sums)}) GROUP BY 1, 2, 3, 4`,
  );
  await tx.sql(
    `INSERT INTO own_cell
     SELECT unit_id, measure, split, piece, n, v - COALESCE(lag(v) OVER (PARTITION BY unit_id, measure, split ORDER BY piece), 0), 0
     FROM (
       SELECT DISTINCT ON (f.unit_id, f.measure, s.split, piece) f.unit_id, f.measure, s.split, ${piece} AS piece, f.value AS v,
         (count(*) OVER (PARTITION BY f.unit_id, f.measure, s.split, ${piece}))::int AS n
       FROM fact f CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split)
       WHERE f.measure = ANY (${literals(readings)})
       ORDER BY f.unit_id, f.measure, s.split, piece, f.day DESC, f.entry_id DESC
     ) AS last_readings`,
  );
  await tx.sql(
    `CREATE TEMP TABLE split_key ON COMMIT DROP AS
     SELECT (row_number() OVER ())::int AS key, k.measure, k.split, w.is_stock
     FROM (SELECT DISTINCT measure, split FROM own_cell) AS k JOIN wanted w ON w.measure = k.measure`,
  );
  await tx.sql('ANALYZE own_cell');
  await tx.sql('ANALYZE split_key');
}

/** Measure keys come from published definitions; the pattern is asserted since they stand in the text of a statement. */
function literals(keys: readonly string[]): string {
  for (const key of keys)
    if (!/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(key)) throw new Error(`measure key refused: ${key}`);
  return `ARRAY[${keys.map((k) => `'${k}'`).join(', ')}]::text[]`;
}

interface Step {
  readonly table: string;
  readonly level: number;
  readonly isFederation: boolean;
}

/**
 * Level by level from the village up: what arrived at a unit goes on to its parent of that day, summed on the way.
 * Departments, groups and venues come before the federation of their level, since they hang on it.
 */
async function liftLevels(tx: Tx, treeChanged: boolean): Promise<Step[]> {
  const steps: Step[] = [];
  for (let level = levelNumber('village'); level >= 0; level -= 1) {
    for (const isFederation of [false, true]) {
      const step: Step = { table: `arrived_${level}_${isFederation ? 'f' : 'o'}`, level, isFederation };
      await tx.sql(
        `CREATE TEMP TABLE ${step.table} ON COMMIT DROP AS
         SELECT c.unit_id, k.key, c.piece AS day, c.piece AS tree_day, 'own' AS slot, c.n, c.v, c.o
         FROM own_cell c JOIN unit u ON u.id = c.unit_id AND u.level = ${level} AND (u.kind = 'federation') = ${isFederation}
         JOIN split_key k ON k.measure = c.measure AND k.split = c.split`,
      );
      if (treeChanged) await carryStocks(tx, step);
      for (const from of steps.filter((s) => s.level >= level))
        await tx.sql(liftSql(from, step, treeChanged));
      await tx.sql(`ANALYZE ${step.table}`);
      steps.push(step);
    }
  }
  return steps;
}

/** A stock's change leaves the old ancestors and comes to the new ones on each later day that the unit's place changed. */
async function carryStocks(tx: Tx, step: Step): Promise<void> {
  await tx.sql(
    `INSERT INTO ${step.table}
     SELECT a.unit_id, a.key, b.day, b.day + t.shift, 'own', t.sign * a.n, t.sign * a.v, t.sign * a.o
     FROM ${step.table} a JOIN split_key k ON k.key = a.key AND k.is_stock JOIN unit_break b ON b.unit_id = a.unit_id AND b.day > a.day
     CROSS JOIN (VALUES (-1, -1), (0, 1)) AS t (shift, sign) WHERE a.slot = 'own'`,
  );
}

function liftSql(from: Step, to: Step, treeChanged: boolean): string {
  const parent = treeChanged
    ? 'CASE WHEN s.unit_id IS NULL THEN u.parent_id ELSE s.parent_id END'
    : 'u.parent_id';
  const spans = treeChanged
    ? 'LEFT JOIN unit_span s ON s.unit_id = u.id AND a.tree_day < s.to_day AND (s.from_day IS NULL OR a.tree_day >= s.from_day)'
    : '';
  return `INSERT INTO ${to.table}
    SELECT p.id, a.key, a.day, a.tree_day, CASE WHEN u.kind = 'department' AND a.slot = 'own' THEN 'office' ELSE 'below' END AS slot,
      sum(a.n)::int, sum(a.v), sum(a.o)
    FROM ${from.table} a JOIN unit u ON u.id = a.unit_id ${spans}
    JOIN unit p ON p.id = ${parent} AND p.level = ${to.level} AND (p.kind = 'federation') = ${to.isFederation}
    GROUP BY 1, 2, 3, 4, 5`;
}

async function writeCells(tx: Tx, steps: readonly Step[], treeChanged: boolean): Promise<void> {
  for (const step of steps) {
    const onlyOwn =
      !treeChanged && (await tx.sql(`SELECT 1 FROM ${step.table} WHERE slot <> 'own' LIMIT 1`)).length === 0;
    await tx.sql(
      `INSERT INTO cell (region_code, unit_id, measure, split, piece, unit_path, own_n, own_v, office_n, office_v, below_n, below_v, own_opening, rest_opening)
       SELECT u.region_code, u.id, k.measure, k.split, a.piece, u.path, a.own_n, a.own_v, a.office_n, a.office_v, a.below_n, a.below_v, a.own_o, a.rest_o
       FROM (${onlyOwn ? ownSums(step) : slotSums(step, treeChanged)}) AS a
       JOIN split_key k ON k.key = a.key JOIN unit u ON u.id = a.unit_id`,
    );
  }
}

/** Villages and offices have nothing below them: their own cells are final as they are, and they are most of all cells. */
const ownSums = (step: Step): string =>
  `SELECT unit_id, key, day AS piece, n AS own_n, v AS own_v, 0 AS office_n, 0::numeric AS office_v, 0 AS below_n,
     0::numeric AS below_v, o AS own_o, 0::numeric AS rest_o FROM ${step.table}`;

function slotSums(step: Step, treeChanged: boolean): string {
  const month = '(a.day - (EXTRACT(day FROM a.day)::int - 1))';
  const only = (slot: string, column: string): string =>
    `COALESCE(sum(a.${column}) FILTER (WHERE a.slot = '${slot}'), 0)`;
  return `SELECT a.unit_id, a.key, ${pieceOf('a.unit_id', 'a.day', month, treeChanged)} AS piece,
     ${only('own', 'n')}::int AS own_n, ${only('own', 'v')} AS own_v, ${only('office', 'n')}::int AS office_n, ${only('office', 'v')} AS office_v,
     ${only('below', 'n')}::int AS below_n, ${only('below', 'v')} AS below_v, ${only('own', 'o')} AS own_o,
     COALESCE(sum(a.o) FILTER (WHERE a.slot <> 'own'), 0) AS rest_o
   FROM ${step.table} a GROUP BY 1, 2, 3`;
}

/** Which months of which unit and ledger have lines, a stated zero, or an opening line over them. */
async function writeCoverage(tx: Tx, registry: Registry): Promise<void> {
  await tx.sql(
    `INSERT INTO coverage (region_code, unit_id, ledger, month, unit_path, lines, zero)
     SELECT u.region_code, u.id, s.ledger, s.month, u.path, sum(s.lines)::int, bool_or(s.zero) FROM (
       SELECT c.unit_id, l.ledger, date_trunc('month', c.piece)::date AS month, c.n AS lines, false AS zero
       FROM own_cell c JOIN unnest($1::text[], $2::text[]) AS l (ledger, measure) ON l.measure = c.measure WHERE c.split = ''
       UNION ALL SELECT z.unit_id, z.ledger, z.month, 0, true FROM stated_zero z
       UNION ALL SELECT e.unit_id, e.ledger, m.month::date, 1, false FROM entry e
         CROSS JOIN LATERAL generate_series(date_trunc('month', e.day), e.until_day, interval '1 month') AS m (month)
         WHERE e.opening IS NOT NULL AND e.state = 'valid'
     ) AS s JOIN unit u ON u.id = s.unit_id GROUP BY 1, 2, 3, 4, 5`,
    [[...registry.ledgers.keys()], [...registry.ledgers.values()].map((l) => l.linesKey)],
  );
}
