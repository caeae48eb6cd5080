import fc from 'fast-check';
import { expect, it } from 'vitest';
import { splitLines } from './split-lines.ts';

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = async (bytes: Buffer, size: number): Promise<string[]> => {
  const lines: string[] = [];
  for await (const line of splitLines(inChunks(bytes, size))) lines.push(line);
  return lines;
};

it('cuts at \\n only, wherever the chunks end', async () => {
  const line = fc.string({ unit: fc.constantFrom('妇', 'a', '\u2028', '\r', '👩') });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { minLength: 1 }),
      fc.integer({ min: 1, max: 9 }),
      async (lines, size) => {
        expect(await read(Buffer.from(`${lines.join('\n')}\n`), size)).toEqual(lines);
      },
    ),
  );
});

it.each([1, 5, 4096])(
  'GBK is refused by its line, not read as other characters (chunks of %i)',
  async (size) => {
    const gbk = Buffer.from([0xb8, 0xbe, 0xc1, 0xaa]); // 妇联
    const bytes = Buffer.concat([Buffer.from('{"一":1}\n{"二":2}\n{"x":"'), gbk, Buffer.from('"}\n{}\n')]);
    await expect(read(bytes, size)).rejects.toThrow('第 3 行不是 UTF-8');
  },
);

it('in the first line too', async () => {
  await expect(read(Buffer.from([0x7b, 0xb8, 0xbe, 0x0a, 0x7b]), 4096)).rejects.toThrow('第 1 行不是 UTF-8');
});

it('a file that ends inside a character is refused', async () => {
  await expect(read(Buffer.from('{}\n妇').subarray(0, 5), 4096)).rejects.toThrow('第 2 行不是 UTF-8');
});
