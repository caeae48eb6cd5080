import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { checkWhole, closingOf, exportWhole, importWhole, openersOf } from '../../server/backups/index.ts';
import { MIGRATIONS } from '../../server/migrations/index.ts';
import { backupPhysical, findRunning, restorePhysical } from '../../server/platform/db/index.ts';
import type { Finding } from '../measure.ts';
import { type Bench, type OpenHouse, onClient } from '../world.ts';

const row = '备份';
const MB = 1_000_000;

interface Cost {
  readonly ms: number;
  /** Of this process; the database's own is not in it. */
  readonly cpu: number;
}

/**
 * Copies (备份). A whole export beside COPY of the same tables into plain files, and its import beside COPY of those files
 * into tables with the same indexes, for each million rows; enciphered beside open, of both kinds, in time and size.
 */
export async function copies(bench: Bench): Promise<Finding[]> {
  const house = await bench.world('lines', bench.lines, { search: true, facts: true, figures: true });
  const folder = join(bench.folder, 'copies');
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder);
  const at = (name: string): string => join(folder, name);
  try {
    const logical = await ofTables(bench, house, at);
    const physical = await ofCluster(bench, at);
    return [...logical, ...physical];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function ofTables(bench: Bench, house: OpenHouse, at: (name: string) => string): Promise<Finding[]> {
  const kit = { store: house.store, dataDir: bench.folder };
  const closing = await closingOf(bench.folder);
  const now = house.now();
  const opened = await timedCpu(() => exportWhole(kit, at('open'), { now }));
  const made: Awaited<ReturnType<typeof exportWhole>>[] = [];
  const closed = await timedCpu(
    async () => void made.push(await exportWhole(kit, at('closed'), { now, closing })),
  );
  const tables = made[0]?.tables ?? [];
  const rows = tables.reduce((sum, t) => sum + t.rows, 0);
  await mkdir(at('floor'));
  const out = await onClient(house.store.ownerUrl, (c) =>
    timedCpu(async () => {
      for (const t of tables)
        await pipeline(
          c.query(copyTo(`COPY "${t.name}" TO STDOUT`)),
          createWriteStream(join(at('floor'), t.name)),
        );
    }),
  );
  const target = await bench.empty('moved');
  const into = await onClient(target.store.ownerUrl, (c) => timedCpu(() => copyIn(c, tables, at('floor'))));
  const by = await openersOf({ dataDir: bench.folder });
  const known = MIGRATIONS.map((m) => m.name);
  const brought = await timedCpu(async () => {
    const checked = await checkWhole(at('closed'), { by, known });
    await importWhole(checked, { store: target.store, dataDir: at('new') });
  });
  const [plain, sealed, bare] = [
    await sizeOf(at('open')),
    await sizeOf(at('closed')),
    await sizeOf(at('floor')),
  ];
  const note = `${(rows / 1e6).toFixed(2)} 百万行`;
  const perMillion = (ms: number): number => (ms / 1000 / rows) * 1e6;
  return [
    { row, what: '导出(加密)÷ COPY 到文件', value: closed.ms / out.ms, unit: '×', note },
    {
      row,
      what: '导出(加密)÷ 导出(不加密)',
      value: closed.ms / opened.ms,
      unit: '×',
      note: `本进程 CPU ${(closed.cpu / opened.cpu).toFixed(2)} ×`,
    },
    {
      row,
      what: '导出(加密),每百万行',
      value: perMillion(closed.ms),
      unit: 's',
      note: `CPU ${perMillion(closed.cpu).toFixed(1)} s`,
    },
    {
      row,
      what: '导出(加密)的大小',
      value: sealed / MB,
      unit: 'MB',
      note: `不加密 ${(plain / MB).toFixed(0)},COPY 文本 ${(bare / MB).toFixed(0)}`,
    },
    {
      row,
      what: '导入 ÷ COPY 进同样索引的表',
      value: brought.ms / into.ms,
      unit: '×',
      note: '含全部文件和内容的核对',
    },
    {
      row,
      what: '导入,每百万行',
      value: perMillion(brought.ms),
      unit: 's',
      note: `CPU ${perMillion(brought.cpu).toFixed(1)} s`,
    },
  ];
}

async function ofCluster(bench: Bench, at: (name: string) => string): Promise<Finding[]> {
  const running = await findRunning(bench.folder);
  if (!running) throw new Error('the bench has no server');
  const from = { url: running.url, pgDataDir: running.clusterDir };
  const closing = await closingOf(bench.folder);
  const opened = await timedCpu(() => backupPhysical({ ...from, outDir: at('plain') }));
  const closed = await timedCpu(() => backupPhysical({ ...from, outDir: at('sealed'), closing }));
  const [plain, sealed] = [await sizeOf(at('plain')), await sizeOf(at('sealed'))];
  await rm(at('plain'), { recursive: true });
  const by = await openersOf({ dataDir: bench.folder });
  const dataDir = at('restored');
  const back = await timedCpu(() =>
    restorePhysical({ from: at('sealed'), dataDir, by, log: () => undefined }),
  );
  return [
    {
      row,
      what: '整库(加密)÷ 整库(不加密)',
      value: closed.ms / opened.ms,
      unit: '×',
      note: `CPU ${(closed.cpu / opened.cpu).toFixed(2)} ×;${(plain / MB / (closed.ms / 1000)).toFixed(0)} MB/s`,
    },
    {
      row,
      what: '整库(加密)的大小',
      value: sealed / MB,
      unit: 'MB',
      note: `不加密 ${(plain / MB).toFixed(0)}`,
    },
    { row, what: '整库恢复', value: back.ms / 1000, unit: 's', note: `${(plain / MB).toFixed(0)} MB` },
  ];
}

async function copyIn(
  c: pg.Client,
  tables: readonly { readonly name: string }[],
  folder: string,
): Promise<void> {
  for (const { name } of tables) {
    await c.query(`CREATE TABLE "floor_${name}" (LIKE "${name}" INCLUDING ALL)`);
    const sink = c.query(copyFrom(`COPY "floor_${name}" FROM STDIN`));
    await pipeline(createReadStream(join(folder, name)), sink);
  }
  for (const { name } of tables) await c.query(`DROP TABLE "floor_${name}"`);
}

async function timedCpu(work: () => Promise<unknown>): Promise<Cost> {
  const [at, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - at, cpu: (user + system) / 1000 };
}

async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) bytes += (await stat(join(entry.parentPath, entry.name))).size;
  return bytes;
}
