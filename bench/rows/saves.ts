import { chinaDay } from '../../server/platform/clock/index.ts';
import { type LoadResult, runLoad } from '../clients.ts';
import { type Finding, median, quantile } from '../measure.ts';
import { type Seat, seatsInManyRegions, seatsInOneCounty } from '../seats.ts';
import { withWeb } from '../web.ts';
import { type Bench, type OpenHouse, onClient } from '../world.ts';

const CLIENTS = 16;
const ROUNDS = 3;
const row = '保存';

/** Saving over HTTP with 16 clients, spread over 1,024 counties and all in one, beside bare two-statement transactions. */
export async function saves(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('saves', 0, { search: false, facts: false, figures: false });
  await makeFloor(house);
  const many = await seatsInManyRegions(house, 1_024);
  const one = await seatsInOneCounty(house, 64);
  const day = chinaDay(new Date());
  const rates = { floor: [] as number[], many: [] as number[], one: [] as number[] };
  const ratios = { many: [] as number[], one: [] as number[] };
  const waits: number[] = [];
  const load = async (url: string, seats: readonly Seat[]): Promise<number> => {
    const result = await runLoad({
      kind: 'save',
      url,
      seats,
      clients: CLIENTS,
      seconds: bench.seconds,
      day,
      rate: null,
    });
    waits.push(...result.times);
    return perSecond(result);
  };
  const lags: number[] = [];
  await withWeb(house, async (url) => {
    // Statements are prepared and code is warm before anything counts.
    await runLoad({ kind: 'save', url, seats: many, clients: CLIENTS, seconds: 2, day, rate: null });
    for (let i = 0; i < ROUNDS; i += 1) {
      await drained(house);
      const floor = perSecond(
        await runLoad({
          kind: 'floor',
          databaseUrl: house.store.ownerUrl,
          clients: CLIENTS,
          seconds: bench.seconds,
        }),
      );
      const spread = await load(url, many);
      lags.push(await drained(house));
      const county = await load(url, one);
      lags.push(await drained(house));
      rates.floor.push(floor);
      rates.many.push(spread);
      rates.one.push(county);
      ratios.many.push(spread / floor);
      ratios.one.push(county / floor);
      bench.say(
        `  round ${i + 1}: floor ${floor.toFixed(0)}/s, spread ${spread.toFixed(0)}/s, one county ${county.toFixed(0)}/s`,
      );
    }
  });
  const note = `地板 ${median(rates.floor).toFixed(0)}/s`;
  return [
    {
      row,
      what: `分散在 ${many.length} 个县,对最简事务`,
      value: median(ratios.many),
      unit: '×',
      target: { least: 0.2 },
      note,
    },
    {
      row,
      what: '全在一个县,对最简事务',
      value: median(ratios.one),
      unit: '×',
      target: { least: 0.12 },
      note,
    },
    { row, what: '分散,每秒', value: median(rates.many), unit: '/s', target: { least: 800 } },
    { row, what: '一个县,每秒', value: median(rates.one), unit: '/s', target: { least: 800 } },
    { row, what: '一次保存 p50', value: quantile(waits, 0.5), unit: 'ms' },
    { row, what: '一次保存 p99', value: quantile(waits, 0.99), unit: 'ms' },
    { row, what: '停下后到全部折叠完', value: median(lags) / 1000, unit: 's' },
  ];
}

function perSecond(r: LoadResult): number {
  if (r.failed > 0) throw new Error(`${r.failed} saves failed: ${r.firstFailure}`);
  return r.times.length / r.seconds;
}

/** Milliseconds until no dirty mark is left. */
export async function drained(house: OpenHouse): Promise<number> {
  const started = performance.now();
  for (;;) {
    const rows = await house.store.owner.transaction(
      [],
      (tx) => tx.sql('SELECT 1 FROM fold_outbox LIMIT 1'),
      'read',
    );
    if (rows.length === 0) return performance.now() - started;
    await new Promise((r) => setTimeout(r, 50));
  }
}

/** The plain tables of the bare transactions. */
export async function makeFloor(house: OpenHouse): Promise<void> {
  await onClient(house.store.ownerUrl, (client) =>
    client.query(`DROP TABLE IF EXISTS floor_version, floor_line;
      CREATE TABLE floor_line (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, day date NOT NULL, title text NOT NULL, data jsonb NOT NULL);
      CREATE TABLE floor_version (line_id bigint NOT NULL, version int NOT NULL, data jsonb NOT NULL, PRIMARY KEY (line_id, version))`),
  );
}
