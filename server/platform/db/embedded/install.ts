import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, lchownSync, mkdirSync, readdirSync, renameSync, rmdirSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../errors/index.ts';
import { syncFolder } from './cluster.ts';
import { choosePlace, SHARED_FOLDER } from './places.ts';

/** What may lie in a data folder that counts as empty: the lock of the very command that restores, its keys with the list of erasures, its note. */
const NOT_DATA =
  /^(keys\.json|erasures\.ndjson|restored\.json|halfsky\.lock.*|postgres\.(init|half-made)-.*)$/;

/**
 * Puts a ready-made cluster (from a backup) into an empty data folder: `fill` writes it into a folder of another
 * name, which is renamed when complete, so that a cut-off restore never looks like a cluster. Answers with the
 * cluster's directory. Throws AppError `folder.not-empty`. The next `startEmbedded` gives it a password.
 */
export async function installCluster(options: {
  readonly dataDir: string;
  readonly log: (line: string) => void;
  readonly fill: (folder: string) => Promise<void>;
  readonly sharedDir?: string;
}): Promise<string> {
  const folder = path.resolve(options.dataDir);
  const found = existsSync(folder) ? readdirSync(folder).filter((name) => !NOT_DATA.test(name)) : [];
  if (found.length > 0) {
    throw new AppError('folder.not-empty', {
      sentence: `${folder} 里已经有东西(${found.slice(0, 5).join('、')}),不会把备份恢复到它上面。请指定一个空的数据文件夹。`,
    });
  }
  const place = choosePlace(folder, options.sharedDir ?? SHARED_FOLDER, options.log);
  const half = path.join(place.home, `postgres.init-${randomBytes(4).toString('hex')}`);
  mkdirSync(half, { mode: 0o700 });
  await options.fill(half);
  if (place.user) {
    const { uid, gid } = place.user;
    for (const entry of readdirSync(half, { recursive: true, withFileTypes: true })) {
      lchownSync(path.join(entry.parentPath, entry.name), uid, gid);
    }
    chownSync(half, uid, gid);
  }
  if (existsSync(place.cluster)) rmdirSync(place.cluster);
  renameSync(half, place.cluster);
  syncFolder(place.home);
  return place.cluster;
}
