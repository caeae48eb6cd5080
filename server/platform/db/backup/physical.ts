import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type CopySeal, sealStream } from '../../crypto/index.ts';
import { AppError } from '../../errors/index.ts';
import {
  type BackupManifest,
  type CopiedFile,
  copyHashed,
  DATA,
  FILES,
  type Through,
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
  /** How a file of this name goes into the backup; null: as it is. */
  readonly close: ((name: string) => Through) | null;
}

/** Key and seal of a backup that is to be enciphered. */
export interface Closing {
  readonly key: Buffer;
  readonly seal: CopySeal;
}
const newCopy = (closing: Closing | null, kind: string): Copy => ({
  files: [],
  folders: [],
  close: closing
    ? (name) => (bytes) =>
        // Photos and papers are made small already; the database's pages are half empty.
        sealStream(bytes, closing.key, `${kind}/${name}`, { smaller: kind === DATA })
    : null,
});

/** Copies one file into the backup and notes it; does nothing when it vanished meanwhile. */
async function copyFile(source: string, target: string, inside: string, copy: Copy): Promise<boolean> {
  const copied = await copyHashed(path.join(source, inside), path.join(target, inside), copy.close?.(inside));
  if (copied) note(copy, inside, copied);
  return copied !== null;
}

function note(copy: Copy, inside: string, made: { size: number; sha256: string; read: number }): void {
  const { size, sha256, read } = made;
  copy.files.push({ path: inside, size, sha256, ...(copy.close ? { plain: read } : {}) });
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
  /** Enciphers the backup; without it, it lies open. */
  readonly closing?: Closing;
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
    const closing = options.closing ?? null;
    const manifest = await copyUnderBackup(client, options.pgDataDir, half, closing);
    const files = options.filesDir
      ? await copyBeside(options.filesDir, half, closing)
      : { files: [], folders: [] };
    const whole = {
      ...manifest,
      bytes: manifest.bytes + files.files.reduce((sum, file) => sum + file.size, 0),
      attachments: files,
    };
    await writeManifest(half, whole, closing?.key ?? null);
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

async function copyUnderBackup(
  client: pg.Client,
  source: string,
  half: string,
  closing: Closing | null,
): Promise<BackupManifest> {
  const startedAt = new Date().toISOString();
  const started = await one(
    client,
    `SELECT lsn::text, pg_walfile_name(lsn) AS segment, current_setting('server_version') AS version,
            (SELECT setting FROM pg_settings WHERE name = 'wal_segment_size') AS segment_bytes
     FROM pg_backup_start('halfsky', true) AS lsn`,
  );
  const target = path.join(half, DATA);
  const copy = newCopy(closing, DATA);
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
    ...(closing ? { format: 'halfsky-physical-2', seal: closing.seal } : { format: 'halfsky-physical-1' }),
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
async function copyBeside(
  source: string,
  half: string,
  closing: Closing | null,
): Promise<Pick<Copy, 'files' | 'folders'>> {
  const copy = newCopy(closing, FILES);
  await copyFolder(source, path.join(half, FILES), '', copy);
  return { files: copy.files, folders: copy.folders.filter((name) => name !== '') };
}

/** Without this label the restored server would begin at a checkpoint that its files do not match. */
async function addLabel(half: string, target: string, text: string, copy: Copy): Promise<void> {
  const name = 'backup_label';
  const draft = path.join(half, `${name}.draft`);
  await writeFile(draft, text, { mode: 0o600 });
  const copied = await copyHashed(draft, path.join(target, name), copy.close?.(name));
  if (copied) note(copy, name, copied);
  await rm(draft);
}

async function one(client: pg.Client, sql: string): Promise<Record<string, string>> {
  const { rows } = await client.query<Record<string, string>>(sql);
  return rows[0] ?? {};
}
