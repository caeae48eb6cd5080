import { setImmediate } from 'node:timers/promises';
import type { CompiledLedger } from '../../ledgers/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { log } from '../../platform/log/index.ts';
import type { Moved } from './moved.ts';
import { type Keys, type Offered, offeredOfLedger, openKeys } from './offered.ts';
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

interface Stamp {
  readonly text: string;
  readonly facts: number;
}
interface Kept {
  readonly stamp: Stamp;
  readonly year: YearOfCases;
  /** When it was last as the lines were, and when it is held against them again, in milliseconds of this process. */
  sureAt: number;
  nextLook: number;
}
/** As many as a report with its year before asks, for all ledgers of cases. */
const MOST = 40;
/**
 * A year of so many facts (some ten thousand lines) is held against them and made anew beside the requests, now and then, so that
 * it takes a twentieth of the time at most; meanwhile what stood, stands, for ten minutes. Where there is none, nobody waits long.
 */
const LARGE = 50_000;
const LOOK_MS = 5_000;
const LOOK_SHARE = 20;
const STANDS_MS = 10 * 60_000;
const WAIT_MS = 8_000;
const kept = new WeakMap<Database, Map<string, Kept>>();
const underWay = new WeakMap<Database, Map<string, Promise<Kept>>>();
const left = new WeakSet<Database>();

interface Asked {
  readonly worker: Database;
  readonly ledger: CompiledLedger;
  readonly year: number;
  readonly threshold: number;
}
const keyOf = ({ ledger, year, threshold }: Asked): string =>
  `${ledger.definition.key} ${ledger.definition.version} ${year} ${threshold}`;

/**
 * The year's lines of the whole tree, asked as the worker, so that all who read are told by the same rule whoever they are.
 * Made anew when a line of it came, went or changed, or the tree did. null where a large one is made for the first time and takes
 * longer than `waitMs`.
 */
export async function yearOfCases(asked: Asked, waitMs = WAIT_MS): Promise<YearOfCases | null> {
  const known = kept.get(asked.worker)?.get(keyOf(asked));
  const now = performance.now();
  if (known && known.stamp.facts >= LARGE && now - known.sureAt < STANDS_MS) {
    if (now >= known.nextLook) lookBeside(asked, known);
    return known.year;
  }
  const stamp = await stampNow(asked);
  if (known?.stamp.text === stamp.text) {
    known.sureAt = now;
    return known.year;
  }
  const making = makeOnce(asked);
  if (stamp.facts < LARGE) return (await making).year;
  return (await within(making, waitMs))?.year ?? null;
}

function lookBeside(asked: Asked, known: Kept): void {
  const at = performance.now();
  known.nextLook = Number.POSITIVE_INFINITY;
  stampNow(asked)
    .then(async (stamp) => {
      const took = performance.now() - at;
      known.nextLook = at + Math.max(LOOK_MS, took * LOOK_SHARE);
      if (stamp.text === known.stamp.text) known.sureAt = at;
      else await makeOnce(asked);
    })
    .catch((error: unknown) => {
      known.nextLook = performance.now() + LOOK_MS;
      if (!left.has(asked.worker)) log.warn({ err: error }, 'small counts could not be looked for');
    });
}

/** Makes a large year before anybody asks for it; small ones are made in a moment when they are asked. */
export async function makeAhead(asked: Asked): Promise<void> {
  const known = kept.get(asked.worker)?.get(keyOf(asked));
  const at = performance.now();
  const stamp = await stampNow(asked);
  if (stamp.facts < LARGE) return;
  if (known?.stamp.text === stamp.text) known.sureAt = at;
  else await makeOnce(asked);
}

/** The house is closed: what is being made is left. */
export function leaveYears(worker: Database): void {
  left.add(worker);
}

async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), ms);
  });
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Several who ask at once wait for one. */
function makeOnce(asked: Asked): Promise<Kept> {
  const { worker, ledger, year, threshold } = asked;
  const key = keyOf(asked);
  const going = underWay.get(worker) ?? new Map<string, Promise<Kept>>();
  underWay.set(worker, going);
  const begun = going.get(key);
  if (begun) return begun;
  const at = performance.now();
  const goOn = (): void => {
    if (left.has(worker)) throw new Error('the house is closing');
  };
  const offered = offeredOfLedger(ledger);
  const making = worker
    .transaction(
      [],
      async (tx) => ({
        stamp: await stampOf(tx, ledger, year),
        lines: await readLines(tx, year, sumsOf(ledger), offered, goOn),
      }),
      'read',
    )
    .then(async ({ stamp, lines }) => {
      const made = await breathing(makeYear(sumsOf(ledger), offered, lines, threshold), goOn);
      const all = kept.get(worker) ?? new Map<string, Kept>();
      kept.set(worker, all);
      const entry = { stamp, year: made, sureAt: at, nextLook: performance.now() + LOOK_MS };
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

const stampNow = ({ worker, ledger, year }: Asked): Promise<Stamp> =>
  worker.transaction([], (tx) => stampOf(tx, ledger, year), 'read');

/** A corrected line has new facts, of a later transaction; a moved unit writes its lines' paths. */
async function stampOf(tx: Tx, ledger: CompiledLedger, year: number): Promise<Stamp> {
  const rows = await tx.sql(
    `SELECT count(*) AS n, COALESCE(max(f.xmin::text::bigint), 0) AS last, (SELECT count(*) FROM unit) AS units
     FROM fact f WHERE f.measure = ANY($1) AND f.day >= $2 AND f.day <= $3`,
    [sumsOf(ledger), `${year}-01-01`, `${year}-12-31`],
    'cases-stamp',
  );
  const [row] = rows;
  return { text: `${row?.['n']} ${row?.['last']} ${row?.['units']}`, facts: Number(row?.['n'] ?? 0) };
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

async function breathing<T>(steps: Generator<void, T>, goOn: () => void): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < BREATH_MS) continue;
    await setImmediate();
    goOn();
    since = performance.now();
  }
}
