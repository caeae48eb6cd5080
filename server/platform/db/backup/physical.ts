import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { AppError } from '../../errors/index.ts';
import { installCluster } from '../embedded/index.ts';
import {
  type BackupManifest,
  type CopiedFile,
  copyHashed,
  DATA,
  FILES,
  findDamage,
  readManifest,
  writeManifest,
} from './manifest.ts';
import { segmentsBetween } from './wal.ts';

/** Folders whose content the server makes anew (PostgreSQL manual 25.3.4); the log is copied last, by itself. */
const EMPTY_FOLDERS = new Set([
  'pg_wal',
  'pg_stat_tmp',
  'pg_replslot',
  'pg_dynshmem',
  'pg_notify',
  'pg_serial',
  'pg_snapshots',
  'pg_subtrans',
]);
const SKIPPED =
  /^(postmaster\.(pid|opts).*|backup_label.*|tablespace_map.*|pg_internal\.init.*|pgsql_tmp.*)$/;

interface Copy {
  readonly files: CopiedFile[];
  readonly folders: string[];
}

/** Copies one file into the backup and notes it; does nothing when it vanished meanwhile. */
async function copyFile(source: string, target: string, inside: string, copy: Copy): Promise<boolean> {
  const copied = await copyHashed(path.join(source, inside), path.join(target, inside));
  if (copied) copy.files.push({ path: inside, ...copied });
  return copied !== null;
}

async function copyFolder(source: string, target: string, inside: string, copy: Copy): Promise<void> {
  await mkdir(path.join(target, inside), { mode: 0o700 });
  copy.folders.push(inside);
  const entries = await readdir(path.join(source, inside), { withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return []; // a dropped database
      throw error;
    },
  );
  for (const entry of entries) {
    const name = inside === '' ? entry.name : `${inside}/${entry.name}`;
    if (SKIPPED.test(entry.name)) continue;
    if (entry.isSymbolicLink()) {
      throw new AppError('backup.elsewhere', {
        sentence: `数据库的一部分(${name})放在数据文件夹之外,物理备份带不走它。请改用 export,或先把它移回来。`,
      });
    }
    if (entry.isDirectory() && EMPTY_FOLDERS.has(name)) {
      await mkdir(path.join(target, name), { mode: 0o700 });
      copy.folders.push(name);
    } else if (entry.isDirectory()) await copyFolder(source, target, name, copy);
    else if (entry.isFile()) await copyFile(source, target, name, copy);
  }
}

/** Copies the log from the backup's start to now; a gap means that the server recycled what is needed. */
async function copyLog(
  source: string,
  target: string,
  segments: readonly string[],
  needed: ReadonlySet<string>,
  copy: Copy,
): Promise<void> {
  for (const name of segments) {
    const found = await copyFile(source, target, `pg_wal/${name}`, copy);
    if (!found && needed.has(name)) {
      throw new AppError('backup.log-lost', {
        sentence: `备份期间写入太多,需要的日志(${name})已被数据库回收,这份备份作废。请把 wal_keep_size 调大,或在空闲时重试。`,
      });
    }
  }
}

/**
 * Physical backup of a running PostgreSQL on this machine, into a folder that does not exist yet: everything
 * acknowledged before `endedAt` of the answer is in it. The connection must be the superuser's; writers go on.
 * Throws AppError `folder.not-empty`, `backup.log-lost`, `backup.elsewhere`, `disk.full`; leaves nothing half.
 */
export async function backupPhysical(options: {
  readonly url: string;
  /** PostgreSQL's data directory (`clusterDir` of the embedded server), readable for this process. */
  readonly pgDataDir: string;
  readonly outDir: string;
  /** Folder of the files that rows name (附件); copied after the database, so that each row in the copy has its bytes. */
  readonly filesDir?: string;
}): Promise<BackupManifest> {
  const out = path.resolve(options.outDir);
  if ((await readdir(out).catch(() => [])).length > 0) {
    throw new AppError('folder.not-empty', {
      sentence: `${out} 里已经有东西,请为这份备份指定一个新的文件夹。`,
    });
  }
  const half = `${out}.half-${randomBytes(4).toString('hex')}`;
  await mkdir(half, { recursive: true, mode: 0o700 });
  const client = new pg.Client({ connectionString: options.url, application_name: 'halfsky backup' });
  client.on('error', () => undefined); // the next query fails and tells; the server itself drops the backup state
  try {
    await client.connect();
    const manifest = await copyUnderBackup(client, options.pgDataDir, half);
    const files = options.filesDir ? await copyBeside(options.filesDir, half) : { files: [], folders: [] };
    const whole = {
      ...manifest,
      bytes: manifest.bytes + files.files.reduce((sum, file) => sum + file.size, 0),
      attachments: files,
    };
    await writeManifest(half, whole);
    await rename(half, out);
    return whole;
  } catch (error) {
    await rm(half, { recursive: true, force: true });
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw new AppError('disk.full');
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function copyUnderBackup(client: pg.Client, source: string, half: string): Promise<BackupManifest> {
  const startedAt = new Date().toISOString();
  const started = await one(
    client,
    `SELECT lsn::text, pg_walfile_name(lsn) AS segment, current_setting('server_version') AS version,
            (SELECT setting FROM pg_settings WHERE name = 'wal_segment_size') AS segment_bytes
     FROM pg_backup_start('halfsky', true) AS lsn`,
  );
  const target = path.join(half, DATA);
  const copy: Copy = { files: [], folders: [] };
  await copyFolder(source, target, '', copy);
  const endedAt = new Date().toISOString();
  const stopped = await one(
    client,
    `SELECT lsn::text, pg_walfile_name(lsn) AS segment, labelfile FROM pg_backup_stop(false)`,
  );
  const now = await one(client, 'SELECT pg_walfile_name(pg_current_wal_lsn()) AS segment');
  const segmentBytes = Number(started['segment_bytes']);
  const range = (last: string): string[] => segmentsBetween(started['segment'] ?? '', last, segmentBytes);
  const needed = new Set(range(stopped['segment'] ?? ''));
  await copyLog(source, target, range(now['segment'] ?? ''), needed, copy);
  await addLabel(half, target, stopped['labelfile'] ?? '', copy);
  return {
    format: 'halfsky-physical-1',
    postgres: (started['version'] ?? '').split(' ')[0] ?? '',
    startedAt,
    endedAt,
    startLsn: started['lsn'] ?? '',
    stopLsn: stopped['lsn'] ?? '',
    bytes: copy.files.reduce((sum, file) => sum + file.size, 0),
    folders: copy.folders.filter((name) => name !== ''),
    files: copy.files,
  };
}

/** The folder of attachments, as it is now: each file is written once and never again, so there is no order to keep. */
async function copyBeside(source: string, half: string): Promise<Copy> {
  const copy: Copy = { files: [], folders: [] };
  await copyFolder(source, path.join(half, FILES), '', copy);
  return { files: copy.files, folders: copy.folders.filter((name) => name !== '') };
}

/** Without this label the restored server would begin at a checkpoint that its files do not match. */
async function addLabel(half: string, target: string, text: string, copy: Copy): Promise<void> {
  const draft = path.join(half, 'backup_label.draft');
  await writeFile(draft, text, { mode: 0o600 });
  const copied = await copyHashed(draft, path.join(target, 'backup_label'));
  if (copied) copy.files.push({ path: 'backup_label', ...copied });
  await rm(draft);
}

async function one(client: pg.Client, sql: string): Promise<Record<string, string>> {
  const { rows } = await client.query<Record<string, string>>(sql);
  return rows[0] ?? {};
}

/**
 * Restores a physical backup into an empty data folder, after comparing all of it with its manifest. Answers with
 * the cluster's directory; `startEmbedded` on the folder then recovers it and sets a new password.
 * Throws AppError `backup.unreadable`, `backup.damaged` (names the files), `folder.not-empty`.
 */
export async function restorePhysical(options: {
  readonly from: string;
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly sharedDir?: string;
}): Promise<{ clusterDir: string; manifest: BackupManifest }> {
  const from = path.resolve(options.from);
  const manifest = await readManifest(from);
  const damaged = await findDamage(from, manifest);
  if (damaged.length > 0) throw damageError(from, damaged);
  const fill = async (folder: string): Promise<void> => {
    for (const name of manifest.folders)
      await mkdir(path.join(folder, name), { recursive: true, mode: 0o700 });
    for (const file of manifest.files) {
      const copied = await copyHashed(path.join(from, DATA, file.path), path.join(folder, file.path));
      if (copied?.sha256 !== file.sha256) throw damageError(from, [file.path]);
    }
  };
  const { dataDir, log, sharedDir } = options;
  const clusterDir = await installCluster({ dataDir, log, fill, ...(sharedDir ? { sharedDir } : {}) });
  await fillFiles(from, dataDir, manifest);
  return { clusterDir, manifest };
}

async function fillFiles(from: string, dataDir: string, manifest: BackupManifest): Promise<void> {
  const { files = [], folders = [] } = manifest.attachments ?? {};
  if (files.length === 0) return;
  const target = path.join(path.resolve(dataDir), FILES);
  for (const name of ['', ...folders]) await mkdir(path.join(target, name), { recursive: true, mode: 0o700 });
  for (const file of files) {
    await rm(path.join(target, file.path), { force: true });
    const copied = await copyHashed(path.join(from, FILES, file.path), path.join(target, file.path));
    if (copied?.sha256 !== file.sha256) throw damageError(from, [`${FILES}/${file.path}`]);
  }
}

function damageError(from: string, damaged: readonly string[]): AppError {
  return new AppError('backup.damaged', {
    sentence: `备份 ${from} 有 ${damaged.length} 个文件缺失或与清单不符(${damaged.slice(0, 5).join('、')}),没有恢复。请换一份备份。`,
    files: damaged,
  });
}
