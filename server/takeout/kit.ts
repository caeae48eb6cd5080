import { join } from 'node:path';
import type { Shelf } from '../files/index.ts';
import type { Registry } from '../ledgers/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Store } from '../platform/db/index.ts';

/** What taking data out works with. */
export interface TakeoutKit {
  readonly store: Store;
  readonly registry: () => Registry;
  readonly shelf: Shelf;
  readonly vault: Vault;
  readonly dataDir: string;
  readonly now: () => Date;
}

/** Where packages lie until they expire; never served as a folder, and not in any backup. */
export const takeoutsFolder = (dataDir: string): string => join(dataDir, 'takeouts');
export const placeOf = (kit: Pick<TakeoutKit, 'dataDir'>, place: string): string => {
  // A place comes from our own rows; should one ever not, it must not lead out of the folder.
  if (!/^[0-9a-f]{32}$/.test(place)) throw new Error('not a place of a package');
  return join(takeoutsFolder(kit.dataDir), `${place}.zip`);
};
