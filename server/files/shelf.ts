import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../platform/errors/index.ts';

/**
 * The folder of the bytes (附件文件夹), inside the data folder and never served as a folder: random names in 256 drawers.
 * What belongs to a ledger with names is enciphered from its first piece on (SECURITY 23); its key is sealed in the row.
 */
export interface Shelf {
  /** Writes a piece at its place and waits until it is on the disk. The same piece twice changes nothing. */
  write(place: string, offset: number, piece: Buffer, key: Buffer | null): Promise<void>;
  /** The bytes as they were sent. */
  read(place: string, key: Buffer | null): Promise<Buffer>;
  remove(place: string): Promise<void>;
}

export const newPlace = (): string => randomBytes(16).toString('hex');
export const newFileKey = (): Buffer => randomBytes(32);

export function createShelf(folder: string): Shelf {
  const drawer = (place: string): string => {
    // A place comes from our own rows; should one ever not, it must not lead out of the folder.
    if (!/^[0-9a-f]{32}$/.test(place)) throw new Error('not a place on this shelf');
    return join(folder, place.slice(0, 2));
  };
  return {
    async write(place, offset, piece, key) {
      await mkdir(drawer(place), { recursive: true, mode: 0o700 });
      try {
        const file = await open(join(drawer(place), place), 'a').then(async (made) => {
          await made.close();
          return await open(join(drawer(place), place), 'r+');
        });
        try {
          await file.write(key ? enciphered(key, offset, piece) : piece, 0, piece.length, offset);
          await file.sync();
        } finally {
          await file.close();
        }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOSPC')
          throw new AppError('disk.full', { retryAfter: 60 });
        throw error;
      }
    },
    async read(place, key) {
      const bytes = await readFile(join(drawer(place), place));
      return key ? enciphered(key, 0, bytes) : bytes;
    },
    async remove(place) {
      await rm(join(drawer(place), place), { force: true });
    },
  };
}

/**
 * Counter mode opens what it closed and may begin at any byte, so pieces are enciphered as they come. Each file has a key
 * of its own, so the counter may begin at nought; that nothing was changed is seen by the digest in the row.
 */
function enciphered(key: Buffer, offset: number, bytes: Buffer): Buffer {
  const counter = Buffer.alloc(16);
  counter.writeBigUInt64BE(BigInt(Math.floor(offset / 16)), 8);
  const cipher = createCipheriv('aes-256-ctr', key, counter);
  cipher.update(Buffer.alloc(offset % 16));
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}
