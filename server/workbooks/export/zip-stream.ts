import { once } from 'node:events';
import { crc32, createDeflateRaw, deflateRawSync } from 'node:zlib';

/** One part of a zip: its bytes, or where they come from piece by piece. */
export interface ZipEntry {
  readonly name: string;
  readonly data: Uint8Array | AsyncIterable<Uint8Array>;
}

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
  readonly flags: number;
}

/** Names are UTF-8; sizes of a streamed part follow it (bit 3). */
const UTF8 = 0x0800;
const SIZES_FOLLOW = 0x0008;
/** 1980-01-01: an export is dated inside, and equal content gives equal bytes. */
const DATE = 0x0021;
/** Where a number does not fit its two or four bytes, these stand in its place and the larger form tells it. */
const MOST_16 = 0xffff;
const MOST_32 = 0xffff_ffff;

/**
 * A zip, packed while it is read: nothing is held but the piece under way. Each part stays below 4 GiB; the whole may be
 * larger and hold any number of parts, for which the end is written in the larger form (ZIP64).
 */
export async function* zipStream(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const written: Written[] = [];
  let at = 0;
  const out = (piece: Uint8Array): Uint8Array => {
    at += piece.length;
    return piece;
  };
  for await (const { name: text, data } of entries) {
    const name = Buffer.from(text, 'utf8');
    const start = at;
    if (data instanceof Uint8Array) {
      const packed = deflateRawSync(data);
      const part = {
        name,
        crc: crc32(data),
        packed: packed.length,
        size: data.length,
        at: start,
        flags: UTF8,
      };
      yield out(localHeader(part));
      yield out(packed);
      written.push(part);
      continue;
    }
    yield out(localHeader({ name, crc: 0, packed: 0, size: 0, at: start, flags: UTF8 | SIZES_FOLLOW }));
    const tally = { crc: 0, size: 0, packed: 0 };
    for await (const piece of deflated(data, tally)) {
      tally.packed += piece.length;
      yield out(piece);
    }
    if (tally.size > MOST_32) throw new RangeError('zip part over 4 GiB');
    const part = { name, ...tally, at: start, flags: UTF8 | SIZES_FOLLOW };
    yield out(descriptor(part));
    written.push(part);
  }
  const directory = at;
  for (const part of written) yield out(directoryEntry(part));
  const size = at - directory;
  if (written.length >= MOST_16 || directory >= MOST_32 || size >= MOST_32)
    yield out(endOfLargeDirectory(written.length, size, directory));
  yield out(endOfDirectory(written.length, size, directory));
}

async function* deflated(
  source: AsyncIterable<Uint8Array>,
  tally: { crc: number; size: number },
): AsyncGenerator<Uint8Array> {
  const zlib = createDeflateRaw({ level: 6 });
  const gone = new AbortController();
  const feed = async (): Promise<void> => {
    for await (const piece of source) {
      tally.crc = crc32(piece, tally.crc);
      tally.size += piece.length;
      if (!zlib.write(piece)) await once(zlib, 'drain', { signal: gone.signal });
    }
    zlib.end();
  };
  const fed = feed().catch((error: unknown) => {
    // What goes wrong in the source ends the zip where its reader stands; who has gone away hears of nothing.
    if (!gone.signal.aborted) zlib.destroy(error instanceof Error ? error : new Error(String(error)));
  });
  try {
    for await (const piece of zlib) yield piece as Uint8Array;
  } finally {
    gone.abort();
    await fed;
  }
}

function localHeader(p: Written): Buffer {
  const b = Buffer.alloc(30);
  b.writeUInt32LE(0x0403_4b50, 0);
  writeCommon(b, 4, p);
  b.writeUInt16LE(p.name.length, 26);
  return Buffer.concat([b, p.name]);
}

/** Version, flags, method, time, date, crc and sizes stand alike in both headers. */
function writeCommon(b: Buffer, from: number, p: Written): void {
  b.writeUInt16LE(20, from);
  b.writeUInt16LE(p.flags, from + 2);
  b.writeUInt16LE(8, from + 4);
  b.writeUInt16LE(0, from + 6);
  b.writeUInt16LE(DATE, from + 8);
  b.writeUInt32LE(p.crc, from + 10);
  b.writeUInt32LE(p.packed, from + 14);
  b.writeUInt32LE(p.size, from + 18);
}

function descriptor(p: Written): Buffer {
  const b = Buffer.alloc(16);
  b.writeUInt32LE(0x0807_4b50, 0);
  b.writeUInt32LE(p.crc, 4);
  b.writeUInt32LE(p.packed, 8);
  b.writeUInt32LE(p.size, 12);
  return b;
}

function directoryEntry(p: Written): Buffer {
  const b = Buffer.alloc(46);
  b.writeUInt32LE(0x0201_4b50, 0);
  b.writeUInt16LE(20, 4);
  writeCommon(b, 6, p);
  b.writeUInt16LE(p.name.length, 28);
  b.writeUInt32LE(Math.min(p.at, MOST_32), 42);
  if (p.at < MOST_32) return Buffer.concat([b, p.name]);
  const large = Buffer.alloc(12);
  large.writeUInt16LE(0x0001, 0);
  large.writeUInt16LE(8, 2);
  large.writeBigUInt64LE(BigInt(p.at), 4);
  b.writeUInt16LE(large.length, 30);
  return Buffer.concat([b, p.name, large]);
}

/** The end as ZIP64 writes it, with its locator; the plain end that follows says to look here. */
function endOfLargeDirectory(count: number, size: number, at: number): Buffer {
  const b = Buffer.alloc(56 + 20);
  b.writeUInt32LE(0x0606_4b50, 0);
  b.writeBigUInt64LE(44n, 4);
  b.writeUInt16LE(45, 12);
  b.writeUInt16LE(45, 14);
  b.writeBigUInt64LE(BigInt(count), 24);
  b.writeBigUInt64LE(BigInt(count), 32);
  b.writeBigUInt64LE(BigInt(size), 40);
  b.writeBigUInt64LE(BigInt(at), 48);
  b.writeUInt32LE(0x0706_4b50, 56);
  b.writeBigUInt64LE(BigInt(at + size), 64);
  b.writeUInt32LE(1, 72);
  return b;
}

function endOfDirectory(count: number, size: number, at: number): Buffer {
  const b = Buffer.alloc(22);
  b.writeUInt32LE(0x0605_4b50, 0);
  b.writeUInt16LE(Math.min(count, MOST_16), 8);
  b.writeUInt16LE(Math.min(count, MOST_16), 10);
  b.writeUInt32LE(Math.min(size, MOST_32), 12);
  b.writeUInt32LE(Math.min(at, MOST_32), 16);
  return b;
}
