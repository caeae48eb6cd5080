import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Openers, openStream, SealBroken } from '../../crypto/index.ts';
import { AppError } from '../../errors/index.ts';
import { installCluster } from '../embedded/index.ts';
import {
  type BackupManifest,
  type CopiedFile,
  copyHashed,
  DATA,
  FILES,
  findDamage,
  keyOfManifest,
  readManifest,
} from './manifest.ts';

/**
 * Restores a physical backup into an empty data folder, after comparing all of it with its manifest. Answers with
 * the cluster's directory; `startEmbedded` on the folder then recovers it and sets a new password.
 * Throws AppError `backup.unreadable`, `backup.damaged` (names the files), `folder.not-empty`; of an enciphered backup
 * `backup.sealed`, `backup.wrong-key`, before anything is written.
 */
export async function restorePhysical(options: {
  readonly from: string;
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly sharedDir?: string;
  /** What may open an enciphered backup. */
  readonly by?: Openers;
}): Promise<{ clusterDir: string; manifest: BackupManifest }> {
  const from = path.resolve(options.from);
  const manifest = await readManifest(from);
  const key = await keyOfManifest(from, manifest, options.by ?? {});
  const damaged = await findDamage(from, manifest);
  if (damaged.length > 0) throw damageError(from, damaged);
  const fill = async (folder: string): Promise<void> => {
    for (const name of manifest.folders)
      await mkdir(path.join(folder, name), { recursive: true, mode: 0o700 });
    for (const file of manifest.files) await bringBack(from, DATA, file, folder, key);
  };
  const { dataDir, log, sharedDir } = options;
  const clusterDir = await installCluster({ dataDir, log, fill, ...(sharedDir ? { sharedDir } : {}) });
  await fillFiles(from, dataDir, manifest, key);
  return { clusterDir, manifest };
}

/** One file out of the backup to its place, opened on the way, and compared once more. */
async function bringBack(
  from: string,
  kind: string,
  file: CopiedFile,
  folder: string,
  key: Buffer | null,
): Promise<void> {
  const name = `${kind}/${file.path}`;
  const source = path.join(from, kind, file.path);
  const target = path.join(folder, file.path);
  const shown = kind === DATA ? file.path : name;
  try {
    const copied = key
      ? await copyHashed(source, target, (bytes) => openStream(bytes, key, name))
      : await copyHashed(source, target);
    const whole = key ? copied?.size === file.plain : copied?.sha256 === file.sha256;
    if (!whole) throw damageError(from, [shown]);
  } catch (error) {
    if (error instanceof SealBroken) throw damageError(from, [shown]);
    throw error;
  }
}

async function fillFiles(
  from: string,
  dataDir: string,
  manifest: BackupManifest,
  key: Buffer | null,
): Promise<void> {
  const { files = [], folders = [] } = manifest.attachments ?? {};
  if (files.length === 0) return;
  const target = path.join(path.resolve(dataDir), FILES);
  for (const name of ['', ...folders]) await mkdir(path.join(target, name), { recursive: true, mode: 0o700 });
  for (const file of files) {
    await rm(path.join(target, file.path), { force: true });
    await bringBack(from, FILES, file, target, key);
  }
}

function damageError(from: string, damaged: readonly string[]): AppError {
  return new AppError('backup.damaged', {
    sentence: `备份 ${from} 有 ${damaged.length} 个文件缺失或与清单不符(${damaged.slice(0, 5).join('、')}),没有恢复。请换一份备份。`,
    files: damaged,
  });
}
