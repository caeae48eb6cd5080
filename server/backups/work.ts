import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rm, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { chinaDay } from '../platform/clock/index.ts';
import { backupPhysical, findRunning } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { log } from '../platform/log/index.ts';
import { numberOf } from '../settings/index.ts';
import { closingOf } from './closing.ts';
import { type BackupKit, backupsFolder } from './kit.ts';
import {
  beginRun,
  endRun,
  failAbandoned,
  insertRun,
  isThere,
  newestCopy,
  newestRuns,
  nextWaiting,
  noteRemoved,
  overdue,
  type Run,
} from './store.ts';
import { tryRestore } from './try-restore.ts';
import { exportWhole } from './whole/index.ts';

/** One backup at a time, whatever processes run. */
const BACKUP_LOCK = 727_021;
/** A nightly job that comes twice (a restart, a retry) is one backup. */
const ONE_NIGHT_MS = 12 * 3_600_000;

/**
 * Puts a backup or a tried restore on the list; the sweep does it. Answers false when one waits or is under way already, or
 * this night's is done.
 */
export async function askForRun(
  kit: BackupKit,
  what: 'backup' | 'trial',
  occasion: Run['occasion'],
): Promise<boolean> {
  const at = kit.now();
  return await kit.store.worker.transaction([], async (tx) => {
    await tx.sql('SELECT pg_advisory_xact_lock($1)', [BACKUP_LOCK + 1]);
    const since = occasion === 'nightly' ? new Date(at.getTime() - ONE_NIGHT_MS) : null;
    if (await isThere(tx, { trial: what === 'trial', occasion, since })) return false;
    const kind = what === 'trial' ? 'trial' : kit.foreign ? 'logical' : 'physical';
    const stamp = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace(':', '');
    const folder = `${stamp}-${kind}-${randomBytes(2).toString('hex')}`;
    await insertRun(tx, { id: newId(at), kind, occasion, folder, startedAt: at });
    return true;
  });
}

/** Does what waits, one after the other; answers how many were done. Called again and again; safe at any moment. */
export async function sweepBackups(kit: BackupKit): Promise<number> {
  const client = await kit.store.worker.pool.connect();
  try {
    const { rows } = await client.query<{ ok: boolean }>('SELECT pg_try_advisory_lock($1) AS ok', [
      BACKUP_LOCK,
    ]);
    if (!rows[0]?.ok) return 0;
    try {
      return await doWaiting(kit);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [BACKUP_LOCK]);
    }
  } finally {
    client.release();
  }
}

async function doWaiting(kit: BackupKit): Promise<number> {
  const { worker } = kit.store;
  await worker.transaction([], (tx) => failAbandoned(tx, kit.now(), '做到一半,服务停了。会在下一次再做。'));
  let done = 0;
  for (;;) {
    const run = await worker.transaction([], nextWaiting, 'read');
    if (!run) return done;
    await worker.transaction([], (tx) => beginRun(tx, run.id, kit.now()));
    try {
      const result = run.kind === 'trial' ? await tryNewest(kit) : await copy(kit, run);
      await worker.transaction([], (tx) => endRun(tx, run.id, { state: 'done', at: kit.now(), ...result }));
    } catch (error) {
      log.error({ err: error, run: run.kind }, 'backup failed');
      const problem = error instanceof AppError ? error.message : '系统出了意外,日志里有详情。';
      await worker.transaction([], (tx) => endRun(tx, run.id, { state: 'failed', at: kit.now(), problem }));
    }
    if (run.occasion === 'nightly') await tidy(kit);
    done += 1;
  }
}

async function copy(kit: BackupKit, run: Run): Promise<{ bytes: number; files: number; sealed: boolean }> {
  const folder = backupsFolder(kit.dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await assertRoom(kit);
  const out = join(folder, run.folder);
  const closing = await closingOf(kit.dataDir, kit.passphraseFile);
  if (run.kind === 'logical') {
    await exportWhole(kit, out, { now: kit.now(), closing });
    return { ...(await sizeOf(out)), sealed: true };
  }
  const running = await findRunning(kit.dataDir);
  if (!running) throw new AppError('backup.not-embedded');
  const made = await backupPhysical({
    url: running.url,
    pgDataDir: running.clusterDir,
    outDir: out,
    filesDir: join(kit.dataDir, 'files'),
    closing,
  });
  const files = made.files.length + (made.attachments?.files.length ?? 0);
  return { bytes: made.bytes, files, sealed: true };
}

/** A copy that fills the disk would stop the saving of lines: it is not begun where there is no room for it. */
async function assertRoom(kit: BackupKit): Promise<void> {
  const runs = await kit.store.worker.transaction([], (tx) => newestRuns(tx, 20), 'read');
  const last = runs.find((r) => r.kind !== 'trial' && r.state === 'done')?.bytes ?? 0;
  const room = await statfs(kit.dataDir);
  const free = room.bavail * room.bsize;
  if (free < last * 1.2 + 200_000_000)
    throw new AppError('backup.no-room', {
      free: Math.round(free / 1_000_000),
      need: Math.round(last / 1_000_000),
    });
}

async function sizeOf(folder: string): Promise<{ bytes: number; files: number }> {
  const total = { bytes: 0, files: 0 };
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    total.bytes += (await stat(join(entry.parentPath, entry.name))).size;
    total.files += 1;
  }
  return total;
}

async function tryNewest(kit: BackupKit): Promise<{ counts: Record<string, number> }> {
  const run = await kit.store.worker.transaction([], newestCopy, 'read');
  if (!run) throw new AppError('backup.none-to-try');
  return { counts: await tryRestore(kit, join(backupsFolder(kit.dataDir), run.folder)) };
}

/** Keeps the newest nightly copies only; those made by hand or by command stay. */
async function tidy(kit: BackupKit): Promise<void> {
  const { worker } = kit.store;
  const old = await worker.transaction([], async (tx) => {
    return await overdue(tx, await numberOf(tx, null, 'backup.keep', chinaDay(kit.now())));
  });
  for (const run of old) {
    await rm(join(backupsFolder(kit.dataDir), run.folder), { recursive: true, force: true });
    await worker.transaction([], (tx) => noteRemoved(tx, run.id, kit.now()));
  }
}
