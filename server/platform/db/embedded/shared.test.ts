import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findRunning, startEmbedded, stopEmbedded } from './embedded.ts';
import { acquireFolderLock } from './folder-lock.ts';
import { shareEmbedded } from './shared.ts';

let dataDir = '';
const share = () => shareEmbedded({ dataDir, log: () => {} });

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'halfsky-shared-'));
  chmodSync(dataDir, 0o755);
});
afterEach(async () => {
  await stopEmbedded(dataDir);
  rmSync(dataDir, { recursive: true, force: true });
});

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query('SELECT 1');
  await client.end();
  return rowCount === 1;
}

test('commands side by side share one server: whoever comes first starts it, whoever leaves last stops it', async () => {
  const users = await Promise.all([share(), share(), share()]);
  const [first, second, third] = users;
  if (!first || !second || !third) throw new Error('three came');
  expect(new Set(users.map((u) => u.url)).size).toBe(1);
  await Promise.all([first.leave(), second.leave()]);
  expect(await answers(third.url)).toBe(true);
  const [late] = await Promise.all([share(), third.leave()]);
  expect(await answers(late.url)).toBe(true);
  await late.leave();
  expect(await findRunning(dataDir)).toBeNull();
});

test('a server that somebody serves from, or that a command only found, is left running', async () => {
  const own = await share();
  const lock = await acquireFolderLock(dataDir);
  await own.leave();
  expect(await findRunning(dataDir)).not.toBeNull();
  await lock.release();
  await stopEmbedded(dataDir);

  await startEmbedded({ dataDir, log: () => {} });
  await (await share()).leave();
  expect(await findRunning(dataDir)).not.toBeNull();
});
