import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireFolderLock, folderHolder } from './folder-lock.ts';
import { hasProc } from './processes.ts';

let folder = '';
const lockFile = (): string => path.join(folder, 'halfsky.lock');

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'halfsky-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lockModule = JSON.stringify(new URL('./folder-lock.ts', import.meta.url).href);

/** A separate process that holds the lock until it is killed. */
async function otherHolder(): Promise<{ pid: number; kill: () => Promise<void> }> {
  const source = `const { acquireFolderLock } = await import(${lockModule});
    await acquireFolderLock(process.argv[1]); console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', source, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
  };
}

test('the second process is told who holds the folder and since when', async () => {
  const other = await otherHolder();
  try {
    const { startedAt } = JSON.parse(readFileSync(lockFile(), 'utf8')) as { startedAt: string };
    const refused = acquireFolderLock(folder);
    await expect(refused).rejects.toMatchObject({
      code: 'folder.busy',
      details: { pid: other.pid, startedAt },
    });
    await expect(refused).rejects.toThrow(`进程号 ${other.pid}`);
    expect(await folderHolder(folder)).toEqual({ pid: other.pid, startedAt });
  } finally {
    await other.kill();
  }
});

test('the lock of a killed process is taken over, and released for the next', async () => {
  const other = await otherHolder();
  await other.kill();
  expect(await folderHolder(folder)).toBeNull();
  const lock = await acquireFolderLock(folder);
  expect((await folderHolder(folder))?.pid).toBe(process.pid);
  await expect(acquireFolderLock(folder)).rejects.toMatchObject({ code: 'folder.busy' });
  await lock.release();
  expect(existsSync(lockFile())).toBe(false);
});

test.runIf(hasProc)('a pid that was given to another process does not keep the folder locked', async () => {
  const lock = await acquireFolderLock(folder);
  const holder = JSON.parse(readFileSync(lockFile(), 'utf8')) as Record<string, unknown>;
  writeFileSync(lockFile(), JSON.stringify({ ...holder, mark: 'another boot:1', token: 'someone else' }));
  const next = await acquireFolderLock(folder);
  await lock.release(); // no longer ours to release
  expect((await folderHolder(folder))?.pid).toBe(process.pid);
  await next.release();
});

test('an empty lock file, left by a power cut, does not lock the folder for ever', async () => {
  writeFileSync(lockFile(), '');
  const lock = await acquireFolderLock(folder);
  await lock.release();
});

test('of many who find a dead lock at once, one gets the folder', async () => {
  writeFileSync(
    lockFile(),
    JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '2020-01-01T00:00:00Z', mark: null, token: 'dead' }),
  );
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => acquireFolderLock(folder)));
  expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
});
