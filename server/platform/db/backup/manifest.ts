import { createHash } from 'node:crypto';
import { type FileHandle, open, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CopySeal, manifestMac, type Openers, openCopyKey } from '../../crypto/index.ts';
import { AppError } from '../../errors/index.ts';

/** One copied file: path inside `data/` with forward slashes; bytes and SHA-256 in hex as it lies in the backup. */
export interface CopiedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  /** Its bytes when opened, in an enciphered backup. */
  readonly plain?: number;
}

/** What a physical backup holds; written last, so a backup without it is not one. */
export interface BackupManifest {
  /** The second is enciphered. */
  readonly format: 'halfsky-physical-1' | 'halfsky-physical-2';
  readonly seal?: CopySeal;
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
const MAC = 'manifest.json.mac';
/** The copy of PostgreSQL's data directory inside a backup. */
export const DATA = 'data';
/** The copy of the attachments' folder, of the same name as in a data folder. */
export const FILES = 'files';

/** What is done to the bytes of one file on their way: closing or opening them. */
export type Through = (bytes: AsyncIterable<Buffer>) => AsyncIterable<Buffer>;

/**
 * Copies a file as far as it goes now (it may be growing), hashing what was written, and waits until it is on
 * disk. Null when the file vanished before it was opened, which is normal under a running server. `read` is what came in.
 */
export async function copyHashed(
  from: string,
  to: string,
  through: Through = (bytes) => bytes,
): Promise<{ size: number; sha256: string; read: number } | null> {
  const source = await open(from, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!source) return null;
  try {
    const target = await open(to, 'wx', 0o600);
    try {
      const hash = createHash('sha256');
      const tally = { size: 0, read: 0 };
      const buffer = Buffer.allocUnsafe(256 * 1024);
      async function* parts(): AsyncGenerator<Buffer> {
        for (;;) {
          const { bytesRead } = await (source as FileHandle).read(buffer, 0, buffer.length);
          if (bytesRead === 0) return;
          tally.read += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      }
      for await (const part of through(parts())) {
        hash.update(part);
        await target.writeFile(part);
        tally.size += part.length;
      }
      await target.sync();
      return { ...tally, sha256: hash.digest('hex') };
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

/** Writes the manifest and its own checksum, last of all; of an enciphered backup also a print under its key. */
export async function writeManifest(
  folder: string,
  manifest: BackupManifest,
  key: Buffer | null,
): Promise<void> {
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  const sum = createHash('sha256').update(text).digest('hex');
  if (key)
    await writeFile(path.join(folder, MAC), `${manifestMac(key, text)}\n`, { mode: 0o600, flush: true });
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
    if (!/^halfsky-physical-[12]$/.test(manifest.format)) throw new Error('format');
    return manifest;
  } catch {
    throw new AppError('backup.unreadable', {
      sentence: `${folder} 不是一份完整的备份:清单 ${MANIFEST} 缺失、被改动,或不是本系统的格式。请换一份备份。`,
    });
  }
}

/**
 * The key of an enciphered backup; null of one that is not. Errors: backup.sealed (nothing given that could open it),
 * backup.wrong-key, backup.damaged (its manifest was changed by somebody without the key).
 */
export async function keyOfManifest(
  folder: string,
  manifest: BackupManifest,
  by: Openers,
): Promise<Buffer | null> {
  if (!manifest.seal) return null;
  const key = await openSeal(folder, manifest.seal, by);
  const text = await readFile(path.join(folder, MANIFEST), 'utf8');
  const mac = (await readFile(path.join(folder, MAC), 'utf8').catch(() => '')).trim();
  if (mac !== manifestMac(key, text))
    throw new AppError('backup.damaged', {
      sentence: `备份 ${folder} 的清单 ${MANIFEST} 被没有钥匙的人改动过,没有恢复。请换一份备份。`,
      files: [MANIFEST],
    });
  return key;
}

/** The key of an enciphered copy. Errors: backup.sealed, backup.wrong-key; both say which keys.json it wants. */
export async function openSeal(folder: string, seal: CopySeal, by: Openers): Promise<Buffer> {
  const house = seal.slots.find((slot) => slot.kind === 'house');
  const wants = `${house ? `当时那台服务器的 keys.json(原在 ${house.place},钥匙印记 ${house.print})` : ''}${seal.slots.some((slot) => slot.kind === 'passphrase') ? ',或备份时设的口令' : ''}`;
  if (!by.house && by.passphrase === undefined)
    throw new AppError('backup.sealed', {
      sentence: `备份 ${folder} 是加密的,要有${wants}才能打开。请把 keys.json 放进目标文件夹,或用 --keys 指给它(口令用 --passphrase-file)。`,
    });
  const key = await openCopyKey(seal, by);
  if (key) return key;
  throw new AppError('backup.wrong-key', {
    sentence: `给的钥匙打不开备份 ${folder}${by.house ? `(给的 keys.json 印记是 ${by.house.print})` : '(口令不对)'}。它要的是${wants}。`,
  });
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
