import pg from 'pg';
import type { House } from '../server/compose.ts';
import { rebuildFigures } from '../server/figures/index.ts';
import { copyRows } from '../server/platform/db/index.ts';
import { withoutIndexes } from './indexes-later.ts';
import { templates } from './line-templates.ts';

/** What besides the lines and their first versions is made: each part costs disk that only some rows of the bench need. */
export interface BulkParts {
  readonly search: boolean;
  readonly facts: boolean;
  readonly figures: boolean;
}

/** Two whole years up to this day; ids follow days, as saving makes them. */
export const BULK_FROM = '2024-01-01';
export const BULK_TO = '2025-12-31';
const DAYS = 731;
const BASE_MS = Date.parse(BULK_FROM);

/**
 * Fills an empty nation with generated lines, in the very shapes that saving writes: some 2,000 patterns are checked, titled,
 * counted and split by the house's own functions and then repeated over units and days by SQL. Villages bear seven tenths of
 * the lines, some villages far more than others. The same number of lines gives the same world.
 */
export async function fillLines(
  house: House,
  lines: number,
  parts: BulkParts,
  say: (line: string) => void,
): Promise<void> {
  const client = new pg.Client({ connectionString: house.store.ownerUrl });
  await client.connect();
  const step = async (what: string, sql: string, values: unknown[] = []): Promise<void> => {
    const started = performance.now();
    await client.query(sql, values);
    say(`  ${what} ${((performance.now() - started) / 1000).toFixed(1)} s`);
  };
  const into = (table: string, what: string, sql: string): Promise<void> =>
    withoutIndexes(client, table, () => step(`${table} ${what}`, sql));
  try {
    await client.query(`SET synchronous_commit = off; SET work_mem = '128MB'; SET maintenance_work_mem = '512MB';
      CREATE SCHEMA bench;
      CREATE UNLOGGED TABLE bench.pattern (ledger text, k int, version int, title text, sort_value numeric, data jsonb, tokens text[], PRIMARY KEY (ledger, k));
      CREATE UNLOGGED TABLE bench.pattern_fact (ledger text, k int, measure text, part smallint, value numeric, splits text[], is_person boolean)`);
    const made = templates(house);
    await copyRows(
      client,
      'bench.pattern',
      ['ledger', 'k', 'version', 'title', 'sort_value', 'data', 'tokens'],
      made.lines,
    );
    await copyRows(
      client,
      'bench.pattern_fact',
      ['ledger', 'k', 'measure', 'part', 'value', 'splits', 'is_person'],
      made.facts,
    );
    await step('units', UNITS);
    await step('words', WORDS);
    await step('plan', PLAN, [lines, made.ledgers, made.each, DAYS, BULK_FROM]);
    await client.query(
      'ANALYZE bench.pattern; ANALYZE bench.pattern_fact; ANALYZE bench.unit; ANALYZE bench.line',
    );
    await into('entry', 'rows', ENTRIES);
    await into('entry_version', 'rows', VERSIONS);
    if (parts.facts) await into('fact', 'rows', FACTS);
    if (parts.search) await into('search_row', 'rows', SEARCH);
    await client.query('DROP SCHEMA bench CASCADE');
    await client.query('VACUUM (ANALYZE) entry, entry_version, fact, search_row');
    if (parts.figures) {
      const started = performance.now();
      await withoutIndexes(client, 'cell', () => rebuildFigures(house.store.owner, house.registry()), 'f');
      say(`  rebuild ${((performance.now() - started) / 1000).toFixed(1)} s`);
      await client.query('VACUUM (ANALYZE) cell, coverage');
    }
  } finally {
    await client.end();
  }
}

/** Federations by level, shuffled, so that a power of chance picks few of them often. */
const UNITS = `CREATE UNLOGGED TABLE bench.unit AS
  SELECT id, path, region_code, level, (row_number() OVER (PARTITION BY level ORDER BY md5(code)))::int AS seq,
    (count(*) OVER (PARTITION BY level))::int AS peers FROM unit WHERE kind = 'federation'`;

const PLAN = `CREATE UNLOGGED TABLE bench.line AS
  WITH size AS (SELECT level, max(peers) AS peers FROM bench.unit GROUP BY level), drawn AS MATERIALIZED (
    SELECT i, random() AS r_level, random() AS r_unit, random() AS r_ledger, random() AS r_k, random() AS r_day, random() AS r_person
    FROM (SELECT setseed(0.5)) AS s, generate_series(1, $1::int) AS i
  ), placed AS (
    SELECT i, r_unit, r_person,
      CASE WHEN r_level < 0.7 THEN 5 WHEN r_level < 0.9 THEN 4 WHEN r_level < 0.98 THEN 3 WHEN r_level < 0.998 THEN 2 ELSE 1 END AS level,
      ($2::text[])[1 + floor(r_ledger * r_ledger * cardinality($2::text[]))::int] AS ledger,
      floor(r_k * r_k * $3::int)::int AS k,
      LEAST($4::int - 1, GREATEST(0, floor((i::numeric / $1::int) * $4::int - r_day * r_day * 30)))::int AS days
    FROM drawn
  )
  SELECT p.i, p.ledger, p.k, p.level, 1 + floor(power(p.r_unit, 2) * s.peers)::int AS seq, $5::date + p.days AS day,
    (lpad(to_hex(${BASE_MS}::bigint + p.days * 86400000::bigint + p.i % 86400000), 12, '0') || '7' || lpad(to_hex(p.i & 4095), 3, '0') || '8' || lpad(to_hex(p.i), 15, '0'))::uuid AS id,
    floor(p.r_person * $1::int / 3)::int AS person
  FROM placed p JOIN size s USING (level) ORDER BY p.i`;

const JOINED = `bench.line l JOIN bench.unit u ON u.level = l.level AND u.seq = l.seq`;

const ENTRIES = `INSERT INTO entry (region_code, id, ledger, definition_version, unit_id, unit_path, day, title, sort_value, data, state, version, created_at, updated_at)
  SELECT u.region_code, l.id, l.ledger, t.version, u.id, u.path, l.day, t.title, t.sort_value + l.i % 17, t.data, 'valid', 1, l.day::timestamptz, l.day::timestamptz
  FROM ${JOINED} JOIN bench.pattern t ON t.ledger = l.ledger AND t.k = l.k`;

const VERSIONS = `INSERT INTO entry_version (region_code, entry_id, version, unit_path, change, day, data, at)
  SELECT u.region_code, l.id, 1, u.path, 'create', l.day, t.data, l.day::timestamptz
  FROM ${JOINED} JOIN bench.pattern t ON t.ledger = l.ledger AND t.k = l.k`;

const FACTS = `INSERT INTO fact (region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits, person)
  SELECT u.region_code, l.id, f.measure, f.part, u.id, u.path, l.day, f.value, f.splits,
    CASE WHEN f.is_person THEN substr(md5(l.person::text), 1, 16) END
  FROM ${JOINED} JOIN bench.pattern_fact f ON f.ledger = l.ledger AND f.k = l.k`;

/** The words of each pattern in each area, as server/search makes them. */
const WORDS = `CREATE UNLOGGED TABLE bench.words AS
  SELECT a.area, t.ledger, t.k, ARRAY(SELECT ('x' || encode(substr(sha256(convert_to(a.area || '/' || t.ledger || '/' || w.token, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint
    FROM unnest(t.tokens) AS w (token)) AS words
  FROM (SELECT DISTINCT left(region_code, 2) AS area FROM bench.unit) AS a CROSS JOIN bench.pattern t`;

const SEARCH = `INSERT INTO search_row (region_code, entry_id, word, day, unit_path)
  SELECT u.region_code, l.id, w.word, l.day, u.path
  FROM ${JOINED} JOIN bench.words t ON t.area = left(u.region_code, 2) AND t.ledger = l.ledger AND t.k = l.k CROSS JOIN LATERAL unnest(t.words) AS w (word)`;
