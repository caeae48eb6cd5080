import { ask } from '../../server/figures/index.ts';
import { unitByCode } from '../../server/org/index.ts';
import { chinaDay } from '../../server/platform/clock/index.ts';
import { runLoad } from '../clients.ts';
import { type Finding, quantile } from '../measure.ts';
import { seatsInManyRegions } from '../seats.ts';
import { withWeb } from '../web.ts';
import type { Bench, OpenHouse } from '../world.ts';
import { drained } from './saves.ts';

const RATE = 200;
const SECONDS = 20;
const row = '保存到全国数字';

/**
 * From an answered save to the national figure that holds it, at 200 saves a second. The n-th line to be answered is
 * visible when the figure has risen by n. Lines are found by the database's own clock at commit.
 */
export async function freshness(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('saves', 0, { search: false, facts: false, figures: false });
  const seats = await seatsInManyRegions(house, 1_024);
  const day = chinaDay(new Date());
  return await withWeb(house, async (url) => {
    await drained(house);
    const base = await national(house, day);
    const seen: { at: number; value: number }[] = [];
    let running = true;
    const watch = (async () => {
      while (running || (seen.at(-1)?.value ?? 0) < base + 1) {
        seen.push({ value: await national(house, day), at: performance.timeOrigin + performance.now() });
        await new Promise((r) => setTimeout(r, 20));
      }
    })();
    const result = await runLoad({
      kind: 'save',
      url,
      seats,
      clients: 16,
      seconds: SECONDS,
      day,
      rate: RATE,
    });
    await drained(house);
    await new Promise((r) => setTimeout(r, 100));
    running = false;
    await watch;
    const saved = result.answeredAt.toSorted((a, b) => a - b);
    const waits: number[] = [];
    let i = 0;
    for (const [n, at] of saved.entries()) {
      while (i < seen.length && (seen[i]?.value ?? 0) < base + n + 1) i += 1;
      const shown = seen[i];
      if (!shown) throw new Error(`line ${n} of ${saved.length} never showed`);
      waits.push(Math.max(0, shown.at - at));
    }
    return [
      { row, what: `每秒 ${RATE} 条时 p50`, value: quantile(waits, 0.5) / 1000, unit: 's' },
      {
        row,
        what: `每秒 ${RATE} 条时 p99`,
        value: quantile(waits, 0.99) / 1000,
        unit: 's',
        target: { most: 2 },
      },
      {
        row,
        what: '实际每秒',
        value: result.times.length / result.seconds,
        unit: '/s',
        note: `失败 ${result.failed}`,
      },
    ];
  });
}

async function national(house: OpenHouse, day: string): Promise<number> {
  return await house.store.worker.transaction([], async (tx) => {
    const unit = await unitByCode(tx, '000000');
    if (!unit) throw new Error('no nation');
    const year = day.slice(0, 4);
    const question = {
      unit,
      measure: 'training.sessions',
      from: `${year}-01-01`,
      to: `${year}-12-31`,
      where: {},
      tree: 'as-it-was',
    } as const;
    return (await ask(tx, house.registry(), question)).value ?? 0;
  });
}
