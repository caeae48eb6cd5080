import { MOST } from './limits.ts';
import { refuse } from './unreadable.ts';
import { unfold, type ZipPart, zipParts } from './zip-parts.ts';

export type BookKind = 'xlsx' | 'csv';

const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const ZIP = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/**
 * What a file is, by its bytes and not by its name (SECURITY 26). Throws a refusal for everything but .xlsx and text:
 * old .xls, encrypted ones, macros, Word, pictures, too large. Cheap; the costly looks are taken in the thread.
 */
export function kindOfFile(bytes: Uint8Array): BookKind {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (file.length > MOST.fileBytes)
    throw refuse('workbook.too-large', { size: mb(file.length), most: mb(MOST.fileBytes) });
  if (file.length === 0) throw refuse('workbook.empty');
  if (file.subarray(0, 8).equals(OLE))
    throw refuse(isSealed(file) ? 'workbook.encrypted' : 'workbook.old-format');
  if (file.subarray(0, 4).equals(ZIP)) {
    assertPlainBook(partsOf(file));
    return 'xlsx';
  }
  const start = file.subarray(0, 2_048);
  const isWide = (start[0] === 0xff && start[1] === 0xfe) || (start[0] === 0xfe && start[1] === 0xff);
  if (!isWide && file.includes(0)) throw refuse('workbook.not-a-table');
  if (
    /^\s*(<!doctype|<html|<\?xml|<table|%PDF|\{\\rtf)/i.test(
      start.toString('latin1').replace(/^\xef\xbb\xbf/, ''),
    )
  )
    throw refuse('workbook.not-a-table');
  return 'csv';
}

const mb = (bytes: number): number => Math.ceil(bytes / 100_000) / 10;

/** Excel puts an encrypted workbook into an old container, as a stream of this name. */
const isSealed = (file: Buffer): boolean => file.includes(Buffer.from('EncryptedPackage', 'utf16le'));

function partsOf(file: Buffer): ZipPart[] {
  try {
    return zipParts(file, MOST.parts);
  } catch {
    throw refuse('workbook.broken');
  }
}

function assertPlainBook(parts: readonly ZipPart[]): void {
  const has = (pattern: RegExp): boolean => parts.some((p) => pattern.test(p.name));
  if (parts.some((p) => p.encrypted)) throw refuse('workbook.encrypted');
  if (has(/vbaproject\.bin$|^xl\/macrosheets\//i)) throw refuse('workbook.macros');
  if (!has(/^\[Content_Types\]\.xml$/) || !has(/^xl\/workbook\.xml$/i)) throw refuse('workbook.not-a-table');
}

/**
 * Unfolds every part once, counting: a directory that lies about sizes is found here (zip bomb), and so are document type
 * declarations, which no workbook needs (XXE, billion laughs) and macros that only the list of types admits to.
 */
export function assertHarmless(bytes: Uint8Array): void {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const most = Math.min(MOST.unfoldedBytes, Math.max(file.length * MOST.ratio, 5_000_000));
  let left: number = most;
  for (const part of partsOf(file)) {
    const isXml = /\.(xml|rels|vml)$/i.test(part.name);
    let content: Buffer | null;
    try {
      content = unfold(file, part, left);
    } catch {
      throw refuse('workbook.broken');
    }
    if (content === null) throw refuse('workbook.bomb', { most: Math.round(most / 1_000_000) });
    left -= content.length;
    if (!isXml) continue;
    // Wide text would hide from the words looked for below, and Excel never writes it.
    if (content[0] === 0xff || content[0] === 0xfe) throw refuse('workbook.broken');
    if (/<!DOCTYPE|<!ENTITY/i.test(content.subarray(0, 4_096).toString('latin1')))
      throw refuse('workbook.entities');
    if (part.name === '[Content_Types].xml' && /macroEnabled|vbaProject/i.test(content.toString('latin1')))
      throw refuse('workbook.macros');
  }
}
