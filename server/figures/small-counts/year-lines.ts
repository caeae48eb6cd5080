import { setImmediate } from 'node:timers/promises';
import type { CompiledLedger } from '../../ledgers/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import {
  bundleOf,
  type CountedLine,
  closedDimensions,
  type Keys,
  type Offered,
  offeredOf,
  openKeys,
} from './offered.ts';
import { beginWorlds, type Moved } from './other-worlds.ts';

/** A year of a ledger of cases, with its other worlds: what of it may be told. */
export interface YearOfCases {
  readonly offered: Offered;
  readonly keys: Keys;
  readonly movedAt: (path: string) => Moved | undefined;
  /** The path of every unit at whose level lines may count. */
  readonly has: (path: string) => boolean;
}

interface Kept {
  readonly stamp: string;
  readonly year: YearOfCases;
  /** How long making it took, and when it was begun, in milliseconds of this process. */
  readonly took: number;
  readonly at: number;
}
/** As many as a report with its year before asks, for all ledgers of cases. */
const MOST = 40;
/** What took longer than this is made anew beside the requests; meanwhile what stood, stands, for ten minutes at most. */
const QUICK_MS = 400;
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
  const stamp = await worker.transaction([], (tx) => stampOf(tx, ledger, year), 'read');
  if (known?.stamp === stamp) return known.year;
  const making = makeOnce(worker, ledger, year, threshold, key);
  if (known && known.took > QUICK_MS && performance.now() - known.at < STANDS_MS) {
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
  const making = worker
    .transaction(
      [],
      async (tx) => {
        const stamp = await stampOf(tx, ledger, year);
        return { stamp, lines: await linesOf(tx, ledger, year), units: await unitsOf(tx, year) };
      },
      'read',
    )
    .then(async ({ stamp, lines, units }) => {
      const made = await makeYear(ledger, lines, units, threshold);
      const all = kept.get(worker) ?? new Map<string, Kept>();
      kept.set(worker, all);
      const entry = { stamp, year: made, took: performance.now() - at, at };
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

type UnitRow = { path: string; kind: string };
const unitsOf = (tx: Tx, year: number): Promise<UnitRow[]> =>
  tx.sql<UnitRow>(
    `SELECT path, kind FROM unit WHERE kind <> 'department' AND (to_day IS NULL OR to_day > $1)`,
    [`${year}-01-01`],
    'cases-units',
  );

/** Milliseconds of work after which other requests are served. */
const BREATH_MS = 15;

async function makeYear(
  ledger: CompiledLedger,
  lines: readonly CountedLine[],
  units: readonly UnitRow[],
  threshold: number,
): Promise<YearOfCases> {
  const offered = offeredOf(
    ledger.measures.map((m) => m.measure),
    closedDimensions(ledger.definition),
  );
  const keys = openKeys(offered);
  // Nobody believes a case at a venue that never has any: such a world would be ruled out.
  const homes = new Set(units.filter((u) => u.kind === 'federation').map((u) => u.path));
  for (const l of lines) homes.add(l.at);
  const made = beginWorlds(
    lines.map((l) => ({ id: l.id, at: l.at, isOpening: l.isOpening, bundle: bundleOf(l, offered, keys) })),
    [...homes],
    threshold,
  );
  let since = performance.now();
  for (const _ of made.steps()) {
    if (performance.now() - since < BREATH_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  const all = new Set([...units.map((u) => u.path), ...homes]);
  return { offered, keys, movedAt: made.of, has: (path) => all.has(path) };
}

/** A department's lines are its federation's own; an opening line that reaches into another year counts in neither alone. */
async function linesOf(tx: Tx, ledger: CompiledLedger, year: number): Promise<CountedLine[]> {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  const rows = await tx.sql(
    `SELECT f.entry_id, o.path, min(f.day)::text AS day, max(f.opening_until)::text AS until, (array_agg(to_jsonb(f.splits)))[1] AS splits,
       array_agg(f.measure) AS measures, array_agg(f.value::float8) AS amounts
     FROM fact f JOIN unit u ON u.id = f.unit_id
       JOIN unit o ON o.id = CASE WHEN u.kind = 'department' THEN u.parent_id ELSE u.id END
     WHERE f.measure = ANY($1) AND f.day >= $2 AND f.day <= $3 AND (f.opening_until IS NULL OR f.opening_until <= $3)
     GROUP BY f.entry_id, o.path ORDER BY f.entry_id`,
    [sumsOf(ledger), first, last],
    'cases-lines',
  );
  return rows.map((r) => {
    const [measures, amounts] = [r['measures'] as string[], r['amounts'] as number[]];
    return {
      id: String(r['entry_id']),
      at: String(r['path']),
      day: String(r['day']),
      until: String(r['until'] ?? r['day']),
      isOpening: r['until'] !== null,
      splits: r['splits'] as string[],
      sums: Object.fromEntries(measures.map((m, i) => [m, amounts[i] ?? 0])),
    };
  });
}
