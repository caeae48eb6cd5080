import { deriveFacts } from '../../figures/index.ts';
import { type Entry, searchTokens } from '../../ledgers/index.ts';
import { type CopyValue, copyRows, type Tx } from '../../platform/db/index.ts';
import type { ImportContext } from './context.ts';

/**
 * Rows go by COPY into the tables, or, since COPY is refused where row-level security binds the role, into temporary
 * ones and from there into the real.
 */
const STAGED = ['entry', 'entry_version', 'search_row', 'fact'] as const;
type Staged = (typeof STAGED)[number];

const COLUMNS: Readonly<Record<Staged, string>> = {
  entry:
    'region_code, id, ledger, definition_version, unit_id, unit_path, day, until_day, title, sort_value, data, opening, joint, explanation, state, version, created_at, created_by, updated_at',
  entry_version:
    'region_code, entry_id, version, unit_path, change, day, data, reason, explanation, request_id, account_id, post_id, at',
  search_row: 'region_code, ledger, token, day, entry_id, unit_path',
  fact: 'region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits, person, opening_until',
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
  await put(ctx, 'entry', entries.map(entryRow));
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
  await copyRows(tx.client, 'in_entry', COLUMNS.entry.split(', '), entries.map(entryRow));
  await tx.sql(
    `UPDATE entry e SET definition_version = n.definition_version, day = n.day, title = n.title, sort_value = n.sort_value, data = n.data,
       explanation = n.explanation, state = n.state, version = n.version, updated_at = n.updated_at
     FROM in_entry n WHERE e.region_code = n.region_code AND e.id = n.id`,
  );
  for (const table of ['fact', 'search_row'])
    await tx.sql(
      `DELETE FROM ${table} t USING in_entry n WHERE t.region_code = n.region_code AND t.entry_id = n.id`,
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

/** Facts, words for the search, and the marks by which folding finds what changed. */
async function writeCounted(ctx: ImportContext, entries: readonly Entry[]): Promise<void> {
  await put(ctx, 'fact', factRows(ctx, entries));
  await put(ctx, 'search_row', searchRows(ctx, entries));
}

function* factRows(ctx: ImportContext, entries: readonly Entry[]): Generator<readonly CopyValue[]> {
  for (const e of entries) {
    const facts = deriveFacts(ctx.registry.ledger(e.ledger), e, ctx.blind);
    // An opening line's months up to its last day count as reported.
    const covered = e.opening !== null && e.until !== null ? [e.day, e.until] : [e.day];
    ctx.marks.add(e, e.ledger, [...covered, ...facts.map((f) => f.day)]);
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
}

function* searchRows(ctx: ImportContext, entries: readonly Entry[]): Generator<readonly CopyValue[]> {
  for (const e of entries) {
    if (e.state !== 'valid') continue;
    for (const token of searchTokens(ctx.registry.ledger(e.ledger), e))
      yield [e.regionCode, e.ledger, token, e.day, e.id, e.unitPath];
  }
}

const entryRow = (e: Entry): readonly CopyValue[] => [
  e.regionCode,
  e.id,
  e.ledger,
  e.definitionVersion,
  e.unitId,
  e.unitPath,
  e.day,
  e.until,
  e.title,
  e.sortValue,
  JSON.stringify(e.data),
  e.opening,
  e.joint.length > 0 ? e.joint : null,
  e.explanation,
  e.state,
  e.version,
  e.createdAt,
  e.createdBy,
  e.updatedAt,
];
