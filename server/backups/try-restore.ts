import { randomBytes } from 'node:crypto';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openDatabase, restorePhysical, startEmbedded } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { log } from '../platform/log/index.ts';
import { openersOf } from './closing.ts';
import { type BackupKit, backupsFolder } from './kit.ts';

/** What is counted in the copy, so that a person sees that it is hers. */
export const COUNTED: readonly (readonly [name: string, sql: string])[] = [
  ['组织', 'SELECT count(*) AS n FROM unit'],
  ['记录', 'SELECT count(*) AS n FROM entry'],
  ['附件', 'SELECT count(*) AS n FROM attachment'],
  ['账号', 'SELECT count(*) AS n FROM account'],
  ['审计', 'SELECT count(*) AS n FROM audit_event'],
];

/**
 * Tries a physical backup (试恢复): compares it with its manifest, restores it into a folder of its own, starts a PostgreSQL on
 * it, counts, and takes everything away again. The running house is not touched. Answers the counts. Errors: those of
 * restorePhysical, backup.trial-failed.
 */
export async function tryRestore(kit: BackupKit, from: string): Promise<Record<string, number>> {
  const folder = join(backupsFolder(kit.dataDir), `.try-${randomBytes(4).toString('hex')}`);
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  const quiet = (line: string): void => log.debug(line);
  try {
    const by = await openersOf({ dataDir: kit.dataDir, passphraseFile: kit.passphraseFile });
    await restorePhysical({ from, dataDir: folder, log: quiet, by });
    const server = await startEmbedded({ dataDir: folder, log: quiet });
    const db = openDatabase(server.url, 1, 'halfsky-trial');
    try {
      const counts: Record<string, number> = {};
      for (const [name, sql] of COUNTED)
        counts[name] = Number((await db.transaction([], (tx) => tx.sql(sql), 'read'))[0]?.['n']);
      return counts;
    } finally {
      await db.close();
      await server.stop();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    log.error({ err: error }, 'tried restore failed');
    throw new AppError('backup.trial-failed');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
