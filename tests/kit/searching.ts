import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync, zstdDecompressSync } from 'node:zlib';

/** What a file holds: as it is, and with everything unpacked that is packed. */
export function unpacked(path: string): Buffer[] {
  const bytes = readFileSync(path);
  if (path.endsWith('.zst')) return [bytes, zstdDecompressSync(bytes)];
  const parts = [bytes];
  for (let at = bytes.indexOf('PK\u0003\u0004', 0, 'latin1'); at >= 0; ) {
    const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
    try {
      parts.push(inflateRawSync(bytes.subarray(from)));
    } catch {
      // Stored as it is: it lies in the bytes themselves.
    }
    at = bytes.indexOf('PK\u0003\u0004', from, 'latin1');
  }
  return parts;
}
export const filesUnder = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .map((name) => join(dir, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());

/** Those words that a text holds, also as JSON, in an address or in base64 would write them. */
export function wordsIn(text: Buffer | string, words: readonly string[]): string[] {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return words.filter((c) =>
    [
      c,
      JSON.stringify(c).slice(1, -1),
      encodeURIComponent(c),
      Buffer.from(c).toString('base64').slice(0, -4),
    ].some((form) => bytes.includes(form)),
  );
}
