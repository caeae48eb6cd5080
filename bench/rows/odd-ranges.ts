import { ask } from '../../server/figures/index.ts';
import { unitByCode } from '../../server/org/index.ts';
import { type Finding, median, quantile, timed } from '../measure.ts';
import type { Bench, OpenHouse } from '../world.ts';

const ROUNDS = 7;
const row = '任意时间、去重人数';

/** Sums and distinct persons over closed months and over odd days, for a county and for the nation. */
export async function oddRanges(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('lines', bench.lines, { search: true, facts: true, figures: true });
  const county = await busiestCounty(house);
  const findings: Finding[] = [];
  for (const [where, code, most] of [
    ['县', county, 0.05],
    ['全国', '000000', 2],
  ] as const) {
    for (const [what, measure] of [
      ['合计', 'training.people'],
      ['去重人数', 'relief.persons'],
    ] as const) {
      const closed = await asked(house, code, measure, () => ['2025-01-01', '2025-06-30']);
      // A different odd range each time, so that nothing is remembered.
      const odd = await asked(house, code, measure, (i) => [`2025-01-${11 + i}`, `2025-09-${10 + i}`]);
      findings.push(
        {
          row,
          what: `${where} · ${what} · 整月`,
          value: closed.again,
          unit: 'ms',
          target: { most: 50 },
          note: `第一次 ${closed.first.toFixed(0)} ms`,
        },
        {
          row,
          what: `${where} · ${what} · 任意天`,
          value: odd.all,
          unit: 'ms',
          target: { most: most * 1000 },
        },
      );
    }
  }
  return findings;
}

async function asked(
  house: OpenHouse,
  code: string,
  measure: string,
  range: (i: number) => readonly [string, string],
): Promise<{ first: number; again: number; all: number }> {
  const times: number[] = [];
  for (let i = 0; i < ROUNDS; i += 1) {
    const [from, to] = range(i);
    times.push(
      await timed(() =>
        house.store.worker.transaction([], async (tx) => {
          const unit = await unitByCode(tx, code);
          if (!unit) throw new Error(`no unit ${code}`);
          await ask(tx, house.registry(), { unit, measure, from, to, where: {}, tree: 'as-it-was' });
        }),
      ),
    );
  }
  return { first: times[0] ?? Number.NaN, again: median(times.slice(1)), all: quantile(times, 0.99) };
}

async function busiestCounty(house: OpenHouse): Promise<string> {
  const rows = await house.store.owner.transaction([], (tx) =>
    tx.sql<{ code: string }>(
      `SELECT u.code FROM unit u JOIN (SELECT region_code, count(*) AS n FROM fact WHERE measure = 'training.people' GROUP BY 1) AS f
         ON f.region_code = u.region_code WHERE u.level = 3 ORDER BY f.n DESC LIMIT 1`,
    ),
  );
  return rows[0]?.code ?? '350102';
}
