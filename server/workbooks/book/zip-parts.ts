import { inflateRawSync } from 'node:zlib';

/** One part of a zip, as its directory states it. */
export interface ZipPart {
  readonly name: string;
  readonly encrypted: boolean;
  readonly stored: boolean;
  /** Where its packed bytes stand. */
  readonly from: number;
  readonly packed: number;
  /** What the directory claims it unfolds to; not to be believed. */
  readonly claimed: number;
}

/** The directory at a zip's end. Throws RangeError where it points outside the file. */
export function zipParts(zip: Buffer, most: number): ZipPart[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new RangeError('zip end');
  const count = zip.readUInt16LE(end + 10);
  if (count > most) throw new RangeError('zip parts');
  const parts: ZipPart[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = count; left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new RangeError('zip directory');
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.readUInt32LE(at + 20);
    if (from + packed > zip.length) throw new RangeError('zip part');
    parts.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      stored: zip.readUInt16LE(at + 10) === 0,
      from,
      packed,
      claimed: zip.readUInt32LE(at + 24),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

/** A part's bytes, at most `most` of them; null when it unfolds to more. */
export function unfold(zip: Buffer, part: ZipPart, most: number): Buffer | null {
  const packed = zip.subarray(part.from, part.from + part.packed);
  if (part.stored) return packed.length > most ? null : packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
}
