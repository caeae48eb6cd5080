import type { AttachmentKind } from '../../contracts/api-files.ts';
import { jpegSegments } from './whole-image.ts';

/**
 * Does a photo say where it was taken (拍摄位置)? Looked for in EXIF (the GPS directory, tag 0x8825) and XMP. The desk takes
 * it out before sending; this is the second wall, since a photo of a home must not tell the address.
 */
export function tellsPosition(kind: AttachmentKind, bytes: Buffer): boolean {
  return blocksOf(kind, bytes).some(
    (block) => hasGpsTag(block) || /GPSL(at|ong)itude/.test(block.toString('latin1')),
  );
}

function blocksOf(kind: AttachmentKind, bytes: Buffer): Buffer[] {
  if (kind === 'image/jpeg')
    return [...jpegSegments(bytes)].filter((s) => s.marker === 0xe1).map((s) => bytes.subarray(s.from, s.to));
  if (kind === 'image/png') return pngChunks(bytes, new Set(['eXIf', 'iTXt', 'tEXt', 'zTXt']));
  if (kind === 'image/webp') return webpChunks(bytes, new Set(['EXIF', 'XMP ']));
  return [];
}

function pngChunks(bytes: Buffer, wanted: ReadonlySet<string>): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at + 12 <= bytes.length; at += 12 + bytes.readUInt32BE(at))
    if (wanted.has(bytes.toString('latin1', at + 4, at + 8)))
      found.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  return found;
}

function webpChunks(bytes: Buffer, wanted: ReadonlySet<string>): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = bytes.readUInt32LE(at + 4);
    if (wanted.has(bytes.toString('latin1', at, at + 4))) found.push(bytes.subarray(at + 8, at + 8 + size));
    at += 8 + size + (size % 2);
  }
  return found;
}

const GPS = 0x8825;
/** The first directory of a TIFF block; anything that cannot be read has no position that a program would find. */
function hasGpsTag(block: Buffer): boolean {
  const start = block.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? 6 : 0;
  const tiff = block.subarray(start);
  const order = tiff.toString('latin1', 0, 2);
  if (tiff.length < 10 || (order !== 'II' && order !== 'MM')) return false;
  const little = order === 'II';
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const first = little ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = short(first);
  for (let i = 0; i < count; i += 1) if (short(first + 2 + i * 12) === GPS) return true;
  return false;
}
