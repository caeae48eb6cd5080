import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packTree } from './index.ts';
import { walkTree } from './tree-file.ts';

const ROWS = [
  { code: '35', name: '福建省' },
  { code: '3505', name: '泉州市' },
  { code: '350527', name: '金门县' },
  { code: '350527000', name: '金门县' },
  { code: '350527000000', name: '金门县' },
  { code: '350582', name: '晋江市' },
  { code: '350582001', name: '青阳街道' },
  { code: '350582001001', name: '28社区居委会' },
  { code: '350582001003', name: '7' },
  { code: '36', name: '江西省' },
];

test('what is packed is read again, names that begin with a digit too', () => {
  expect([...walkTree(packTree(ROWS, '2023-06-30'))]).toEqual(ROWS);
  expect([...walkTree(packTree(ROWS, '2023-06-30'), (code) => code.length === 9)]).toEqual([
    ROWS[3],
    ROWS[6],
  ]);
});

test('a cut or foreign file is refused, and so are rows out of order', () => {
  const text = zstdDecompressSync(packTree(ROWS, '2023-06-30'));
  for (const bytes of [3, Buffer.byteLength('>>>>江西省\n')]) {
    const cut = zstdCompressSync(text.subarray(0, text.length - bytes));
    expect(() => [...walkTree(cut)], `${bytes} bytes cut`).toThrow('cut short: 9 of 10');
  }
  expect(() => [...walkTree(zstdCompressSync(Buffer.from('hello\n')))]).toThrow(/not a packed/);
  expect(() => packTree([...ROWS].reverse(), '2023-06-30')).toThrow(/cannot pack/);
});
