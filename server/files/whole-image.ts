import type { AttachmentKind } from '../../contracts/api-files.ts';

/**
 * Does a picture end where its own format says, with nothing behind it? A file that is a picture and something else at once
 * (a page, an archive) carries that something behind its end.
 */
export function endsWhereItShould(kind: AttachmentKind, bytes: Buffer): boolean {
  if (kind === 'image/png') return endOfPng(bytes) === bytes.length;
  if (kind === 'image/webp') {
    const size = bytes.length >= 12 ? bytes.readUInt32LE(4) + 8 : 0;
    // Chunks are padded to even lengths; some writers leave the last pad out of the size.
    return bytes.length === size || bytes.length === size + (size % 2);
  }
  if (kind === 'image/jpeg')
    return onlyZeros(bytes.subarray(endOfJpeg(bytes) ?? 0)) && endOfJpeg(bytes) !== null;
  return true;
}

const onlyZeros = (rest: Buffer): boolean => rest.every((b) => b === 0);

function endOfPng(bytes: Buffer): number | null {
  let at = 8;
  while (at + 12 <= bytes.length) {
    const next = at + 12 + bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IEND') return next;
    at = next;
  }
  return null;
}

/** The segments of a JPEG up to its pictures, as [marker, from, to] of their contents. */
export function* jpegSegments(bytes: Buffer): Generator<{ marker: number; from: number; to: number }> {
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) return;
    const to = at + 2 + bytes.readUInt16BE(at + 2);
    yield { marker, from: at + 4, to };
    at = to;
    if (marker === 0xda) {
      // Behind a scan's head stand its bits; a real marker follows at FF, unless it is FF00 or a restart.
      while (at + 1 < bytes.length) {
        const next = bytes[at + 1] ?? 0;
        if (bytes[at] === 0xff && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) break;
        at += 1;
      }
    }
  }
}

function endOfJpeg(bytes: Buffer): number | null {
  let end = 2;
  for (const s of jpegSegments(bytes)) end = s.to;
  // After the last scan: walk its bits to the end mark.
  while (end + 1 < bytes.length) {
    if (bytes[end] === 0xff && bytes[end + 1] === 0xd9) return end + 2;
    end += 1;
  }
  return null;
}
