import { inflateRawSync } from 'node:zlib';
import { UnreadableFile } from './unreadable.ts';

/** Parts of a .docx that hold words unfold to at most this; a report of 200 pages has 3 to 5 MB. */
const MOST_XML = 32 * 1024 * 1024;
const MOST_PARTS = 10_000;

/**
 * Looks into a .docx before a parser does: is it one, is it whole, and how much does it truly unfold to? The directory's own
 * sizes are not believed. Throws UnreadableFile (not-word, encrypted, broken-word, bomb).
 */
export function inspectDocx(bytes: Uint8Array): void {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const parts = directory(zip);
    if (parts.length > MOST_PARTS) throw new UnreadableFile('bomb');
    if (
      !parts.some((p) => p.name === '[Content_Types].xml') ||
      !parts.some((p) => p.name.startsWith('word/'))
    )
      throw new UnreadableFile('not-word');
    if (parts.some((p) => p.encrypted)) throw new UnreadableFile('encrypted');
    let left = MOST_XML;
    for (const part of parts.filter((p) => /\.(?:xml|rels)$/i.test(p.name))) {
      left -= unfoldedSize(zip, part, left);
      if (left < 0) throw new UnreadableFile('bomb');
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw new UnreadableFile('broken-word');
  }
}

interface Part {
  readonly name: string;
  readonly encrypted: boolean;
  readonly stored: boolean;
  readonly from: number;
  readonly size: number;
}

/** The central directory; throws RangeError where it points outside the file. */
function directory(zip: Buffer): Part[] {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new RangeError('zip end');
  const parts: Part[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new RangeError('zip directory');
    const nameLength = zip.readUInt16LE(at + 28);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const size = zip.readUInt32LE(at + 20);
    if (from + size > zip.length) throw new RangeError('zip part');
    parts.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      encrypted: (zip.readUInt16LE(at + 8) & 1) === 1,
      stored: zip.readUInt16LE(at + 10) === 0,
      from,
      size,
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

function unfoldedSize(zip: Buffer, part: Part, most: number): number {
  if (part.stored) return part.size;
  try {
    return inflateRawSync(zip.subarray(part.from, part.from + part.size), { maxOutputLength: most + 1 })
      .length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new UnreadableFile('bomb');
    throw error;
  }
}
