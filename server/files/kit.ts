import type { LedgerPorts, Registry } from '../ledgers/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Database } from '../platform/db/index.ts';
import type { Shelf } from './shelf.ts';

/** What the room of files works with. */
export interface FileKit {
  readonly db: Database;
  readonly registry: () => Registry;
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly now: () => Date;
  /** Lines that a matter has made take no files: a photograph would say who it is about. */
  readonly ports?: Pick<LedgerPorts, 'ofMatters'>;
}

/** Where a file's key is sealed; with a key of its own, so that the bytes in old copies can be made unreadable. */
const keyPlace = (place: string) => ({
  table: 'file',
  column: 'sealed_key',
  row: place,
  of: `file/${place}`,
});

/** Opens a file's key; the seal is bound to the random place, so a key moved to another row does not open there. */
export const keyOf = (vault: Vault, file: { place: string; sealedKey: string | null }): Buffer | null =>
  file.sealedKey ? Buffer.from(vault.open(keyPlace(file.place), file.sealedKey), 'base64') : null;

export const sealKey = (vault: Vault, place: string, key: Buffer): string =>
  vault.seal(keyPlace(place), key.toString('base64'));
