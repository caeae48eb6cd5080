import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, zstdCompress, zstdDecompress } from 'node:zlib';

/**
 * A file of a copy, enciphered (加密的备份文件), by the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015),
 * as `age` uses it: pieces of 256 KiB, each closed by AES-256-GCM under a key of this file alone; the nonce counts the pieces
 * and marks the last one. So a piece that was changed, left out, moved or taken from another file does not open, and a file
 * that ends early is seen to be cut. Decision 0035.
 *
 *     "HALFSKY" 0x01 · salt (16) · pieces: length (4, big-endian) · box; a box holds one byte (0 as it is, 1 zstd) and the bytes.
 */
const MARK = Buffer.from('HALFSKY\u0001', 'latin1');
const SALT = 16;
const TAG = 16;
export const PIECE = 256 * 1024;
/** Not worth being made smaller unless it saves an eighth. */
const WORTH = 7 / 8;

const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);
const QUICK = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Why a sealed file does not open, and at which of its bytes. */
export class SealBroken extends Error {
  readonly reason: 'not-sealed' | 'cut' | 'changed';
  readonly offset: number;
  constructor(reason: SealBroken['reason'], offset: number) {
    super(`sealed file ${reason} at ${offset}`);
    this.reason = reason;
    this.offset = offset;
  }
}

/** The key of one file: its name is in it, so that two files of one copy cannot stand for each other. */
const fileKey = (key: Buffer, salt: Buffer, name: string): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, `halfsky sealed file|${name}`, 32));

function nonceOf(piece: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(piece), 3);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** Enciphers what comes, in flat memory. `name` is the file's path inside its copy. */
export async function* sealStream(
  source: AsyncIterable<Uint8Array>,
  key: Buffer,
  name: string,
  o: { readonly smaller: boolean },
): AsyncGenerator<Buffer> {
  const salt = randomBytes(SALT);
  const own = fileKey(key, salt, name);
  const box = async (piece: number, bytes: Buffer, last: boolean): Promise<Buffer> => {
    const small = o.smaller && bytes.length > 64 ? await compress(bytes, QUICK) : bytes;
    const inside = small.length < bytes.length * WORTH ? small : bytes;
    const cipher = createCipheriv('aes-256-gcm', own, nonceOf(piece, last));
    const length = Buffer.alloc(4);
    length.writeUInt32BE(1 + inside.length + TAG);
    const mode = cipher.update(Buffer.of(inside === bytes ? 0 : 1));
    return Buffer.concat([length, mode, cipher.update(inside), cipher.final(), cipher.getAuthTag()]);
  };
  yield Buffer.concat([MARK, salt]);
  let piece = 0;
  let waiting: Buffer = Buffer.alloc(0);
  for await (const part of source) {
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    let all = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
    // The last piece must be known as such, so one that is just full waits for what follows.
    while (all.length > PIECE) {
      yield await box(piece, all.subarray(0, PIECE), false);
      piece += 1;
      all = all.subarray(PIECE);
    }
    // The caller may use its buffer again.
    waiting = Buffer.from(all);
  }
  yield await box(piece, waiting, true);
}

/** Opens what sealStream closed. Throws SealBroken where it was changed or cut, or the key or name is another. */
export async function* openStream(
  source: AsyncIterable<Uint8Array>,
  key: Buffer,
  name: string,
): AsyncGenerator<Buffer> {
  const reader = exactly(source);
  const head = await reader.take(MARK.length + SALT);
  if (!head?.subarray(0, MARK.length).equals(MARK)) throw new SealBroken('not-sealed', 0);
  const own = fileKey(key, head.subarray(MARK.length), name);
  for (let piece = 0; ; piece += 1) {
    const at = reader.offset();
    const length = (await reader.take(4))?.readUInt32BE() ?? 0;
    if (length === 0) throw new SealBroken('cut', at);
    if (length < 1 + TAG || length > 1 + PIECE + TAG) throw new SealBroken('changed', at);
    const box = await reader.take(length);
    if (!box) throw new SealBroken('cut', at);
    const last = await reader.ended();
    const inside = unboxed(own, piece, last, box);
    // What opens as a piece in the middle although nothing follows was whole, and its file cut between two pieces.
    if (!inside) throw new SealBroken(last && unboxed(own, piece, false, box) ? 'cut' : 'changed', at);
    const bytes = inside.subarray(1);
    yield inside[0] === 0 ? bytes : await decompress(bytes, { maxOutputLength: PIECE });
    if (last) return;
  }
}

function unboxed(own: Buffer, piece: number, last: boolean, box: Buffer): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', own, nonceOf(piece, last), { authTagLength: TAG });
  decipher.setAuthTag(box.subarray(box.length - TAG));
  try {
    return Buffer.concat([decipher.update(box.subarray(0, box.length - TAG)), decipher.final()]);
  } catch {
    return null;
  }
}

interface Reader {
  /** Exactly so many bytes, or null where the source ends before. */
  take(count: number): Promise<Buffer | null>;
  ended(): Promise<boolean>;
  offset(): number;
}

function exactly(source: AsyncIterable<Uint8Array>): Reader {
  const parts = source[Symbol.asyncIterator]();
  let there: Buffer = Buffer.alloc(0);
  let taken = 0;
  const fill = async (count: number): Promise<boolean> => {
    const more: Buffer[] = [there];
    let size = there.length;
    while (size < count) {
      const next = await parts.next();
      if (next.done) break;
      more.push(Buffer.from(next.value));
      size += next.value.length;
    }
    if (more.length > 1) there = Buffer.concat(more);
    return there.length >= count;
  };
  return {
    async take(count) {
      if (!(await fill(count))) return null;
      const bytes = there.subarray(0, count);
      there = there.subarray(count);
      taken += count;
      return bytes;
    },
    ended: async () => !(await fill(1)),
    offset: () => taken,
  };
}
