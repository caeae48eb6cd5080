import { createHash } from 'node:crypto';
import { open, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../errors/index.ts';

/** One copied file: path inside `data/` with forward slashes, bytes, SHA-256 in hex. */
export interface CopiedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/** What a physical backup holds; written last, so a backup without it is not one. */
export interface BackupManifest {
  readonly format: 'halfsky-physical-1';
  /** Server version, e.g. `18.4`; only the same major version can open the copy. */
  readonly postgres: string;
  readonly startedAt: string;
  /** Taken just before the copy was closed: all that was acknowledged by then is in it. */
  readonly endedAt: string;
  readonly startLsn: string;
  readonly stopLsn: string;
  readonly bytes: number;
  /** Folders that must exist although empty. */
  readonly folders: readonly string[];
  readonly files: readonly CopiedFile[];
  /** Attachments (附件) that lay beside the database, under `files/`; absent in backups from before there were any. */
  readonly attachments?: { readonly files: readonly CopiedFile[]; readonly folders: readonly string[] };
}

const MANIFEST = 'manifest.json';
const CHECKSUM = 'manifest.json.sha256';
/** The copy of PostgreSQL's data directory inside a backup. */
export const DATA = 'data';
/** The copy of the attachments' folder, of the same name as in a data folder. */
export const FILES = 'files';

/**
 * Copies a file as far as it goes now (it may be growing), hashing what was written, and waits until it is on
 * disk. Null when the file vanished before it was opened, which is normal under a running server.
 */
export async function copyHashed(from: string, to: string): Promise<{ size: number; sha256: string } | null> {
  const source = await open(from, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!source) return null;
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const buffer = Buffer.allocUnsafe(256 * 1024);
      let size = 0;
      for (;;) {
        const { bytesRead } = await source.read(buffer, 0, buffer.length);
        if (bytesRead === 0) break;
        const part = buffer.subarray(0, bytesRead);
        hash.update(part);
        await target.writeFile(part);
        size += bytesRead;
      }
      await target.sync();
      return { size, sha256: hash.digest('hex') };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  const source = await open(file, 'r');
  try {
    for await (const part of source.createReadStream({ highWaterMark: 256 * 1024, autoClose: false }))
      hash.update(part);
  } finally {
    await source.close();
  }
  return hash.digest('hex');
}

/** Writes the manifest and its own checksum, last of all. */
export async function writeManifest(folder: string, manifest: BackupManifest): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  const sum = createHash('sha256').update(text).digest('hex');
  await writeFile(path.join(folder, CHECKSUM), `${sum}  ${MANIFEST}\n`, { mode: 0o600, flush: true });
  await writeFile(path.join(folder, MANIFEST), text, { mode: 0o600, flush: true });
}

/**
 * The manifest of a finished backup. Throws AppError `backup.unreadable` when there is none, or it was changed.
 */
export async function readManifest(folder: string): Promise<BackupManifest> {
  try {
    const text = await readFile(path.join(folder, MANIFEST), 'utf8');
    const [sum] = (await readFile(path.join(folder, CHECKSUM), 'utf8')).split(' ');
    if (sum !== createHash('sha256').update(text).digest('hex')) throw new Error('checksum');
    const manifest = JSON.parse(text) as BackupManifest;
    if (manifest.format !== 'halfsky-physical-1') throw new Error('format');
    return manifest;
  } catch {
    throw new AppError('backup.unreadable', {
      sentence: `${folder} 不是一份完整的备份:清单 ${MANIFEST} 缺失、被改动,或不是本系统的格式。请换一份备份。`,
    });
  }
}

/**
 * Compares every file of a backup with its manifest. Answers with the paths that are missing, or differ in size
 * or SHA-256; empty when the backup is whole. Reads all of it.
 */
export async function findDamage(folder: string, manifest: BackupManifest): Promise<string[]> {
  const damaged: string[] = [];
  const all = [
    ...manifest.files.map((file) => ({ file, name: file.path, copy: path.join(folder, DATA, file.path) })),
    ...(manifest.attachments?.files ?? []).map((file) => ({
      file,
      name: `${FILES}/${file.path}`,
      copy: path.join(folder, FILES, file.path),
    })),
  ];
  for (const { file, name, copy } of all) {
    const found = await stat(copy).catch(() => null);
    if (found?.size !== file.size || (await hashOf(copy)) !== file.sha256) damaged.push(name);
  }
  return damaged;
}
