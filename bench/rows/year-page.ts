import { yearPage } from '../../server/figures/index.ts';
import { unitById } from '../../server/org/index.ts';
import { runLoad } from '../clients.ts';
import { type Finding, median, quantile, timed } from '../measure.ts';
import { type Seat, seatsAt } from '../seats.ts';
import { withWeb } from '../web.ts';
import type { Bench, OpenHouse } from '../world.ts';

const SMALL = 50_000;
const ROUNDS = 5;
const EACH = 40;
const row = '年页';
const YEAR = { from: '2025-01-01', to: '2025-12-31' };

interface Side {
  readonly house: OpenHouse;
  readonly seats: readonly Seat[];
  readonly url: string;
  readonly served: number[];
  readonly direct: number[];
}

/** A unit's year page: 20 measures, itself and 40 lower units, own/below/total; the same pages in a small and a large store. */
export async function yearPages(bench: Bench): Promise<Finding[]> {
  const parts = { search: true, facts: true, figures: true };
  const small = await bench.world('lines', SMALL, parts);
  const large = await bench.world('lines', bench.lines, parts);
  return await withWeb(small, (smallUrl) =>
    withWeb(large, async (largeUrl) => {
      const sides: Side[] = [];
      for (const [house, url] of [
        [small, smallUrl],
        [large, largeUrl],
      ] as const) {
        const codes = await unitsWithChildren(house, 40);
        const seats = await seatsAt(house, codes, 'county-cadre');
        sides.push({ house, url, seats, served: [], direct: [] });
      }
      for (let i = 0; i <= ROUNDS; i += 1) {
        for (const side of sides) {
          const served = await servedPages(side);
          const direct = await directPages(side);
          // The first round warms both sides.
          if (i > 0) side.served.push(...served);
          if (i > 0) side.direct.push(...direct);
        }
      }
      const [a, b] = sides;
      if (!a || !b) return [];
      const note = `${bench.lines} 条对 ${SMALL} 条`;
      return [
        { row, what: '经 HTTP p50', value: median(b.served), unit: 'ms' },
        { row, what: '经 HTTP p99', value: quantile(b.served, 0.99), unit: 'ms', target: { most: 50 } },
        {
          row,
          what: '大库对小库(p50)',
          value: median(b.served) / median(a.served),
          unit: '×',
          target: { most: 1.5 },
          note,
        },
        {
          row,
          what: '大库对小库(p99)',
          value: quantile(b.served, 0.99) / quantile(a.served, 0.99),
          unit: '×',
          target: { most: 1.5 },
          note,
        },
        { row, what: '只算不传 p50', value: median(b.direct), unit: 'ms' },
        { row, what: '只算不传 p99', value: quantile(b.direct, 0.99), unit: 'ms' },
      ];
    }),
  );
}

/** Twenty measures of the ledgers that have lines; all but ratios, extremes and persons, which a page of sums does not show. */
export function pageMeasures(house: OpenHouse): string[] {
  const keys = ['training', 'activities', 'condolence', 'relief'].flatMap((key) =>
    house
      .registry()
      .ledger(key)
      .measures.filter(({ measure }) => measure.kind === 'flow')
      .map(({ measure }) => measure.key),
  );
  return keys.slice(0, 20);
}

async function servedPages(side: Side): Promise<number[]> {
  const measures = pageMeasures(side.house).join(',');
  const requests = Array.from({ length: EACH }, (_, i) => {
    const seat = side.seats[i % side.seats.length];
    return {
      token: seat?.token ?? '',
      path: `/api/figures/page?unit=${seat?.unitId}&from=${YEAR.from}&to=${YEAR.to}&measures=${measures}`,
    };
  });
  const result = await runLoad({ kind: 'get', url: side.url, requests, clients: 1 });
  if (result.failed > 0) throw new Error(`${result.failed} pages failed: ${result.firstFailure}`);
  return [...result.times];
}

async function directPages(side: Side): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < EACH; i += 1) {
    const seat = side.seats[i % side.seats.length];
    times.push(
      await timed(() =>
        side.house.store.worker.transaction([], async (tx) => {
          const unit = await unitById(tx, seat?.unitId ?? '');
          if (unit)
            await yearPage(tx, side.house.registry(), unit, pageMeasures(side.house), YEAR.from, YEAR.to);
        }),
      ),
    );
  }
  return times;
}

/** Townships and counties with about that many lower units, ten of them. */
async function unitsWithChildren(house: OpenHouse, children: number): Promise<string[]> {
  const rows = await house.store.owner.transaction([], (tx) =>
    tx.sql<{ code: string }>(
      `SELECT p.code FROM unit p JOIN unit c ON c.parent_id = p.id WHERE p.level IN (3, 4) GROUP BY p.code
       HAVING count(*) = $1 ORDER BY md5(p.code) LIMIT 10`,
      [children],
    ),
  );
  return rows.map((r) => r.code);
}
