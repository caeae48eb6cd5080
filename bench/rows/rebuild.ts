import { rebuildFigures } from '../../server/figures/index.ts';
import { alternate, type Finding, timed } from '../measure.ts';
import { type Bench, type OpenHouse, onClient } from '../world.ts';

const row = '全部重算';

/**
 * All figures of all levels anew from the lines, beside one INSERT … SELECT … GROUP BY of the same facts, with the key of
 * the table there from the start: into the finest cells that are stored (unit × measure × month below the city, city ×
 * measure × split × month), and for comparison into the finest there were until 0016 (unit × measure × split × month).
 */
export async function rebuild(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('lines', bench.lines, { search: true, facts: true, figures: true });
  const rounds = bench.lines > 1_000_000 ? 1 : 3;
  const anew = (): Promise<number> => timed(() => rebuildFigures(house.store.owner, house.registry()));
  const stored = await alternate(rounds, () => floorOnce(house, STORED), anew);
  const finest = await alternate(rounds, () => floorOnce(house, FINEST), anew);
  const note = (floor: number): string => `${bench.lines} 条;最简 ${(floor / 1000).toFixed(1)} s`;
  return [
    {
      row,
      what: '对一句分组插入(存的最细格)',
      value: stored.ratio,
      unit: '×',
      target: { most: 3 },
      note: note(stored.floor),
    },
    {
      row,
      what: '对一句分组插入(每个组织都分维度)',
      value: finest.ratio,
      unit: '×',
      note: note(finest.floor),
    },
    { row, what: '用时', value: stored.candidate / 1000, unit: 's' },
  ];
}

interface Floor {
  readonly table: string;
  readonly insert: string;
}

/** A city's path is '/' and three codes of six digits, each with its '/'. */
const CITY_PATH = 22;
const STORED: Floor = {
  table: `CREATE TABLE floor_cell (LIKE cell INCLUDING DEFAULTS);
    ALTER TABLE floor_cell ADD PRIMARY KEY (region_code, unit_id, key, piece)`,
  insert: `INSERT INTO floor_cell (region_code, unit_id, key, piece, unit_path, own_n, own_v)
    SELECT f.region_code, f.unit_id, k.id, date_trunc('month', f.day)::date, f.unit_path, count(*), sum(f.value)
    FROM fact f JOIN unit u ON u.id = f.unit_id AND u.level > 2 JOIN cell_key k ON k.measure = f.measure AND k.split = '' GROUP BY 1, 2, 3, 4, 5
    UNION ALL
    SELECT c.region_code, c.id, k.id, date_trunc('month', f.day)::date, c.path, count(*), sum(f.value)
    FROM fact f JOIN unit c ON c.path = left(f.unit_path, ${CITY_PATH}) AND c.level = 2 CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split)
    JOIN cell_key k ON k.measure = f.measure AND k.split = s.split GROUP BY 1, 2, 3, 4, 5`,
};

const FINEST: Floor = {
  table: `CREATE TABLE floor_cell (region_code text COLLATE "C", unit_id uuid, measure text COLLATE "C", split text COLLATE "C", piece date,
      unit_path text COLLATE "C", own_n int, own_v numeric, PRIMARY KEY (region_code, unit_id, measure, split, piece))`,
  insert: `INSERT INTO floor_cell (region_code, unit_id, measure, split, piece, unit_path, own_n, own_v)
    SELECT f.region_code, f.unit_id, f.measure, s.split, date_trunc('month', f.day)::date, f.unit_path, count(*), sum(f.value)
    FROM fact f CROSS JOIN LATERAL unnest(array_append(f.splits, '')) AS s (split) GROUP BY 1, 2, 3, 4, 5, 6`,
};

async function floorOnce(house: OpenHouse, floor: Floor): Promise<number> {
  return await onClient(house.store.ownerUrl, async (client) => {
    await client.query(`DROP TABLE IF EXISTS floor_cell; ${floor.table}`);
    const took = await timed(() => client.query(floor.insert));
    await client.query('DROP TABLE floor_cell');
    return took;
  });
}
