import { foldAll } from '../../server/figures/index.ts';
import { unitByCode } from '../../server/org/index.ts';
import { makeReport, renderDocx, toDocument } from '../../server/papers/index.ts';
import { ensureSampleWorld } from '../../server/sample-world.ts';
import { type Finding, median, quantile, timed } from '../measure.ts';
import type { Bench } from '../world.ts';

const ROUNDS = 7;
const row = '市年度总结';

/** The year's report of a city in the sample world: counted, and counted and written as a Word document. */
export async function cityReport(bench: Bench): Promise<Finding[]> {
  const house = await bench.empty('sample');
  await ensureSampleWorld(house);
  await foldAll(house.store, house.registry());
  const counted: number[] = [];
  const written: number[] = [];
  const make = (): ReturnType<typeof makeReport> =>
    house.store.worker.transaction([], async (tx) => {
      const unit = await unitByCode(tx, '350100');
      if (!unit) throw new Error('no city');
      return await makeReport(tx, house.registry(), {
        unit,
        kind: 'annual',
        year: 2013,
        half: undefined,
        from: undefined,
        to: undefined,
      });
    });
  await make();
  for (let i = 0; i < ROUNDS; i += 1) {
    await house.store.worker.transaction([], (tx) => tx.sql('DELETE FROM answer_memo'));
    counted.push(await timed(make));
    written.push(
      await timed(async () => renderDocx(toDocument(await make(), { today: '2026-01-01', sample: true }))),
    );
  }
  return [
    {
      row,
      what: '数出来(没有记住的答案)',
      value: median(counted) / 1000,
      unit: 's',
      target: { most: 1 },
      note: `最慢 ${(quantile(counted, 1) / 1000).toFixed(2)} s`,
    },
    { row, what: '再写成 Word', value: median(written) / 1000, unit: 's', target: { most: 1 } },
  ];
}
