import { setImmediate } from 'node:timers/promises';
import type { CompiledLedger } from '../../ledgers/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { Moved } from './moved.ts';
import { closedDimensions, type Keys, type Offered, offeredOf, openKeys } from './offered.ts';
import { makeWorlds } from './other-worlds.ts';
import { groupLines, type LinesOfYear, readLines } from './read-lines.ts';

/** A year of a ledger of cases, with its other worlds: what of it may be told. */
export interface YearOfCases {
  readonly offered: Offered;
  readonly keys: Keys;
  readonly movedAt: (path: string) => Moved | undefined;
  /** Whether a unit holds lines, or stands right below or above one that does. */
  readonly knows: (path: string) => boolean;
}

interface Kept {
  readonly stamp: string;
  readonly year: YearOfCases;
  readonly lines: number;
  /** When making it was begun, and when it was last held against the lines, in milliseconds of this process. */
  readonly at: number;
  lookedAt: number;
}
/** As many as a report with its year before asks, for all ledgers of cases. */
const MOST = 40;
/**
 * A year of so many lines is held against them every few seconds only, and made anew beside the requests; meanwhile what stood,
 * stands, for ten minutes at most.
 */
const LARGE = 20_000;
const LOOK_MS = 5_000;
const STANDS_MS = 10 * 60_000;
const kept = new WeakMap<Database, Map<string, Kept>>();
const underWay = new WeakMap<Database, Map<string, Promise<Kept>>>();

/**
 * The year's lines of the whole tree, asked as the worker, so that all who read are told by the same rule whoever they are.
 * Made anew when a line of it came, went or changed, or the tree did.
 */
export async function yearOfCases(
  worker: Database,
  ledger: CompiledLedger,
  year: number,
  threshold: number,
): Promise<YearOfCases> {
  const key = `${ledger.definition.key} ${ledger.definition.version} ${year} ${threshold}`;
  const known = kept.get(worker)?.get(key);
  const isLarge = known !== undefined && known.lines >= LARGE;
  const now = performance.now();
  if (known && isLarge && now - known.lookedAt < LOOK_MS) return known.year;
  const stamp = await worker.transaction([], (tx) => stampOf(tx, ledger, year), 'read');
  if (known?.stamp === stamp) {
    known.lookedAt = now;
    return known.year;
  }
  const making = makeOnce(worker, ledger, year, threshold, key);
  if (known && isLarge && now - known.at < STANDS_MS) {
    known.lookedAt = now;
    // Whoever asks next hears of what went wrong; this answer needs it not.
    making.catch(() => undefined);
    return known.year;
  }
  return (await making).year;
}

/** Several who ask at once wait for one. */
function makeOnce(
  worker: Database,
  ledger: CompiledLedger,
  year: number,
  threshold: number,
  key: string,
): Promise<Kept> {
  const going = underWay.get(worker) ?? new Map<string, Promise<Kept>>();
  underWay.set(worker, going);
  const begun = going.get(key);
  if (begun) return begun;
  const at = performance.now();
  const offered = offeredOf(
    ledger.measures.map((m) => m.measure),
    closedDimensions(ledger.definition),
  );
  const making = worker
    .transaction(
      [],
      async (tx) => ({
        stamp: await stampOf(tx, ledger, year),
        lines: await readLines(tx, year, sumsOf(ledger), offered),
      }),
      'read',
    )
    .then(async ({ stamp, lines }) => {
      const made = await breathing(makeYear(sumsOf(ledger), offered, lines, threshold));
      const all = kept.get(worker) ?? new Map<string, Kept>();
      kept.set(worker, all);
      const entry = { stamp, year: made, lines: lines.unitOf.length, at, lookedAt: at };
      all.delete(key);
      all.set(key, entry);
      const oldest = [...all.keys()][0];
      if (all.size > MOST && oldest !== undefined) all.delete(oldest);
      return entry;
    })
    .finally(() => going.delete(key));
  going.set(key, making);
  return making;
}

/** A corrected line has new facts, of a later transaction; a moved unit writes its lines' paths. */
async function stampOf(tx: Tx, ledger: CompiledLedger, year: number): Promise<string> {
  const rows = await tx.sql(
    `SELECT count(*) AS n, COALESCE(max(f.xmin::text::bigint), 0) AS last, (SELECT count(*) FROM unit) AS units
     FROM fact f WHERE f.measure = ANY($1) AND f.day >= $2 AND f.day <= $3`,
    [sumsOf(ledger), `${year}-01-01`, `${year}-12-31`],
    'cases-stamp',
  );
  return `${rows[0]?.['n']} ${rows[0]?.['last']} ${rows[0]?.['units']}`;
}

const sumsOf = (ledger: CompiledLedger): string[] =>
  ledger.measures.flatMap((m) => (m.measure.kind === 'flow' ? [m.measure.key] : []));

function* makeYear(
  sums: readonly string[],
  offered: Offered,
  lines: LinesOfYear,
  threshold: number,
): Generator<void, YearOfCases> {
  const keys = openKeys(offered);
  const { groups, bundles } = yield* groupLines(lines, sums, offered, keys);
  const made = yield* makeWorlds(groups, lines.homes, bundles, threshold);
  return { offered, keys, movedAt: made.of, knows: made.knows };
}

/** Milliseconds of work after which other requests are served. */
const BREATH_MS = 15;

async function breathing<T>(steps: Generator<void, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < BREATH_MS) continue;
    await setImmediate();
    since = performance.now();
  }
}
