import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepare } from '../../reading/sameness/index.ts';
import { openComparer } from './likenesses.ts';
import { type Source, sourcesIn } from './sources.ts';

/** Paper n of a folder: its own characters all through, a figure in each sentence. */
function report(n: number): string {
  let seed = n + 1;
  const next = (): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return seed >>> 8;
  };
  const words = (): string =>
    Array.from({ length: 18 }, () => String.fromCharCode(0x4e00 + (next() % 3_000))).join('');
  return Array.from({ length: 30 }, (_, i) => `${words()}共${i + n}人参加。`).join('\n');
}

describe('a folder of more papers than are all compared', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'halfsky-likeness-'));
    for (let n = 0; n < 60; n += 1) writeFileSync(join(folder, `${n}.txt`), report(n));
    writeFileSync(join(folder, '坏的.docx'), 'PK\x03\x04');
    writeFileSync(join(folder, '不是材料.png'), 'x');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('finds the copy through the index, not itself, and names the file that cannot be read', async () => {
    const text = report(17).replace(/\d+/g, '88').replaceAll('参加', '到场');
    const mine: Source = { name: '今年.txt', place: 'mine' };
    const sources = await sourcesIn(folder);
    expect(sources).toHaveLength(61);
    const comparer = await openComparer([mine, ...sources], new Map([['mine', text]]));
    const found = await comparer.likenesses(mine, prepare(text));
    expect(found.map((l) => l.with)).toEqual([join(folder, '17.txt')]);
    expect(found[0]?.share).toBeGreaterThan(0.9);
    expect(comparer.unread.map((u) => u.name)).toEqual([join(folder, '坏的.docx')]);
  });
});
