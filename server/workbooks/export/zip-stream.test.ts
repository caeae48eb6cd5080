import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { type ZipEntry, zipStream } from './zip-stream.ts';

test('more parts than the plain end can count: the larger end tells them all, and the last one is found', async () => {
  const count = 65_540;
  async function* entries(): AsyncGenerator<ZipEntry> {
    for (let i = 0; i < count; i += 1) yield { name: `附件/${i}`, data: Buffer.from(String(i)) };
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of zipStream(entries())) pieces.push(piece);
  const zip = Buffer.concat(pieces);
  const plain = zip.length - 22;
  expect([zip.readUInt32LE(plain), zip.readUInt16LE(plain + 10)]).toEqual([0x0605_4b50, 0xffff]);
  const locator = plain - 20;
  expect(zip.readUInt32LE(locator)).toBe(0x0706_4b50);
  const large = Number(zip.readBigUInt64LE(locator + 8));
  expect([zip.readUInt32LE(large), Number(zip.readBigUInt64LE(large + 32))]).toEqual([0x0606_4b50, count]);
  let at = Number(zip.readBigUInt64LE(large + 48));
  for (let i = 0; i < count - 1; i += 1) at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30);
  const start = zip.readUInt32LE(at + 42);
  const from = start + 30 + zip.readUInt16LE(start + 26);
  expect(inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20))).toString()).toBe(
    String(count - 1),
  );
}, 60_000);
