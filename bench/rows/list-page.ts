import type { Role } from '../../server/access/index.ts';
import { runLoad } from '../clients.ts';
import { RARE } from '../line-templates.ts';
import { type Finding, median, quantile } from '../measure.ts';
import { type Seat, seatsAt } from '../seats.ts';
import { withWeb } from '../web.ts';
import type { Bench, OpenHouse } from '../world.ts';

const ROUNDS = 25;
const row = '列表一页';

const LEVELS: readonly (readonly [string, Role, number])[] = [
  ['全国', 'nation-cadre', 0],
  ['省', 'province-cadre', 1],
  ['市', 'city-cadre', 2],
  ['县', 'county-cadre', 3],
  ['乡', 'township-cadre', 4],
  ['村', 'village-cadre', 5],
];
const WAYS: readonly (readonly [string, string])[] = [
  ['按日期', 'sort=day'],
  ['按数值', 'sort=value'],
  ['找字', `sort=day&q=${encodeURIComponent('枇杷')}`],
  ['少见的一类', `sort=day&where=${encodeURIComponent(`kind=${RARE}`)}`],
  ['少见的一类按数值', `sort=value&where=${encodeURIComponent(`kind=${RARE}`)}`],
];

/** One page of 50 lines over HTTP: six roles in the busiest places × ways to sort and filter. */
export async function listPages(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('lines', bench.lines, { search: true, facts: true, figures: true });
  const seats: { readonly name: string; readonly seat: Seat }[] = [];
  for (const [name, role, level] of LEVELS) {
    const [seat] = await seatsAt(house, [await busiest(house, level)], role);
    if (seat) seats.push({ name, seat });
  }
  const times = new Map<string, number[]>();
  await withWeb(house, async (url) => {
    const asked = Array.from({ length: ROUNDS + 1 }, () =>
      seats.flatMap(({ name, seat }) =>
        WAYS.map(([way, query]) => ({
          what: `${name} · ${way}`,
          token: seat.token,
          path: `/api/ledgers/training/entries?${query}`,
        })),
      ),
    ).flat();
    // One client asks one after the other, so the times stand in the order of the questions.
    const result = await runLoad({ kind: 'get', url, requests: asked, clients: 1 });
    if (result.failed > 0) throw new Error(`${result.failed} lists failed: ${result.firstFailure}`);
    const round = asked.length / (ROUNDS + 1);
    for (const [i, { what }] of asked.entries()) {
      // The first round warms.
      if (i >= round) times.set(what, [...(times.get(what) ?? []), result.times[i] ?? Number.NaN]);
    }
  });
  const cells = [...times].map(([what, list]) => ({ what, p50: median(list), p99: quantile(list, 0.99) }));
  const worst = cells.toSorted((a, b) => b.p99 - a.p99)[0];
  return [
    ...cells.map(
      ({ what, p50, p99 }): Finding => ({
        row,
        what,
        value: p99,
        unit: 'ms',
        target: { most: 100 },
        note: `p50 ${p50.toFixed(1)} ms`,
      }),
    ),
    ...(worst ? [{ row, what: `最慢的:${worst.what}`, value: worst.p99, unit: 'ms' } as const] : []),
  ];
}

/** The unit of a level with most lines of training under it. */
async function busiest(house: OpenHouse, level: number): Promise<string> {
  const rows = await house.store.owner.transaction([], (tx) =>
    tx.sql<{ code: string }>(
      `SELECT u.code FROM cell c JOIN cell_key k ON k.id = c.key JOIN unit u ON u.id = c.unit_id
       WHERE u.level = $1 AND k.measure = 'training.sessions' AND k.split = ''
       GROUP BY u.code ORDER BY sum(c.own_n + c.below_n) DESC LIMIT 1`,
      [level],
    ),
  );
  const code = rows[0]?.code;
  if (!code) throw new Error(`no lines at level ${level}`);
  return code;
}
