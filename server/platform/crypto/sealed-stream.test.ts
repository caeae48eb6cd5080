import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  houseCopyKey,
  type Keys,
  newCopyKey,
  openCopyKey,
  openStream,
  readKeys,
  type SealBroken,
  sealStream,
} from './index.ts';
import { PIECE } from './sealed-stream.ts';

/** Copies at rest (SECURITY 24, 38): what was closed opens with its key, under its name, whole, or not at all. */
const KEY = Buffer.alloc(32, 7);

async function* inParts(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}
async function gather(source: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}
const seal = (bytes: Buffer, o: { size?: number; smaller?: boolean; name?: string } = {}): Promise<Buffer> =>
  gather(sealStream(inParts(bytes, o.size ?? 60_000), KEY, o.name ?? 'a', { smaller: o.smaller ?? false }));
const open = (sealed: Buffer, name = 'a', key: Buffer = KEY): Promise<Buffer> =>
  gather(openStream(inParts(sealed, 50_000), key, name));
const brokenBy = async (sealed: Buffer, name?: string, key?: Buffer): Promise<[string, number]> => {
  const error = (await open(sealed, name, key).catch((e: unknown) => e)) as SealBroken;
  return [error.reason, error.offset];
};

/** Where the pieces of a sealed file begin. */
function pieces(sealed: Buffer): readonly Buffer[] {
  const all: Buffer[] = [];
  for (let at = 24; at < sealed.length; ) {
    const end = at + 4 + sealed.readUInt32BE(at);
    all.push(sealed.subarray(at, end));
    at = end;
  }
  return all;
}

test('whatever is closed opens the same: nothing, one piece just full, and one byte more', async () => {
  for (const length of [0, 1, 64, 65, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 2 * PIECE + 17])
    for (const smaller of [true, false]) {
      const bytes = smaller ? Buffer.alloc(length, '妇联样例') : randomBytes(length);
      const sealed = await seal(bytes, { smaller, size: 100_000 });
      expect((await open(sealed)).equals(bytes)).toBe(true);
      if (length > 64) expect(sealed.includes(bytes.subarray(0, 32))).toBe(false);
      if (smaller && length > 1_000) expect(sealed.length).toBeLessThan(length / 50);
    }
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 5_000 }),
      fc.integer({ min: 1, max: 999 }),
      async (b, size) => {
        const bytes = Buffer.from(b);
        expect((await open(await seal(bytes, { size, smaller: true }))).equals(bytes)).toBe(true);
      },
    ),
    { numRuns: 50 },
  );
});

test('a sealed text tells nothing by looking the same twice', async () => {
  const bytes = Buffer.alloc(5_000, 'x');
  expect((await seal(bytes)).equals(await seal(bytes))).toBe(false);
  expect(() => zstdDecompressSync(Buffer.alloc(40))).toThrow();
});

test('changed, cut, swapped, left out, doubled, of another file or another key: refused, and said where', async () => {
  const sealed = await seal(randomBytes(3 * PIECE + 100));
  const [head, [a, b, c, d]] = [sealed.subarray(0, 24), pieces(sealed)];
  const of = (...parts: readonly unknown[]): Buffer =>
    Buffer.concat([head, ...parts.flatMap((p) => (Buffer.isBuffer(p) ? [p] : []))]);
  const second = 24 + (a?.length ?? 0);
  const third = second + (b?.length ?? 0);
  expect((await open(of(a, b, c, d))).length).toBe(3 * PIECE + 100);
  expect(await brokenBy(of(b, a, c, d))).toEqual(['changed', 24]);
  expect(await brokenBy(of(a, c, b, d))).toEqual(['changed', second]);
  expect(await brokenBy(of(a, a, c, d))).toEqual(['changed', second]);
  expect(await brokenBy(of(a, b, d))).toEqual(['changed', third]);
  expect(await brokenBy(of(a, b))).toEqual(['cut', second]);
  expect(await brokenBy(of(a, b, c?.subarray(0, 1_000)))).toEqual(['cut', third]);
  expect(await brokenBy(of())).toEqual(['cut', 24]);
  expect(await brokenBy(of(a, b, c, d, Buffer.alloc(9)))).toEqual(['changed', expect.any(Number)]);
  expect(await brokenBy(Buffer.alloc(3))).toEqual(['not-sealed', 0]);
  expect(await brokenBy(sealed, 'b')).toEqual(['changed', 24]);
  expect(await brokenBy(sealed, 'a', Buffer.alloc(32, 8))).toEqual(['changed', 24]);
  const other = await seal(randomBytes(3 * PIECE + 100));
  expect(await brokenBy(Buffer.concat([head, a ?? head, pieces(other)[1] ?? head]))).toEqual([
    'changed',
    second,
  ]);
});

test('any one bit changed anywhere is seen', async () => {
  const sealed = await seal(randomBytes(300), { smaller: true });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: sealed.length * 8 - 1 }), async (bit) => {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      await expect(open(changed)).rejects.toThrow('sealed file');
    }),
  );
});

test('a copy’s key opens by the house’s key or by the passphrase, and by no other', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'halfsky-copy-key-'));
  const base = await readKeys(folder);
  rmSync(folder, { recursive: true });
  const keys = (n: number): Keys => ({ ...base, blind: Buffer.alloc(32, n) });
  const [house, other] = [houseCopyKey(keys(1)), houseCopyKey(keys(3))];
  const { key, seal } = await newCopyKey({ house: { ...house, place: '/a' }, passphrase: '口令 四个字' });
  const kept = JSON.parse(JSON.stringify(seal)) as typeof seal;
  expect((await openCopyKey(kept, { house }))?.equals(key)).toBe(true);
  expect((await openCopyKey(kept, { passphrase: '口令 四个字' }))?.equals(key)).toBe(true);
  expect(await openCopyKey(kept, { house: other, passphrase: '口令四个字' })).toBe(null);
  expect(await openCopyKey(kept, {})).toBe(null);
  expect(JSON.stringify(kept)).not.toContain(key.toString('base64url'));
  // A key of another use: sealed fields turn, the key of copies stays.
  const turned: Keys = { ...keys(1), field: { now: 'k2', keys: new Map([['k2', Buffer.alloc(32, 9)]]) } };
  expect(houseCopyKey(turned).print).toBe(house.print);
});
