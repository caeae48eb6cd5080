import { deriveFacts } from '../../figures/index.ts';
import { type Entry, searchTokens } from '../../ledgers/index.ts';
import { type CopyValue, copyRows, type Tx } from '../../platform/db/index.ts';
import type { ImportContext } from './context.ts';

/**
 * Rows go by COPY into temporary tables and from there, sorted by key, into the real ones: COPY itself is refused where
 * row-level security binds the role, and sorted rows keep the indexes' pages warm.
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
const ORDER: Readonly<Record<Staged, string>> = {
  entry: 'region_code, id',
  entry_version: 'region_code, entry_id, version',
  search_row: 'region_code, entry_id, token',
  fact: 'region_code, entry_id, measure, part',
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

/** New lines with their first versions, facts and words. */
export async function writeNewLines(ctx: ImportContext, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await stage(ctx.tx, 'entry', entries.map(entryRow));
  await flush(ctx.tx, 'entry');
  await writeVersions(
    ctx.tx,
    entries.map((entry) => ({ entry, change: 'create', reason: null, requestId: null })),
  );
  await writeCounted(ctx, entries);
}

/** Lines as they stand after their changes, with every version between. */
export async function writeChangedLines(
  ctx: ImportContext,
  entries: readonly Entry[],
  versions: readonly VersionRow[],
): Promise<void> {
  if (entries.length === 0) return;
  const { tx } = ctx;
  await tx.sql('TRUNCATE in_entry');
  await stage(tx, 'entry', entries.map(entryRow));
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
  await writeVersions(tx, versions);
  await writeCounted(ctx, entries);
}

async function stage(tx: Tx, table: Staged, rows: Iterable<readonly CopyValue[]>): Promise<void> {
  await copyRows(tx.client, `in_${table}`, COLUMNS[table].split(', '), rows);
}

async function flush(tx: Tx, table: Staged): Promise<void> {
  await tx.sql(
    `INSERT INTO ${table} (${COLUMNS[table]}) SELECT ${COLUMNS[table]} FROM in_${table} ORDER BY ${ORDER[table]}`,
  );
  await tx.sql(`TRUNCATE in_${table}`);
}

async function writeVersions(tx: Tx, versions: readonly VersionRow[]): Promise<void> {
  await stage(
    tx,
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
  await flush(tx, 'entry_version');
}

/** Facts, words for the search, and the marks by which folding finds what changed. */
async function writeCounted(ctx: ImportContext, entries: readonly Entry[]): Promise<void> {
  await stage(ctx.tx, 'fact', factRows(ctx, entries));
  await flush(ctx.tx, 'fact');
  await stage(ctx.tx, 'search_row', searchRows(ctx, entries));
  await flush(ctx.tx, 'search_row');
}

function* factRows(ctx: ImportContext, entries: readonly Entry[]): Generator<readonly CopyValue[]> {
  for (const e of entries) {
    const facts = deriveFacts(ctx.registry.ledger(e.ledger), e, ctx.blind);
    ctx.marks.add(e, e.ledger, [e.day, ...facts.map((f) => f.day)]);
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
