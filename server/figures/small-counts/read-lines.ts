import type { Tx } from '../../platform/db/index.ts';
import { type Bundles, openBundles } from './bundles.ts';
import { openInts } from './grow.ts';
import { above, type Group } from './layout.ts';
import { bundleOf, dimensionOf, type Keys, type Offered } from './offered.ts';

/** So many lines come at once: they are put together before the next, so that a million stand nowhere side by side. */
const AT_ONCE = 2_000;
/** Signs that stand in no word of a line (unit and record separators). */
const [FIELD, ITEM] = ['\u001f', '\u001e'];

/** The lines of a year of a ledger as they came: of each its unit and its pattern, by number. */
export interface LinesOfYear {
  readonly unitOf: Int32Array;
  readonly patternOf: Int32Array;
  /** Path of each unit; none where the tree does not know it. */
  readonly paths: readonly (string | undefined)[];
  readonly patterns: readonly string[];
  /** Units where a line may be thought to stand: those directly below one that holds lines, with it all that are above. */
  readonly homes: readonly string[];
}

/**
 * Reads all lines of the whole tree that count in a year. A department's are its federation's own; an opening line that reaches
 * into another year counts in neither alone. `goOn` throws where nobody wants them any more.
 */
export async function readLines(
  tx: Tx,
  year: number,
  sums: readonly string[],
  offered: Offered,
  goOn: () => void,
): Promise<LinesOfYear> {
  const patterns = openNames();
  const units = openNames();
  const [unitOf, patternOf] = [openInts(1 << 12), openInts(1 << 12)];
  await tx.sql(`SET LOCAL work_mem = '96MB'`);
  await tx.sql('SET LOCAL cursor_tuple_fraction = 1');
  await tx.sql(LINES, [sums, `${year}-01-01`, `${year}-12-31`, offered.main]);
  for (;;) {
    goOn();
    const rows = await tx.sql<{ line: string }>(`FETCH ${AT_ONCE} FROM lines_of_year`);
    for (const { line } of rows) {
      const [unit = '', month = '', last = '', ones = '', amounts = '', splits = ''] = line.split(FIELD);
      const kinds = splits.split(ITEM).filter((s) => offered.dimensions.has(dimensionOf(s)));
      unitOf.push(units.numberOf(unit));
      patternOf.push(
        patterns.numberOf([month, last, ones, amounts.split(' ').sort().join(' '), ...kinds].join(FIELD)),
      );
    }
    if (rows.length < AT_ONCE) break;
  }
  await tx.sql('CLOSE lines_of_year');
  const known = await pathsOf(tx, units.all());
  return {
    unitOf: unitOf.all(),
    patternOf: patternOf.all(),
    paths: units.all().map((id) => known.get(id)),
    patterns: patterns.all(),
    homes: await homesOf(tx, year, known.values()),
  };
}

/**
 * Puts together those that are alike. Numbers of keys and bundles follow from what the lines are, not from when they came: the
 * same lines give the same worlds. Stops often.
 */
export function* groupLines(
  lines: LinesOfYear,
  sums: readonly string[],
  offered: Offered,
  keys: Keys,
): Generator<void, { groups: readonly Group[]; bundles: Bundles }> {
  const { patterns, paths } = lines;
  const open = openBundles();
  const bundle = new Int32Array(patterns.length);
  const order = patterns.map((_, i) => i);
  yield;
  order.sort((a, b) => ((patterns[a] ?? '') < (patterns[b] ?? '') ? -1 : 1));
  for (const i of order) {
    bundle[i] = open.add(bundleOf(lineOf(patterns[i] ?? '', sums), offered, keys));
    if (i % 64 === 0) yield;
  }
  const groups: Group[] = [];
  for (const [unit, pattern, count] of counted(lines.unitOf, lines.patternOf, patterns.length)) {
    const at = paths[unit];
    if (at !== undefined)
      groups.push({ at, bundle: bundle[pattern] ?? 0, count, isOpening: isOpening(patterns[pattern] ?? '') });
    if (groups.length % 1_024 === 0) yield;
  }
  return { groups, bundles: open.close() };
}

/**
 * One text a line: unit, month, last month of an opening line, which measures count one (a bit for each), number and amount of the
 * others, splits of the first measure. Lists of texts would take a thousand bytes a line while they are put together.
 */
const LINES = `DECLARE lines_of_year NO SCROLL CURSOR FOR
  SELECT concat_ws(chr(31), f.unit_id, extract(month FROM min(f.day)), COALESCE(extract(month FROM max(f.opening_until))::text, ''),
    COALESCE(bit_or(CASE WHEN f.value = 1 THEN 1::bigint << (m.place - 1)::int END), 0),
    COALESCE(string_agg(m.place || '=' || f.value, ' ') FILTER (WHERE f.value <> 1), ''),
    COALESCE(max(CASE WHEN f.measure = $4 THEN array_to_string(f.splits, chr(30)) END), '')) AS line
  FROM fact f JOIN unnest($1::text[]) WITH ORDINALITY AS m (measure, place) ON m.measure = f.measure
  WHERE f.measure = ANY($1) AND f.day >= $2 AND f.day <= $3 AND (f.opening_until IS NULL OR f.opening_until <= $3)
  GROUP BY f.entry_id, f.unit_id`;

async function pathsOf(tx: Tx, units: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.sql<{ id: string; path: string }>(
    `SELECT u.id, o.path FROM unit u JOIN unit o ON o.id = CASE WHEN u.kind = 'department' THEN u.parent_id ELSE u.id END
     WHERE u.id = ANY($1)`,
    [units],
    'cases-paths',
  );
  return new Map(rows.map((r) => [r.id, r.path]));
}

/** Of units right below the same one, so many are enough to be thought of; those that hold lines are anyway. */
const HOMES_BELOW_EACH = 4;

/** Nobody believes a case at a venue that never has any: such a world would be ruled out. */
async function homesOf(tx: Tx, year: number, paths: Iterable<string>): Promise<string[]> {
  const held = new Set<string>();
  for (const path of paths)
    for (let p: string | null = path; p !== null && !held.has(p); p = above(p)) held.add(p);
  const rows = await tx.sql<{ path: string }>(
    `SELECT c.path FROM unit p CROSS JOIN LATERAL (
       SELECT path FROM unit WHERE parent_id = p.id AND kind = 'federation' AND (to_day IS NULL OR to_day > $2) ORDER BY code LIMIT $3) AS c
     WHERE p.path = ANY($1)`,
    [[...held], `${year}-01-01`, HOMES_BELOW_EACH],
    'cases-homes',
  );
  return rows.map((r) => r.path);
}

const isOpening = (pattern: string): boolean => pattern.split(FIELD)[1] !== '';

function lineOf(pattern: string, measures: readonly string[]): Parameters<typeof bundleOf>[0] {
  const [month = '', last = '', ones = '', amounts = '', ...splits] = pattern.split(FIELD);
  const sums: Record<string, number> = {};
  measures.forEach((measure, place) => {
    if ((BigInt(ones) >> BigInt(place)) & 1n) sums[measure] = 1;
  });
  for (const amount of amounts.split(' ')) {
    const [place, value] = amount.split('=');
    const measure = measures[Number(place) - 1];
    if (measure !== undefined) sums[measure] = Number(value);
  }
  return { month: Number(month), lastMonth: Number(last === '' ? month : last), splits, sums };
}

/** Names by number, in the order in which they came. */
function openNames(): { numberOf: (name: string) => number; all: () => readonly string[] } {
  const numbers = new Map<string, number>();
  const names: string[] = [];
  return {
    numberOf(name) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(name, names.length);
      return names.push(name) - 1;
    },
    all: () => names,
  };
}

/** How often each pair occurs. */
function* counted(
  units: Int32Array,
  patterns: Int32Array,
  size: number,
): Generator<[unit: number, pattern: number, count: number]> {
  const pairs = Float64Array.from(units, (unit, i) => unit * size + (patterns[i] ?? 0)).sort();
  for (let i = 0; i < pairs.length; ) {
    const pair = pairs[i] ?? 0;
    let next = i + 1;
    while (pairs[next] === pair) next += 1;
    yield [Math.floor(pair / size), pair % size, next - i];
    i = next;
  }
}
