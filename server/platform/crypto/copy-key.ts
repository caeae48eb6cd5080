import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes, scrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { AppError } from '../errors/index.ts';
import type { Keys } from './keys.ts';

/**
 * The key of one copy (备份的钥匙): made by chance for each, and put into the copy's manifest closed by the house's key, which
 * lies in keys.json, and by a passphrase (口令) where the operator gave one. Either opens it.
 */
export interface CopySeal {
  readonly cipher: 'a256gcm-stream-1';
  readonly slots: readonly Slot[];
}

type Slot = Box & (HouseSlot | PassphraseSlot);
interface Box {
  readonly nonce: string;
  readonly box: string;
}
interface HouseSlot {
  readonly kind: 'house';
  /** By which an operator tells one keys.json from another; says nothing of the key. */
  readonly print: string;
  /** Where that keys.json lay when the copy was made. */
  readonly place: string;
}
interface PassphraseSlot {
  readonly kind: 'passphrase';
  readonly salt: string;
  /** scrypt's cost, as a power of two. */
  readonly cost: number;
}

/** What may open a copy. */
export interface Openers {
  readonly house?: HouseCopyKey;
  readonly passphrase?: string;
}

export interface HouseCopyKey {
  readonly key: Buffer;
  readonly print: string;
}

/** OWASP's cost for scrypt: 128 MB and some tenths of a second, once a copy. */
const COST = 17;
const MOST_COST = 20;

/**
 * The house's key of copies. It comes out of the blind key, which is never changed, so that a keys.json laid away years ago
 * opens the copies of today.
 */
export function houseCopyKey(keys: Pick<Keys, 'blind'>): HouseCopyKey {
  const key = Buffer.from(hkdfSync('sha256', keys.blind, '', 'halfsky keys of copies', 32));
  return { key, print: createHmac('sha256', key).update('print').digest('hex').slice(0, 8) };
}

/**
 * The same out of a keys.json wherever it lies; the file is not touched. Null where there is none.
 * Errors: keys.unreadable.
 */
export async function houseCopyKeyOf(file: string): Promise<HouseCopyKey | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    const { blind } = JSON.parse(text) as { blind?: unknown };
    if (typeof blind !== 'string' || !/^[0-9a-f]{64}$/.test(blind)) throw new Error('no blind key');
    return houseCopyKey({ blind: Buffer.from(blind, 'hex') });
  } catch {
    throw new AppError('keys.unreadable', { file });
  }
}

/** A new copy's key, closed for those who may open it. */
export async function newCopyKey(o: {
  readonly house: HouseCopyKey & { readonly place: string };
  readonly passphrase?: string;
}): Promise<{ key: Buffer; seal: CopySeal }> {
  const key = randomBytes(32);
  const slots: Slot[] = [
    { kind: 'house', print: o.house.print, place: o.house.place, ...closed(o.house.key, key) },
  ];
  if (o.passphrase !== undefined) {
    const salt = randomBytes(16);
    const by = await stretched(o.passphrase, salt, COST);
    slots.push({ kind: 'passphrase', salt: salt.toString('base64url'), cost: COST, ...closed(by, key) });
  }
  return { key, seal: { cipher: 'a256gcm-stream-1', slots } };
}

/** The copy's key. Null: none of the openers fits, or there was none. */
export async function openCopyKey(seal: CopySeal, by: Openers): Promise<Buffer | null> {
  for (const slot of seal.slots) {
    const key =
      slot.kind === 'house'
        ? by.house?.key
        : by.passphrase !== undefined && slot.cost <= MOST_COST
          ? await stretched(by.passphrase, Buffer.from(slot.salt, 'base64url'), slot.cost)
          : undefined;
    const opened = key ? unclosed(key, slot) : null;
    if (opened) return opened;
  }
  return null;
}

/** A print by which a changed manifest is seen by whoever has the copy's key. */
export const manifestMac = (key: Buffer, text: string): string =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', key, '', 'halfsky manifest of a copy', 32)))
    .update(text)
    .digest('hex');

const stretched = (passphrase: string, salt: Buffer, cost: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const o = { N: 2 ** cost, r: 8, p: 1, maxmem: 256 * 2 ** cost * 8 };
    scrypt(passphrase.normalize('NFKC'), salt, 32, o, (error, key) => (error ? reject(error) : resolve(key)));
  });

function closed(by: Buffer, key: Buffer): Box {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', by, nonce);
  const box = Buffer.concat([cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  return { nonce: nonce.toString('base64url'), box: box.toString('base64url') };
}

function unclosed(by: Buffer, slot: Box): Buffer | null {
  const box = Buffer.from(slot.box, 'base64url');
  if (box.length !== 48) return null;
  try {
    const decipher = createDecipheriv('aes-256-gcm', by, Buffer.from(slot.nonce, 'base64url'), {
      authTagLength: 16,
    });
    decipher.setAuthTag(box.subarray(32));
    return Buffer.concat([decipher.update(box.subarray(0, 32)), decipher.final()]);
  } catch {
    return null;
  }
}
