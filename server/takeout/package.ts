import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openStream, sealStream } from '../platform/crypto/index.ts';
import { placeOf, type TakeoutKit } from './kit.ts';

type Kit = Pick<TakeoutKit, 'dataDir' | 'vault'>;

/** Each package has a key of its own, which comes out of the house's keys and the package's random name. */
const keyOf = (kit: Kit, place: string): Buffer =>
  kit.vault.print({ table: 'takeout', column: 'package', row: place }, 'key');

/** Writes a package to its place, enciphered: for a day it lies on the disk, and holds everything of a unit. */
export async function keepPackage(kit: Kit, place: string, zip: AsyncIterable<Uint8Array>): Promise<void> {
  const sealed = sealStream(zip, keyOf(kit, place), place, { smaller: false });
  await pipeline(
    Readable.from(sealed, { objectMode: false }),
    createWriteStream(placeOf(kit, place), { mode: 0o600, flags: 'wx', flush: true }),
  );
}

/** The package as it was made, of so many bytes; null when it is not there. One from before this lies open. */
export async function openPackage(kit: Kit, place: string, bytes: number): Promise<Readable | null> {
  const file = placeOf(kit, place);
  const size = (await stat(file).catch(() => null))?.size;
  if (size === undefined || size < bytes) return null;
  const stored = createReadStream(file);
  return size === bytes
    ? stored
    : Readable.from(openStream(stored, keyOf(kit, place), place), { objectMode: false });
}
