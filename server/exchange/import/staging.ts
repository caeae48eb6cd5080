import { deriveFacts, type Fact } from '../../figures/index.ts';
import { ENTRY_COLUMNS, type Entry, entryValues, searchTokens } from '../../ledgers/index.ts';
import { type CopyValue, copyRows, type Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { areaOf, wordOf } from '../../search/index.ts';
import type { ImportContext } from './context.ts';

/**
 * Rows go by COPY into the tables, or, since COPY is refused where row-level security binds the role, into temporary
 * ones and from there into the real.
 */
const STAGED = ['entry', 'entry_version', 'search_row', 'fact', 'fold_outbox'] as const;
type Staged = (typeof STAGED)[number];

const COLUMNS: Readonly<Record<Staged, string>> = {
  entry: ENTRY_COLUMNS,
  entry_version:
    'region_code, entry_id, version, unit_path, change, day, data, reason, explanation, request_id, account_id, post_id, at',
  search_row: 'region_code, entry_id, word, day, unit_path',
  fact: 'region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits, person, opening_until',
  fold_outbox:
    'region_code, id, unit_id, ledger, from_day, to_day, at, sign, splits, measures, days, amounts, untils',
};

export async function openStaging(tx: Tx): Promise<void> {
  for (const table of STAGED) await tx.sql(`CREATE TEMP TABLE in_${table} (LIKE ${table}) ON COMMIT DROP`);
}

/** A version of a line as it is kept for good. */
export interface VersionRow {
  readonly entry: Entry;
  readonly change: 'create' | 'correct' | 'withdraw' | 'restore';
  readonly reason: string | null;
  readonly requestId: string | null;
}

/** New lines with their first versions, facts and words. Sorted by key, so that the indexes' pages stay warm. */
export async function writeNewLines(ctx: ImportContext, unsorted: readonly Entry[]): Promise<void> {
  if (unsorted.length === 0) return;
  const entries = unsorted.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  await put(ctx, 'entry', entries.map(entryValues));
  const created = { change: 'create', reason: null, requestId: null } as const;
  await writeVersions(
    ctx,
    entries.map((entry) => ({ entry, ...created })),
  );
  await writeCounted(ctx, entries);
}

const keyOf = (e: Entry): string => `${e.regionCode} ${e.id}`;

/** Lines as they stand after their changes, with every version between. */
export async function writeChangedLines(
  ctx: ImportContext,
  entries: readonly Entry[],
  versions: readonly VersionRow[],
): Promise<void> {
  if (entries.length === 0) return;
  const { tx } = ctx;
  await copyRows(tx.client, 'in_entry', COLUMNS.entry.split(', '), entries.map(entryValues));
  await tx.sql(
    `UPDATE entry e SET definition_version = n.definition_version, day = n.day, title = n.title, sort_value = n.sort_value, data = n.data,
       explanation = n.explanation, state = n.state, version = n.version, updated_at = n.updated_at
     FROM in_entry n WHERE e.region_code = n.region_code AND e.id = n.id`,
  );
  await clearFacts(ctx);
  await tx.sql(
    'DELETE FROM search_row t USING in_entry n WHERE t.region_code = n.region_code AND t.entry_id = n.id',
  );
  await tx.sql('TRUNCATE in_entry');
  await writeVersions(ctx, versions);
  await writeCounted(ctx, entries);
}

async function put(ctx: ImportContext, table: Staged, rows: Iterable<readonly CopyValue[]>): Promise<void> {
  const columns = COLUMNS[table];
  await copyRows(ctx.tx.client, ctx.direct ? table : `in_${table}`, columns.split(', '), rows);
  if (ctx.direct) return;
  await ctx.tx.sql(`INSERT INTO ${table} (${columns}) SELECT ${columns} FROM in_${table}`);
  await ctx.tx.sql(`TRUNCATE in_${table}`);
}

async function writeVersions(ctx: ImportContext, versions: readonly VersionRow[]): Promise<void> {
  await put(
    ctx,
    'entry_version',
    versions.map(({ entry: e, change, reason, requestId }) => [
      e.regionCode,
      e.id,
      e.version,
      e.unitPath,
      change,
      e.day,
      JSON.stringify(e.data),
      reason,
      e.explanation,
      requestId,
      null,
      null,
      e.updatedAt,
    ]),
  );
}

interface Gone {
  readonly [column: string]: unknown;
  readonly region_code: string;
  readonly unit_id: string;
  readonly ledger: string;
  readonly from_day: string;
  readonly to_day: string;
  readonly splits: string;
  readonly measures: string;
  readonly days: string;
  readonly amounts: string;
  readonly untils: string;
}

/** What the changed lines counted so far goes, and folding is told so. Lists stay the text that COPY takes. */
async function clearFacts(ctx: ImportContext): Promise<void> {
  const gone = await ctx.tx.sql<Gone>(
    `WITH gone AS (DELETE FROM fact f USING in_entry n WHERE f.region_code = n.region_code AND f.entry_id = n.id RETURNING f.*, n.ledger)
     SELECT region_code, unit_id, ledger, min(day) AS from_day, max(day) AS to_day, splits::text AS splits, array_agg(measure)::text AS measures,
       array_agg(day)::text AS days, array_agg(value)::text AS amounts, array_agg(opening_until)::text AS untils
     FROM gone GROUP BY region_code, entry_id, unit_id, ledger, gone.splits`,
  );
  await put(
    ctx,
    'fold_outbox',
    gone.map((g) => [
      ...[g.region_code, newId(ctx.now), g.unit_id, g.ledger, g.from_day, g.to_day, ctx.now, -1],
      ...[g.splits, g.measures, g.days, g.amounts, g.untils],
    ]),
  );
}

interface Counted {
  readonly entry: Entry;
  readonly facts: readonly Fact[];
}

/** Facts, words for the search, and the rows by which folding learns what came. */
async function writeCounted(ctx: ImportContext, entries: readonly Entry[]): Promise<void> {
  const counted = entries.map((entry) => ({
    entry,
    facts: deriveFacts(ctx.registry.ledger(entry.ledger), entry, ctx.blind),
  }));
  await put(ctx, 'fact', factRows(counted));
  await put(ctx, 'fold_outbox', outboxRows(ctx, counted));
  await put(ctx, 'search_row', searchRows(ctx, entries));
}

function* factRows(counted: readonly Counted[]): Generator<readonly CopyValue[]> {
  for (const { entry: e, facts } of counted)
    for (const f of facts)
      yield [
        e.regionCode,
        e.id,
        f.measure,
        f.part,
        e.unitId,
        e.unitPath,
        f.day,
        f.value,
        f.splits,
        f.person,
        f.openingUntil,
      ];
}

/** One row a line: folding adds up what a batch holds. */
function* outboxRows(ctx: ImportContext, counted: readonly Counted[]): Generator<readonly CopyValue[]> {
  for (const { entry: e, facts } of counted) {
    // An opening line's months up to its last day count as reported.
    const until = e.opening !== null && e.until !== null ? [e.until] : [];
    const days = [e.day, ...until, ...facts.map((f) => f.day)].sort();
    yield [
      ...[
        e.regionCode,
        newId(ctx.now),
        e.unitId,
        e.ledger,
        days[0] ?? e.day,
        days.at(-1) ?? e.day,
        ctx.now,
        1,
      ],
      facts[0]?.splits ?? [],
      facts.map((f) => f.measure),
      facts.map((f) => f.day),
      facts.map((f) => String(f.value)),
      `{${facts.map((f) => f.openingUntil ?? 'NULL').join(',')}}`,
    ];
  }
}

function* searchRows(ctx: ImportContext, entries: readonly Entry[]): Generator<readonly CopyValue[]> {
  for (const e of entries) {
    if (e.state !== 'valid') continue;
    for (const token of searchTokens(ctx.registry.ledger(e.ledger), e))
      yield [e.regionCode, e.id, wordOf(areaOf(e.regionCode), e.ledger, token), e.day, e.unitPath];
  }
}
