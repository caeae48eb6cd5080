import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { loadTree } from '../../server/exchange/index.ts';
import { alternate, type Finding, timed } from '../measure.ts';
import { type Bench, onClient } from '../world.ts';

const row = '全国组织树';
const COLUMNS = 'id, code, name, kind, level, parent_id, path, region_code, initials';

/** Loading the nation's tree into an empty house, beside a bare COPY of the same rows into a table with the same indexes. */
export async function treeLoad(bench: Bench): Promise<Finding[]> {
  const house = await bench.empty('tree');
  const file = join(bench.folder, 'tree-rows.copy');
  mkdirSync(bench.folder, { recursive: true });
  await loadTree(house.store, { log: () => {} });
  return await onClient(house.store.ownerUrl, async (client) => {
    await pipeline(
      client.query(copyTo(`COPY (SELECT ${COLUMNS} FROM unit ORDER BY code) TO STDOUT`)),
      createWriteStream(file),
    );
    await client.query('CREATE TABLE floor_unit (LIKE unit INCLUDING ALL)');
    const { floor, candidate, ratio } = await alternate(
      3,
      async () => {
        await client.query('TRUNCATE floor_unit');
        return await timed(() =>
          pipeline(createReadStream(file), client.query(copyFrom(`COPY floor_unit (${COLUMNS}) FROM STDIN`))),
        );
      },
      async () => {
        await client.query('TRUNCATE unit CASCADE');
        return await timed(() => loadTree(house.store, { log: () => {} }));
      },
    );
    return [
      {
        row,
        what: '对同样的行、同样索引的 COPY',
        value: ratio,
        unit: '×',
        target: { most: 2.5 },
        note: `COPY ${(floor / 1000).toFixed(1)} s`,
      },
      { row, what: '用时', value: candidate / 1000, unit: 's' },
    ];
  });
}
