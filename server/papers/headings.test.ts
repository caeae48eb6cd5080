import { expect, test } from 'vitest';
import { chineseNumber, numbered } from './headings.ts';

const part = (heading: string, level: 1 | 2, blocks = 1) => ({
  heading,
  level,
  blocks: Array.from({ length: blocks }),
});
const headingsOf = (...parts: ReturnType<typeof part>[]): string[] => numbered(parts).map((p) => p.heading);

test('parts in which nothing stands are left out, and the others numbered through', () => {
  expect(
    headingsOf(
      part('一、甲', 1),
      part('二、乙', 1, 0),
      part('三、丙', 1),
      part('附：表', 1),
      part('四、丁', 1),
    ),
  ).toEqual(['一、甲', '二、丙', '附：表', '三、丁']);
});

test('the second level begins anew in each part, and keeps the heading above it', () => {
  expect(
    headingsOf(
      part('三、甲', 1, 0),
      part('（二）子', 2, 0),
      part('（三）丑', 2),
      part('四、乙', 1, 0),
      part('（一）寅', 2, 0),
      part('五、丙', 1),
      part('（九）卯', 2),
    ),
  ).toEqual(['一、甲', '（一）丑', '二、丙', '（一）卯']);
});

test('numbers are written as people read them', () => {
  expect([1, 9, 10, 11, 19, 20, 34].map(chineseNumber)).toEqual([
    '一',
    '九',
    '十',
    '十一',
    '十九',
    '二十',
    '三十四',
  ]);
});
