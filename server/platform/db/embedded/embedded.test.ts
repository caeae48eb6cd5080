import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageFolder } from './binaries.ts';
import { type EmbeddedOptions, findRunning, startEmbedded, stopEmbedded } from './index.ts';
import { isRoot } from './os-user.ts';
import { hasProc, isAlive, pause } from './processes.ts';

const SLOW = 60_000;
let root = '';
let dataDir = '';
let said: string[] = [];
const options = (more: Partial<EmbeddedOptions> = {}): EmbeddedOptions => ({
  dataDir,
  sharedDir: path.join(root, 'shared'),
  log: (line) => said.push(line),
  ...more,
});

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'halfsky-embedded-'));
  chmodSync(root, 0o755);
  dataDir = path.join(root, 'var');
  said = [];
});
afterEach(async () => {
  await stopEmbedded(dataDir).catch(() => false);
  rmSync(root, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function writeLine(server: { url: string }): Promise<void> {
  await ask(server.url, `CREATE TABLE kept (word text); INSERT INTO kept VALUES ('半边天')`);
}
const readLines = (server: { url: string }): Promise<unknown> => ask(server.url, 'SELECT word FROM kept');
const KEPT = [{ word: '半边天' }];

async function until(what: () => boolean): Promise<void> {
  for (let waited = 0; !what(); waited += 20) {
    if (waited > 15_000) throw new Error('waited in vain');
    await pause(20);
  }
}

test('first start, stop, start again: same data, same port, safe settings', { timeout: SLOW }, async () => {
  const first = await startEmbedded(options());
  expect(first.adopted).toBe(false);
  await writeLine(first);
  const settings = await ask(
    first.url,
    `SELECT name, setting FROM pg_settings WHERE name IN ('data_checksums', 'fsync', 'listen_addresses',
      'unix_socket_directories', 'password_encryption', 'server_encoding', 'jit', 'wal_compression') ORDER BY name`,
  );
  expect(Object.fromEntries(settings.map((row) => [row['name'], row['setting']]))).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    jit: 'off',
    listen_addresses: '127.0.0.1',
    password_encryption: 'scram-sha-256',
    server_encoding: 'UTF8',
    unix_socket_directories: '',
    wal_compression: 'pglz',
  });
  if (process.platform !== 'win32') {
    expect(statSync(path.join(dataDir, 'postgres.access.json')).mode & 0o777).toBe(0o600);
    expect(statSync(first.clusterDir).uid).not.toBe(0);
  }
  await expect(ask(first.url.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toMatchObject({
    code: '28P01',
  });
  await first.stop();
  await first.stop(); // harmless
  expect(isAlive(first.pid)).toBe(false);
  expect(await findRunning(dataDir)).toBeNull();

  const second = await startEmbedded(options());
  expect(second).toMatchObject({ adopted: false, port: first.port });
  expect(await readLines(second)).toEqual(KEPT);
  expect(await findRunning(dataDir)).toMatchObject({ pid: second.pid, url: second.url });
});

test('a server that outlived its killed parent is adopted, not doubled', { timeout: SLOW }, async () => {
  const source = `const { startEmbedded } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)});
    const server = await startEmbedded({ dataDir: process.argv[1], sharedDir: process.argv[2], log: () => {} });
    console.log(JSON.stringify({ pid: server.pid, url: server.url })); setInterval(() => {}, 1000);`;
  const parent = spawn(
    process.execPath,
    ['--input-type=module', '-e', source, dataDir, path.join(root, 'shared')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const told = await new Promise<string>((resolve) =>
    parent.stdout.once('data', (chunk) => resolve(String(chunk))),
  );
  const orphan = JSON.parse(told) as { pid: number; url: string };
  await writeLine(orphan);
  parent.kill('SIGKILL');
  await new Promise((resolve) => parent.once('exit', resolve));
  expect(isAlive(orphan.pid)).toBe(true);

  const server = await startEmbedded(options());
  expect(server).toMatchObject({ adopted: true, pid: orphan.pid, url: orphan.url });
  expect(await readLines(server)).toEqual(KEPT);
  expect(await stopEmbedded(dataDir)).toBe(true);
  expect(isAlive(orphan.pid)).toBe(false);
  expect(await stopEmbedded(dataDir)).toBe(false);
});

test('two starts at once in one process end in one server', { timeout: SLOW }, async () => {
  const [one, two] = await Promise.all([startEmbedded(options()), startEmbedded(options())]);
  expect(two.pid).toBe(one.pid);
});

test('after the server was killed it starts again with all that was acknowledged', {
  timeout: SLOW,
}, async () => {
  const first = await startEmbedded(options());
  await writeLine(first);
  process.kill(first.pid, 'SIGKILL');
  await until(() => !isAlive(first.pid));
  const second = await startEmbedded(options());
  expect(second.pid).not.toBe(first.pid);
  expect(second.adopted).toBe(false);
  expect(await readLines(second)).toEqual(KEPT);
});

test.runIf(hasProc)(
  'a pid file whose pid now belongs to another program is set aside',
  { timeout: SLOW },
  async () => {
    const first = await startEmbedded(options());
    await writeLine(first);
    const pidFile = path.join(first.clusterDir, 'postmaster.pid');
    const other = spawn('sleep', ['60'], { stdio: 'ignore' });
    const forged = readFileSync(pidFile, 'utf8').replace(/^\d+/, String(other.pid));
    await first.stop();
    writeFileSync(pidFile, forged, { mode: 0o600 });
    try {
      expect(await findRunning(dataDir)).toBeNull();
      const second = await startEmbedded(options());
      expect(await readLines(second)).toEqual(KEPT);
      expect(
        readdirSync(first.clusterDir).filter((name) => name.startsWith('postmaster.pid.reused-')),
      ).toHaveLength(1);
      expect(other.exitCode).toBeNull(); // nobody touched it
    } finally {
      other.kill('SIGKILL');
    }
  },
);

test('library links that no install script made are made at the start', { timeout: SLOW }, async () => {
  const packageDir = path.join(root, 'package');
  cpSync(packageFolder(), packageDir, { recursive: true, verbatimSymlinks: true });
  const listed = path.join(packageDir, 'native', 'pg-symlinks.json');
  const links = existsSync(listed) ? (JSON.parse(readFileSync(listed, 'utf8')) as { target: string }[]) : [];
  for (const { target } of links) rmSync(path.join(packageDir, target), { force: true });
  const server = await startEmbedded(options({ packageDir }));
  expect(await ask(server.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  for (const { target } of links) expect(existsSync(path.join(packageDir, target))).toBe(true);
});

test.runIf(isRoot())(
  'as root under folders closed to others, a stand-in is used and found again',
  { timeout: SLOW },
  async () => {
    const closed = path.join(root, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const packageDir = path.join(closed, 'package');
    cpSync(packageFolder(), packageDir, { recursive: true, verbatimSymlinks: true });
    dataDir = path.join(closed, 'var');

    const first = await startEmbedded(options({ packageDir }));
    expect(first.clusterDir.startsWith(path.join(root, 'shared'))).toBe(true);
    expect(readdirSync(path.join(root, 'shared')).some((name) => name.startsWith('pg-'))).toBe(true);
    const note = JSON.parse(readFileSync(path.join(dataDir, 'postgres.elsewhere.json'), 'utf8')) as {
      home: string;
    };
    expect(path.join(note.home, 'postgres')).toBe(first.clusterDir);
    await writeLine(first);
    expect(await findRunning(dataDir)).toMatchObject({ pid: first.pid });
    await first.stop();
    const second = await startEmbedded(options({ packageDir }));
    expect(await readLines(second)).toEqual(KEPT);
    await second.stop();

    // A copy of the folder must not share the first one's cluster.
    cpSync(dataDir, path.join(closed, 'copy'), { recursive: true });
    await expect(
      startEmbedded(options({ packageDir, dataDir: path.join(closed, 'copy') })),
    ).rejects.toMatchObject({
      code: 'db.note-copied',
    });
    // The folder removed and made anew begins empty; the old cluster is kept aside.
    rmSync(dataDir, { recursive: true });
    const third = await startEmbedded(options({ packageDir }));
    await expect(readLines(third)).rejects.toMatchObject({ code: '42P01' });
    expect(existsSync(path.join(root, 'shared'))).toBe(true);
    expect(readdirSync(path.join(root, 'shared')).some((name) => name.includes('.aside-'))).toBe(true);
  },
);

test('a half-made cluster is set aside; a damaged one is never replaced by an empty one', {
  timeout: SLOW,
}, async () => {
  mkdirSync(path.join(dataDir, 'postgres.init-cut'), { recursive: true });
  writeFileSync(path.join(dataDir, 'postgres.init-cut', 'PG_VERSION'), '18\n');
  const first = await startEmbedded(options());
  const aside = readdirSync(dataDir).filter((name) => name.startsWith('postgres.half-made-'));
  expect(aside).toHaveLength(1);
  expect(said.join('\n')).toContain(aside[0]);
  await first.stop();

  const heart = path.join(first.clusterDir, 'global', 'pg_control');
  renameSync(heart, `${heart}.lost`);
  await expect(startEmbedded(options())).rejects.toMatchObject({ code: 'db.damaged' });
  renameSync(`${heart}.lost`, heart);
  writeFileSync(path.join(first.clusterDir, 'PG_VERSION'), '17\n');
  await expect(startEmbedded(options())).rejects.toMatchObject({ code: 'db.version' });
});

test('a lost password file is renewed, with the server stopped or running', { timeout: SLOW }, async () => {
  const first = await startEmbedded(options());
  await writeLine(first);
  unlinkSync(path.join(dataDir, 'postgres.access.json'));
  const second = await startEmbedded(options());
  expect(await readLines(second)).toEqual(KEPT);
  expect(second.url).not.toBe(first.url);
  await second.stop();
  unlinkSync(path.join(dataDir, 'postgres.access.json'));
  expect(await readLines(await startEmbedded(options()))).toEqual(KEPT);
});

test('a remembered port that somebody else took is given up', { timeout: SLOW }, async () => {
  const first = await startEmbedded(options());
  await first.stop();
  const taker = createServer();
  await new Promise<void>((resolve) => taker.listen(first.port, '127.0.0.1', resolve));
  try {
    const second = await startEmbedded(options());
    expect(second.port).not.toBe(first.port);
  } finally {
    taker.close();
  }
});

test('a setting that PostgreSQL does not know ends in a sentence with its own words', {
  timeout: SLOW,
}, async () => {
  await expect(startEmbedded(options({ settings: { shared_buffers: 'much' } }))).rejects.toMatchObject({
    code: 'db.start',
    message: expect.stringContaining('shared_buffers'),
  });
});

test('a data folder that is none is told in words', async () => {
  writeFileSync(dataDir, 'a file');
  await expect(startEmbedded(options())).rejects.toMatchObject({
    code: 'db.folder',
    message: expect.stringContaining(dataDir),
  });
});
