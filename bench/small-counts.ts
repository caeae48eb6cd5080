import { smallCounts as parts } from '../server/figures/index.ts';
import { withoutIndexes } from './indexes-later.ts';
import { alternate, type Finding, timed } from './measure.ts';
import { type Bench, type OpenHouse, onClient } from './world.ts';

const row = '小数';
const ROUNDS = 3;
const YEAR = 2025;
const THRESHOLD = 5;

/**
 * A year of petitions over the nation's units down to the townships (some 43,000; villages stand below, empty): reading its
 * lines, beside one grouped count of the same facts; making its other worlds, beside one plain pass that counts the same lines into
 * the same keys at their unit and all above; and how long the first who asks waits, with the most memory meanwhile.
 */
export async function smallCounts(bench: Bench): Promise<Finding[]> {
  const world = await bench.world('small_counts', 0, { search: false, facts: false, figures: false });
  await fillPetitions(world, bench.lines, bench.say);
  const ledger = world.registry().ledger('petitions');
  const sums = ledger.measures.flatMap((m) => (m.measure.kind === 'flow' ? [m.measure.key] : []));
  const offered = parts.offeredOfLedger(ledger);
  const read = (): Promise<parts.LinesOfYear> =>
    world.store.worker.transaction(
      [],
      (tx) => parts.readLines(tx, YEAR, sums, offered, () => undefined),
      'read',
    );

  const reading = await alternate(
    ROUNDS,
    () => groupOnce(world, sums),
    () => timed(read),
  );
  const lines = await read();
  const counted = (): ReturnType<typeof grouped> => grouped(lines, sums, offered);
  const making = await alternate(
    ROUNDS,
    () => timed(async () => countOnce(counted())),
    () =>
      timed(async () => {
        const { groups, bundles } = counted();
        ended(parts.makeWorlds(groups, lines.homes, bundles, THRESHOLD));
      }),
  );
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 20);
  const asked = { worker: world.store.worker, ledger, year: YEAR, threshold: THRESHOLD };
  const first = await timed(() => parts.makeAhead(asked));
  clearInterval(watch);
  const again = await timed(() => parts.yearOfCases(asked));
  const note = `${lines.unitOf.length} 条,${lines.paths.length} 个组织`;
  return [
    {
      row,
      what: '读一年的记录,对一句分组计数',
      value: reading.ratio,
      unit: '×',
      note: `${note};${inSeconds(reading)}`,
    },
    { row, what: '找别的可能,对数一遍', value: making.ratio, unit: '×', note: inSeconds(making) },
    { row, what: '第一个问的人等', value: first / 1000, unit: 's', target: { most: 60 }, note },
    { row, what: '再问', value: again, unit: 'ms' },
    { row, what: '其间本进程占用内存最多', value: most / 1e6, unit: 'MB', target: { most: 1_500 } },
  ];
}

const inSeconds = (r: { floor: number; candidate: number }): string =>
  `最简 ${(r.floor / 1000).toFixed(1)} s,本做法 ${(r.candidate / 1000).toFixed(1)} s`;

function ended<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

const grouped = (lines: parts.LinesOfYear, sums: readonly string[], offered: parts.Offered) =>
  ended(parts.groupLines(lines, sums, offered, parts.openKeys(offered)));

/** The plain pass: each line into a map of its unit and of all above. */
function countOnce({ groups, bundles }: ReturnType<typeof grouped>): Promise<number> {
  const cells = new Map<string, Map<number, number>>();
  for (const g of groups)
    for (let path: string | null = g.at; path !== null; path = parts.above(path)) {
      const cell = cells.get(path) ?? new Map<number, number>();
      cells.set(path, cell);
      bundles.each(g.bundle, (key, value) => cell.set(key, (cell.get(key) ?? 0) + value * g.count));
    }
  return Promise.resolve(cells.size);
}

/** One grouped count of the same facts, by unit, measure and month. */
const groupOnce = (house: OpenHouse, sums: readonly string[]): Promise<number> =>
  onClient(house.store.ownerUrl, (client) =>
    timed(() =>
      client.query(
        `SELECT unit_id, measure, date_trunc('month', day), count(*), sum(value) FROM fact
         WHERE measure = ANY($1) AND day >= $2 AND day <= $3 GROUP BY 1, 2, 3`,
        [sums, `${YEAR}-01-01`, `${YEAR}-12-31`],
      ),
    ),
  );

/** Facts of petitions as saving makes them, without lines behind them; one in three stands above the townships. */
async function fillPetitions(house: OpenHouse, lines: number, say: (line: string) => void): Promise<void> {
  const { fields } = house.registry().ledger('petitions').definition;
  const options = (key: string): readonly string[] =>
    fields.flatMap((f) => (f.key === key && f.type === 'choice' ? (f.options ?? []) : []));
  await onClient(house.store.ownerUrl, async (client) => {
    const there = await client.query<{ n: number }>(
      `SELECT count(*) AS n FROM fact WHERE measure = 'petitions.received'`,
    );
    if (there.rows[0]?.n === lines) return;
    say(`  ${lines} petitions …`);
    await client.query('TRUNCATE fact; SELECT setseed(0.5)');
    await withoutIndexes(client, 'fact', () =>
      client.query(
        `WITH place AS (SELECT id, path, region_code, row_number() OVER (ORDER BY (level = 4) DESC, md5(code)) AS seq,
             count(*) FILTER (WHERE level = 4) OVER () AS townships, count(*) OVER () AS every
           FROM unit WHERE kind = 'federation' AND level <= 4),
         drawn AS MATERIALIZED (SELECT i, random() AS r, random() AS where_, random() AS a, random() AS b, random() AS c, random() AS d, random() AS e,
             make_date($5, 1, 1) + floor(random() * 365)::int AS day FROM generate_series(1, $1::int) AS i),
         line AS (SELECT d.*, p.id, p.path, p.region_code,
             ARRAY['channel=' || ($2::text[])[1 + floor(d.a * cardinality($2::text[]))::int],
               'cause=' || ($3::text[])[1 + floor(d.b * d.b * cardinality($3::text[]))::int],
               'result=' || CASE WHEN d.c < 0.93 THEN ($4::text[])[1 + floor(d.d * cardinality($4::text[]))::int] ELSE '' END,
               'satisfied=', 'place=本级'] AS splits
           FROM drawn d CROSS JOIN (SELECT max(townships) AS t, max(every) AS n FROM place) AS s
           JOIN place p ON p.seq = 1 + CASE WHEN d.r < 0.7 OR s.n = s.t THEN floor(d.where_ * d.where_ * s.t)::int
             ELSE s.t + floor(d.where_ * (s.n - s.t))::int END)
         INSERT INTO fact (region_code, entry_id, measure, part, unit_id, unit_path, day, value, splits)
         SELECT l.region_code, overlay(overlay(md5('s' || l.i) placing '7' from 13) placing '8' from 17)::uuid, m.measure, 0, l.id, l.path, l.day, 1, l.splits
         FROM line l CROSS JOIN LATERAL (VALUES ('petitions.received', true), ('petitions.closed', l.c < 0.93), ('petitions.judged', true),
           ('petitions.on-time', l.c < 0.9), ('petitions.migrant', l.e < 0.1)) AS m (measure, counts) WHERE m.counts`,
        [lines, options('channel'), options('cause'), options('result'), YEAR],
      ),
    );
    await client.query('VACUUM (ANALYZE) fact');
  });
}
