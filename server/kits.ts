import { join } from 'node:path';
import type { BackupKit } from './backups/index.ts';
import type { House } from './compose.ts';
import { createShelf, type Shelf } from './files/index.ts';
import type { PersonalKit } from './personal/index.ts';
import { chinaDay } from './platform/clock/index.ts';
import type { Config } from './platform/config/index.ts';
import { settingOf } from './settings/index.ts';
import type { TakeoutKit } from './takeout/index.ts';

/*
 * What rooms need of the host they run on: made here once, for the web (web.ts) and for the work beside it (work.ts).
 */

/** Attachments lie beside the database, outside everything that is served. */
export const shelfOf = (config: Config): Shelf => createShelf(join(config.dataDir, 'files'));

export const BACKUP_QUEUE = 'backup-nightly';
export const backupKit = (house: House, config: Config): BackupKit => ({
  store: house.store,
  dataDir: config.dataDir,
  foreign: config.databaseUrl !== undefined,
  passphraseFile: config.backupPassphrase,
  now: house.now,
});

/** When the nightly backup comes, as cron in China time. */
export async function backupCron(house: House): Promise<string> {
  const today = chinaDay(house.now());
  const at = await house.store.worker.transaction(
    [],
    (tx) => settingOf(tx, null, 'backup.at', today),
    'read',
  );
  const [hour, minute] = String(at).split(':').map(Number);
  return `${minute} ${hour} * * *`;
}

export const takeoutKit = (house: House, config: Config): TakeoutKit => ({
  store: house.store,
  registry: house.registry,
  shelf: shelfOf(config),
  vault: house.vault,
  dataDir: config.dataDir,
  now: house.now,
});

/** One person's data in cases, where the owner empties rows and the data folder keeps what was erased. */
export const personalKit = (
  house: Pick<House, 'vault' | 'flows' | 'store'>,
  config: Config,
): PersonalKit => ({
  vault: house.vault,
  flows: house.flows,
  owner: house.store.owner,
  shelf: shelfOf(config),
  dataDir: config.dataDir,
});

export const ANCHOR_QUEUE = 'audit-anchor';
export const anchorFile = (config: Config): string => join(config.dataDir, 'audit-anchors.ndjson');
