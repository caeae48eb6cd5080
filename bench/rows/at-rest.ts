import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compose } from '../../server/compose.ts';
import { chinaDay, systemClock } from '../../server/platform/clock/index.ts';
import { readConfig } from '../../server/platform/config/index.ts';
import { runLoad } from '../clients.ts';
import { type Finding, median } from '../measure.ts';
import { seatsInManyRegions } from '../seats.ts';
import type { Bench } from '../world.ts';

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const row = '占用与启动';
const IDLE_SECONDS = 60;
const STARTS = 5;

/** A served folder with the nation in it: start from nothing, start again, memory after a minute's rest, memory after work. */
export async function atRest(bench: Bench): Promise<Finding[]> {
  const folder = join(bench.folder, 'rest');
  rmSync(folder, { recursive: true, force: true });
  const first = await serve(folder);
  const loading = spawn(process.execPath, [MAIN, 'load-tree', '--all'], {
    env: environment(folder),
    stdio: 'ignore',
  });
  const loaded = await new Promise<number | null>((resolve) => loading.once('exit', resolve));
  if (loaded !== 0) throw new Error(`load-tree ended with ${loaded}`);
  await stop(first.child);
  const starts: number[] = [];
  for (let i = 0; i < STARTS; i += 1) {
    const again = await serve(folder);
    starts.push(again.ms);
    await stop(again.child);
  }
  const server = await serve(folder);
  try {
    bench.say(`  ${IDLE_SECONDS} s of rest`);
    await pause(IDLE_SECONDS);
    const rest = memoryOf(server.child.pid ?? 0, folder);
    const lines = await work(folder, server.url, bench.seconds);
    await pause(5);
    const after = memoryOf(server.child.pid ?? 0, folder);
    const parts = (m: Memory): string =>
      `Node ${m.node.toFixed(0)} + PostgreSQL ${m.postgres.toFixed(0)}(${m.processes} 个进程)`;
    return [
      {
        row,
        what: '静置 60 秒后(全国树在库)',
        value: rest.node + rest.postgres,
        unit: 'MB',
        target: { most: 250 },
        note: parts(rest),
      },
      {
        row,
        what: '干过活以后',
        value: after.node + after.postgres,
        unit: 'MB',
        target: { most: 450 },
        note: `${parts(after)},存了 ${lines} 行、看了 1000 页`,
      },
      {
        row,
        what: '已有文件夹,启动到第一个答复',
        value: median(starts) / 1000,
        unit: 's',
        target: { most: 2 },
      },
      { row, what: '从空文件夹启动到第一个答复', value: first.ms / 1000, unit: 's' },
    ];
  } finally {
    await stop(server.child);
  }
}

const pause = (seconds: number): Promise<void> => new Promise((r) => setTimeout(r, seconds * 1000));

function environment(folder: string): NodeJS.ProcessEnv {
  const { DATABASE_URL: _, ...env } = process.env;
  return { ...env, HALFSKY_DATA: folder, HALFSKY_PORT: '0' };
}

/** Starts `serve` and waits for its first answer 200. */
export async function serve(
  folder: string,
  more: NodeJS.ProcessEnv = {},
): Promise<{ child: ChildProcess; url: string; ms: number }> {
  const started = performance.now();
  const child = spawn(process.execPath, [MAIN, 'serve'], {
    env: { ...environment(folder), ...more },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString('utf8');
      const found = /http:\/\/[\d.]+:\d+/.exec(text);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`serve ended with ${code}`)));
  });
  for (;;) {
    const answer = await fetch(`${url}/`).catch(() => null);
    await answer?.arrayBuffer();
    if (answer?.ok) return { child, url, ms: performance.now() - started };
    if (answer && answer.status === 404) throw new Error('no page to ask');
    await new Promise((r) => setTimeout(r, 10));
  }
}

export async function stop(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** Saves and pages as in the other rows, within the limits of real persons. Answers how many lines were saved. */
async function work(folder: string, url: string, seconds: number): Promise<number> {
  const config = { ...readConfig(), dataDir: folder, databaseUrl: undefined, poolSize: 2 };
  const house = await compose(config, systemClock, { beside: true, quiet: true });
  const seats = await seatsInManyRegions(house, 1_024).finally(() => house.close());
  const day = chinaDay(new Date());
  const saved = await runLoad({
    kind: 'save',
    url,
    seats,
    clients: 16,
    seconds: seconds * 2,
    day,
    rate: null,
  });
  const year = day.slice(0, 4);
  const requests = seats.slice(0, 500).flatMap(({ token, unitId }) => [
    {
      token,
      path: `/api/figures/page?unit=${unitId}&from=${year}-01-01&to=${year}-12-31&measures=training.people,training.women,training.sessions`,
    },
    { token, path: '/api/ledgers/training/entries' },
  ]);
  const read = await runLoad({ kind: 'get', url, requests, clients: 16 });
  // Refused work would leave a small memory and look like a kept promise.
  for (const { failed, firstFailure } of [saved, read])
    if (failed > 0) throw new Error(`${failed} requests failed: ${firstFailure}`);
  return saved.times.length;
}

interface Memory {
  readonly node: number;
  readonly postgres: number;
  readonly processes: number;
}

/**
 * Proportional set size, in MB, of a server and of its PostgreSQL, whose first process stands apart and is named by the
 * cluster's own file. Linux only. Throws where no PostgreSQL is found: half a sum would look like a kept promise.
 */
function memoryOf(pid: number, folder: string): Memory {
  const postmaster = Number(read(join(folder, 'postgres', 'postmaster.pid')).split('\n')[0]);
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1];
    if (parent) parents.set(Number(name), Number(parent));
  }
  const isBelow = (p: number): boolean =>
    p === pid || p === postmaster || (parents.has(p) && isBelow(parents.get(p) ?? 0));
  const all = [...parents.keys()].filter(isBelow);
  const pss = (p: number): number =>
    Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${p}/smaps_rollup`))?.[1] ?? 0) / 1024;
  const others = all.filter((p) => p !== pid);
  if (!others.includes(postmaster)) throw new Error('no PostgreSQL of this folder is running');
  return { node: pss(pid), postgres: others.reduce((sum, p) => sum + pss(p), 0), processes: others.length };
}

/** A process may end while it is looked at. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
