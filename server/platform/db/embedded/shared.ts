import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { AppError } from '../../errors/index.ts';
import { type EmbeddedOptions, findRunning, startEmbedded, stopEmbedded } from './embedded.ts';
import { acquireFolderLock, folderHolder } from './folder-lock.ts';
import { pause } from './processes.ts';

/** Held for a moment by whoever starts or stops the server of a folder. */
const TURN = 'halfsky.turn';
/** Holds the pid of a server that a command started; its last user stops it. One that serves stops its own. */
const NOTE = 'halfsky.commands';
const SEAT = 'halfsky-command';
const PATIENCE_MS = 600_000;

/** Runs alone among all who start or stop the server of this folder, in this process and others. */
export async function inTurn<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  const turn = await takeTurn(dataDir);
  try {
    return await work();
  } finally {
    await turn.release();
  }
}

async function takeTurn(dataDir: string): Promise<{ release(): Promise<void> }> {
  for (let waited = 0; ; waited += 20) {
    try {
      return await acquireFolderLock(dataDir, TURN);
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'folder.busy' || waited > PATIENCE_MS) throw error;
    }
    await pause(20);
  }
}

/**
 * The server of a folder for one operator command: the running one, else one that is started. Commands side by side share
 * it: each keeps a seat (a connection) in it, and `leave` by the last of them stops it, unless somebody serves.
 */
export async function shareEmbedded(
  options: EmbeddedOptions,
): Promise<{ url: string; leave(): Promise<void> }> {
  const { dataDir } = options;
  const note = path.join(path.resolve(dataDir), NOTE);
  return await inTurn(dataDir, async () => {
    let running = await findRunning(dataDir);
    if (!running) {
      const started = await startEmbedded(options);
      // One that was starting or outlived its parent is not ours to stop.
      if (!started.adopted) writeFileSync(note, String(started.pid), { mode: 0o600 });
      running = started;
    }
    const { url, pid } = running;
    const seat = new pg.Client({ connectionString: url, application_name: SEAT });
    seat.on('error', () => {}); // the work's own connections tell of a lost database
    await seat.connect();
    const leave = async (): Promise<void> => {
      const others = await seat
        .query('SELECT FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()', [SEAT])
        .then((r) => r.rowCount ?? 0)
        .catch(() => 0);
      await seat.end().catch(() => {});
      const isLast = others === 0 && noted(note) === pid && (await folderHolder(dataDir)) === null;
      if (!isLast || (await findRunning(dataDir))?.pid !== pid) return;
      await stopEmbedded(dataDir);
      rmSync(note, { force: true });
    };
    return { url, leave: () => inTurn(dataDir, leave) };
  });
}

function noted(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
