import type { Registry } from '../ledgers/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { FOLD_LOCK } from './fold.ts';
import { countedMeasures, insertKeys } from './keys.ts';
import { liftSums, pieceIn } from './rebuild-levels.ts';

/**
 * All figures anew from the facts of all lines: what folding does change by change, done once for
 * everything. Runs as owner, in one transaction; readers wait for its end and then see all of it.
 * Returns the number of cells written.
 */
export async function rebuildFigures(owner: Database, registry: Registry): Promise<number> {
  return await owner.transaction([], async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [FOLD_LOCK]);
    await tx.sql(`SET LOCAL work_mem = '192MB'; SET LOCAL maintenance_work_mem = '384MB'`);
    await tx.sql('TRUNCATE cell, coverage, fold_outbox, answer_memo');
    await tx.sql('ALTER TABLE cell DROP CONSTRAINT cell_pkey');
    await buildCells(tx, registry);
    await tx.sql('ALTER TABLE cell ADD PRIMARY KEY (region_code, unit_id, key, piece)');
    await writeCoverage(tx, registry);
    await tx.sql('ANALYZE cell; ANALYZE cell_key; ANALYZE coverage');
    const count = await tx.sql('SELECT count(*)::int AS n FROM cell');
    return Number(count[0]?.['n'] ?? 0);
  });
}

/** After an upgrade that drops the cells, and wherever else lines have no figures yet, figures are built before anyone asks. */
export async function ensureFigures(owner: Database, registry: Registry): Promise<void> {
  const [row] = await owner.transaction(
    [],
    (tx) => tx.sql('SELECT EXISTS (SELECT 1 FROM fact) AND NOT EXISTS (SELECT 1 FROM cell) AS missing'),
    'read',
  );
  if (row?.['missing'] === true) await rebuildFigures(owner, registry);
}

/** Writes every cell of every level into the empty table `cell`: the real one, or a temporary one that shadows it. */
export async function buildCells(tx: Tx, registry: Registry): Promise<void> {
  const treeChanged = (await tx.sql('SELECT 1 FROM unit_break LIMIT 1')).length > 0;
  await ownSums(tx, registry, treeChanged);
  await patternKeys(tx);
  await liftSums(tx, treeChanged);
}

/**
 * What every unit counts itself, by pattern: a measure with all splits of a line. There are some hundred patterns, so
 * all further grouping is by numbers, and splits are unfolded only where a level keeps them.
 */
async function ownSums(tx: Tx, registry: Registry, treeChanged: boolean): Promise<void> {
  const { sums, sumIsStock, readings } = countedMeasures(registry);
  const stocks = sums.filter((_, i) => sumIsStock[i]);
  const piece = pieceIn('f.unit_id', 'f.day', treeChanged);
  // is_exact: the pattern stands for its one split alone, at every level; else for each split and the whole.
  await tx.sql(
    `CREATE TEMP TABLE pattern ON COMMIT DROP AS
     SELECT (row_number() OVER ())::int AS id, measure, splits, measure = ANY (${literals(stocks)}) AS is_stock, false AS is_exact
     FROM (SELECT DISTINCT measure, splits FROM fact WHERE measure = ANY (${literals(sums)})) AS d`,
  );
  await tx.sql('ANALYZE pattern');
  await tx.sql(
    `CREATE TEMP TABLE own_sum ON COMMIT DROP AS
     SELECT f.unit_id, p.id AS pattern, ${piece} AS day, '-infinity'::date AS tree_day, count(*)::int AS n, sum(f.value) AS v,
       COALESCE(sum(f.value) FILTER (WHERE f.opening_until IS NOT NULL), 0) AS o
     FROM fact f JOIN pattern p ON p.measure = f.measure AND p.splits = f.splits GROUP BY 1, 2, 3`,
  );
  await tx.sql(
    `CREATE TEMP TABLE last_reading ON COMMIT DROP AS
     SELECT unit_id, measure, split, piece, n, v - COALESCE(lag(v) OVER (PARTITION BY unit_id, measure, split ORDER BY piece), 0) AS v
     FROM (
       SELECT DISTINCT ON (f.unit_id, f.measure, s.split, piece) f.unit_id, f.measure, s.split, ${piece} AS piece, f.value AS v,
         (count(*) OVER (PARTITION BY f.unit_id, f.measure, s.split, ${piece}))::int AS n
       FROM fact f CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split)
       WHERE f.measure = ANY (${literals(readings)})
       ORDER BY f.unit_id, f.measure, s.split, piece, f.day DESC, f.entry_id DESC
     ) AS t`,
  );
  await tx.sql(
    `INSERT INTO pattern SELECT (SELECT COALESCE(max(id), 0) FROM pattern) + row_number() OVER (), measure, ARRAY[split], true, true
     FROM (SELECT DISTINCT measure, split FROM last_reading) AS d`,
  );
  await tx.sql(
    `INSERT INTO own_sum SELECT r.unit_id, p.id, r.piece, '-infinity', r.n, r.v, 0 FROM last_reading r
     JOIN pattern p ON p.is_exact AND p.measure = r.measure AND p.splits = ARRAY[r.split]`,
  );
}

/** Measure keys come from published definitions; the pattern is asserted since they stand in the text of a statement. */
function literals(keys: readonly string[]): string {
  for (const key of keys)
    if (!/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/.test(key)) throw new Error(`measure key refused: ${key}`);
  return `ARRAY[${keys.map((k) => `'${k}'`).join(', ')}]::text[]`;
}

/** Pattern → keys of cells; `is_whole`: written at every level, not only where splits are kept. */
async function patternKeys(tx: Tx): Promise<void> {
  const cuts = `(SELECT p.id, p.measure, p.is_exact, s.split FROM pattern p
    CROSS JOIN LATERAL unnest(CASE WHEN p.is_exact THEN p.splits ELSE array_append(p.splits, '') END) AS s (split)) AS c`;
  await tx.sql(insertKeys(`SELECT DISTINCT c.measure, c.split FROM ${cuts}`));
  await tx.sql(
    `CREATE TEMP TABLE pattern_key ON COMMIT DROP AS
     SELECT c.id AS pattern, k.id AS key, c.is_exact OR c.split = '' AS is_whole FROM ${cuts} JOIN cell_key k ON k.measure = c.measure AND k.split = c.split`,
  );
  await tx.sql('ANALYZE pattern_key; ANALYZE own_sum; ANALYZE pattern');
}

/** Which months of which unit and ledger have lines, a stated zero, or an opening line over them. */
async function writeCoverage(tx: Tx, registry: Registry): Promise<void> {
  await tx.sql(
    `INSERT INTO coverage (region_code, unit_id, ledger, month, unit_path, lines, zero)
     SELECT u.region_code, u.id, c.ledger, c.month, u.path, c.lines, c.zero FROM (
       SELECT s.unit_id, s.ledger, s.month, sum(s.lines)::int AS lines, bool_or(s.zero) AS zero FROM (
         SELECT c.unit_id, l.ledger, date_trunc('month', c.day)::date AS month, c.n AS lines, false AS zero
         FROM own_sum c JOIN pattern p ON p.id = c.pattern
         JOIN unnest($1::text[], $2::text[]) AS l (ledger, measure) ON l.measure = p.measure
         UNION ALL SELECT z.unit_id, z.ledger, z.month, 0, true FROM stated_zero z
         UNION ALL SELECT e.unit_id, e.ledger, m.month::date, 1, false FROM entry e
           CROSS JOIN LATERAL generate_series(date_trunc('month', e.day), e.until_day, interval '1 month') AS m (month)
           WHERE e.opening IS NOT NULL AND e.state = 'valid'
       ) AS s GROUP BY 1, 2, 3
     ) AS c JOIN unit u ON u.id = c.unit_id`,
    [[...registry.ledgers.keys()], [...registry.ledgers.values()].map((l) => l.linesKey)],
  );
}
