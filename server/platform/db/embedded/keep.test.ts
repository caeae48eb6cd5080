import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRunning, keepEmbedded, stopEmbedded } from './index.ts';
import { isAlive, pause } from './processes.ts';

let root = '';
const said: string[] = [];

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'halfsky-keep-'));
  chmodSync(root, 0o755);
});
afterEach(async () => {
  await stopEmbedded(path.join(root, 'var')).catch(() => false);
  rmSync(root, { recursive: true, force: true });
});

/** Asks through a pool until it answers; the milliseconds that took. */
async function untilAnswered(pool: pg.Pool): Promise<number> {
  const began = Date.now();
  for (;;) {
    try {
      await pool.query('SELECT count(*) FROM kept');
      return Date.now() - began;
    } catch (error) {
      if (Date.now() - began > 20_000) throw error;
      await pause(50);
    }
  }
}

test('a killed server comes back by itself at the same address; a stopped one stays stopped', {
  timeout: 60_000,
}, async () => {
  const dataDir = path.join(root, 'var');
  const server = await keepEmbedded({
    dataDir,
    sharedDir: path.join(root, 'shared'),
    log: (line) => said.push(line),
  });
  const first = { pid: server.pid, url: server.url };
  const pool = new pg.Pool({ connectionString: server.url });
  pool.on('error', () => undefined);
  await pool.query('CREATE TABLE kept AS SELECT 1 AS one');

  process.kill(first.pid, 'SIGKILL');
  await pause(50);
  expect(await untilAnswered(pool)).toBeLessThan(10_000);
  expect(server.url).toBe(first.url);
  expect(server.pid).not.toBe(first.pid);
  expect(said.some((line) => line.includes(`进程号 ${first.pid}`))).toBe(true);

  await pool.end();
  await server.stop();
  await pause(1500);
  expect(isAlive(server.pid)).toBe(false);
  expect(await findRunning(dataDir)).toBeNull();
});
