import { rebuildFigures } from '../../server/figures/index.ts';
import { alternate, type Finding, timed } from '../measure.ts';
import { type Bench, type OpenHouse, onClient } from '../world.ts';

const row = '全部重算';

/** All figures anew from the lines, beside one INSERT … SELECT … GROUP BY of the same facts into the finest cells with their key. */
export async function rebuild(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('lines', bench.lines, { search: true, facts: true, figures: true });
  const rounds = bench.lines > 1_000_000 ? 1 : 3;
  const { floor, candidate, ratio } = await alternate(
    rounds,
    () => floorOnce(house),
    () => timed(() => rebuildFigures(house.store.owner, house.registry())),
  );
  const note = `${bench.lines} 条;最简 ${(floor / 1000).toFixed(1)} s`;
  return [
    { row, what: '对一句分组插入', value: ratio, unit: '×', target: { most: 3 }, note },
    { row, what: '用时', value: candidate / 1000, unit: 's' },
  ];
}

/** Own cells only: unit × measure × split × month, with the key of the stored table. */
async function floorOnce(house: OpenHouse): Promise<number> {
  return await onClient(house.store.ownerUrl, async (client) => {
    await client.query(`DROP TABLE IF EXISTS floor_cell;
      CREATE TABLE floor_cell (LIKE cell INCLUDING DEFAULTS);
      ALTER TABLE floor_cell ADD PRIMARY KEY (region_code, unit_id, measure, split, piece)`);
    const took = await timed(() =>
      client.query(`INSERT INTO floor_cell (region_code, unit_id, measure, split, piece, unit_path, own_n, own_v)
        SELECT f.region_code, f.unit_id, f.measure, s.split, date_trunc('month', f.day)::date, f.unit_path, count(*), sum(f.value)
        FROM fact f CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split)
        GROUP BY 1, 2, 3, 4, 5, 6`),
    );
    await client.query('DROP TABLE floor_cell');
    return took;
  });
}
