import pg from 'pg';
import { recordEvent } from '../../audit/index.ts';
import type { BlindKey } from '../../figures/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { bindTx, type Store, type Tx, translate } from '../../platform/db/index.ts';
import { withIndexesLater } from '../indexes-later.ts';
import { applyLineChanges } from './apply-line-changes.ts';
import { applyLines } from './apply-lines.ts';
import { applyPeople } from './apply-people.ts';
import { applyUnits } from './apply-units.ts';
import { applyZeros } from './apply-zeros.ts';
import { checkCells } from './check-cells.ts';
import { type ImportContext, type ImportCounts, newCounts } from './context.ts';
import { collectMarks } from './dirty-marks.ts';
import { collectProblems, type ImportProblem, type Problems } from './problems.ts';
import { readSource, type Sorted } from './read-source.ts';
import { openSpool, type Spool } from './spool.ts';
import { openStaging } from './staging.ts';

export interface ImportOptions {
  /** Checks everything by doing it, and takes all of it back. */
  readonly dryRun?: boolean;
  readonly now: Date;
  readonly log?: (line: string) => void;
  /** Only for a backup of our own: lines are taken as they are, since definitions may have changed since. */
  readonly trusted?: boolean;
}

export interface ImportResult {
  /** True when nothing is wrong; then everything is in the store (or would be, in a dry run). */
  readonly ok: boolean;
  readonly counts: ImportCounts;
  /** The first 200, by line. */
  readonly problems: readonly ImportProblem[];
  readonly problemsTotal: number;
  /** SHA-256 of the file's lines. */
  readonly digest: string;
  readonly seconds: number;
}

/** Two imports at once could both find that a line is not there yet. */
const IMPORT_LOCK = 727_005;
/** From so many lines on, work on the tables as a whole pays. */
const MANY = 2_000;

/**
 * Takes in a file of exchange records (导入): checks everything, tells every problem by line and field, and writes all or
 * nothing in one transaction. The same file again changes nothing. Figures follow when the caller folds (`foldAll`).
 */
export async function importRecords(
  store: Store,
  registry: Registry,
  blind: BlindKey,
  source: AsyncIterable<string> | Iterable<string>,
  o: ImportOptions,
): Promise<ImportResult> {
  const started = performance.now();
  const problems = collectProblems();
  const spool = await openSpool();
  try {
    const file = await readSource(source, spool, problems);
    const counts = newCounts();
    await inOneTransaction(store.ownerUrl, async (tx, mayAlter) => {
      const ctx: ImportContext = {
        tx,
        registry,
        blind,
        now: o.now,
        today: chinaDay(o.now),
        problems,
        counts,
        marks: collectMarks(),
        units: new Map(),
        refused: new Set(),
        trusted: o.trusted ?? false,
        direct: mayAlter,
      };
      await applyAll(ctx, file, spool, o.log);
      if (problems.total === 0 && !o.dryRun) await recordImport(tx, file, counts, o.now);
      return problems.total === 0 && !o.dryRun;
    });
    const seconds = Math.round(performance.now() - started) / 1_000;
    return result(problems, counts, file.digest, seconds);
  } finally {
    await spool.remove();
  }
}

async function applyAll(
  ctx: ImportContext,
  file: Sorted,
  spool: Spool,
  log: ImportOptions['log'],
): Promise<void> {
  await openStaging(ctx.tx);
  await applyUnits(ctx, file);
  await applyPeople(ctx, file);
  const isBig = file.lines >= MANY && ctx.direct;
  const lines = (): Promise<void> =>
    applyLines(ctx, spool, (done) => log?.(`已处理 ${done} / ${file.lines} 条记录。`));
  if (isBig && (await isFirstLoad(ctx.tx)))
    await withIndexesLater(ctx.tx, 'search_row', () => withIndexesLater(ctx.tx, 'fact', lines));
  else await lines();
  // The checks below, folding and lists come next; without fresh statistics they would plan for empty tables.
  if (isBig) await ctx.tx.sql('ANALYZE unit, entry, entry_version, fact, search_row');
  await applyLineChanges(ctx, file.lineChanges);
  const zeros = await applyZeros(ctx, file.zeros);
  if (!ctx.trusted) await checkCells(ctx, file, spool, zeros);
  await ctx.marks.write(ctx.tx, ctx.now);
}

/** Nothing is counted or searched yet, so nobody minds waiting for these tables. */
async function isFirstLoad(tx: Tx): Promise<boolean> {
  const [row] = await tx.sql(
    'SELECT EXISTS (SELECT 1 FROM search_row) OR EXISTS (SELECT 1 FROM fact) AS used',
  );
  return row?.['used'] === false;
}

const result = (problems: Problems, counts: ImportCounts, digest: string, seconds: number): ImportResult => ({
  ok: problems.total === 0,
  counts,
  problems: problems.first,
  problemsTotal: problems.total,
  digest,
  seconds,
});

/** One event for the whole import, with what it held (DESIGN §7). */
async function recordImport(tx: Tx, file: Sorted, counts: ImportCounts, at: Date): Promise<void> {
  await recordEvent(tx, {
    regionCode: '000000',
    at,
    accountId: null,
    postId: null,
    unitPath: null,
    action: 'import',
    object: 'exchange',
    objectId: file.digest,
    result: 'ok',
    detail: Object.fromEntries(Object.entries(counts).map(([kind, tally]) => [kind, tally.new])),
  });
}

/** On a connection of its own, which does not pipeline, so that COPY may run; commits when `fn` answers true. */
async function inOneTransaction(
  url: string,
  fn: (tx: Tx, mayAlter: boolean) => Promise<boolean>,
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.query('BEGIN');
    const tx = bindTx(client);
    // An owner that row-level security binds (DATABASE_URL of another's server) works as the worker does.
    const [role] = await tx.sql<{ free: boolean }>(
      'SELECT rolsuper OR rolbypassrls AS free FROM pg_roles WHERE rolname = current_user',
    );
    if (!role?.free) await tx.sql('SET LOCAL ROLE halfsky_worker');
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [IMPORT_LOCK]);
    await client.query((await fn(tx, role?.free === true)) ? 'COMMIT' : 'ROLLBACK');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw translate(error);
  } finally {
    await client.end();
  }
}
