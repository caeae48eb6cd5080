import type { CompiledLedger } from '../../ledgers/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { bundleOf, type CountedLine, type Keys, type Offered, offeredOf, openKeys } from './offered.ts';
import { type Moved, otherWorlds } from './other-worlds.ts';

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
  readonly made: Promise<YearOfCases>;
}
/** As many as a report with its year before asks, for all ledgers of cases. */
const MOST = 40;
const kept = new WeakMap<Database, Map<string, Kept>>();

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
  return await worker.transaction(
    [],
    async (tx) => {
      const stamp = `${threshold} ${await stampOf(tx, ledger, year)}`;
      const known = kept.get(worker) ?? new Map<string, Kept>();
      kept.set(worker, known);
      const key = `${ledger.definition.key} ${ledger.definition.version} ${year}`;
      const before = known.get(key);
      if (before?.stamp === stamp) return await before.made;
      const made = makeYear(tx, ledger, year, threshold);
      known.delete(key);
      known.set(key, { stamp, made });
      const oldest = [...known.keys()][0];
      if (known.size > MOST && oldest !== undefined) known.delete(oldest);
      return await made.catch((error: unknown) => {
        known.delete(key);
        throw error;
      });
    },
    'read',
  );
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

async function makeYear(
  tx: Tx,
  ledger: CompiledLedger,
  year: number,
  threshold: number,
): Promise<YearOfCases> {
  const offered = offeredOf(ledger.measures.map((m) => m.measure));
  const keys = openKeys(offered);
  const [lines, units] = [
    await linesOf(tx, ledger, year),
    await tx.sql<{ path: string; kind: string }>(
      `SELECT path, kind FROM unit WHERE kind <> 'department' AND (to_day IS NULL OR to_day > $1)`,
      [`${year}-01-01`],
      'cases-units',
    ),
  ];
  const paths = units.map((u) => u.path);
  // Nobody believes a case at a venue that never has any: such a world would be ruled out.
  const homes = new Set(units.filter((u) => u.kind === 'federation').map((u) => u.path));
  for (const l of lines) homes.add(l.at);
  const { of } = otherWorlds(
    lines.map((l) => ({ id: l.id, at: l.at, isOpening: l.isOpening, bundle: bundleOf(l, offered, keys) })),
    [...homes],
    threshold,
  );
  const all = new Set([...paths, ...lines.map((l) => l.at)]);
  return { offered, keys, movedAt: of, has: (path) => all.has(path) };
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
