import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../bin/gates.ts';

/** Where the journeys find a data folder that holds the sample world already. */
export const SAMPLE_FOLDER = 'HALFSKY_TEST_SAMPLE_FOLDER';

/**
 * For Vitest's `globalSetup`: the sample world is loaded once by a real `start` and laid down; each journey works on a copy
 * of its own. Loading it for each of a dozen journeys took half of their time.
 */
export async function setup(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'halfsky-sample-'));
  chmodSync(folder, 0o755);
  const server = spawn(process.execPath, [join(ROOT, 'server', 'main.ts'), 'start'], {
    cwd: folder,
    env: { ...process.env, HALFSKY_PORT: '0', HALFSKY_DATA: join(folder, 'data'), DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString('utf8');
      // Its last line: from now on it stops in order when it is asked to.
      if (/Ctrl\+C 停止/.test(said)) resolve();
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    void ended.then(() => reject(new Error(`the sample world could not be loaded:\n${said}`)));
  });
  server.kill('SIGTERM');
  await ended;
  // A copy of a database that was not stopped is no copy of it.
  if (existsSync(join(folder, 'data', 'postgres', 'postmaster.pid')))
    throw new Error('the sample world did not stop in order');
  process.env[SAMPLE_FOLDER] = join(folder, 'data');
  return () => rmSync(folder, { recursive: true, force: true });
}
