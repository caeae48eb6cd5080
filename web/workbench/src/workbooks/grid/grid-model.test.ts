import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Ledger } from '../../../../../contracts/ledger.ts';
import { columnsOf, headOf, isBlankRow, MOST_ROWS, parseBlock, paste, withSpare } from './grid-model.ts';

const ledger = {
  key: 'x',
  dayLabel: '举办日期',
  fields: [
    { key: 'topic', label: '讲什么', type: 'text', required: true },
    { key: 'people', label: '多少人', type: 'integer', unitWord: '人' },
    { key: 'women', label: '其中妇女', type: 'integer', unitWord: '人' },
  ],
} as unknown as Ledger;
const columns = columnsOf(ledger, ['甲乡妇联', '乙村妇联']);

test('columns: the unit only where there is a choice, days and fields in their order, the explanation last', () => {
  expect(columns.map((c) => c.key)).toEqual([
    'unit',
    'day',
    'data.topic',
    'data.people',
    'data.women',
    'explanation',
  ]);
  expect(columnsOf(ledger, ['甲乡妇联'])[0]?.key).toBe('day');
});

test('a block of the clipboard, also with line ends, tabs and quotes inside cells', () => {
  expect(parseBlock('a\tb\r\nc\t\r\n')).toEqual([
    ['a', 'b'],
    ['c', ''],
  ]);
  expect(parseBlock('"第一行\n第二行"\t"他说""好"""\nx\ty')).toEqual([
    ['第一行\n第二行', '他说"好"'],
    ['x', 'y'],
  ]);
  // A lone quote is a letter like any other.
  expect(parseBlock('5" 管子\t"未完\n下一行\tb')).toEqual([
    ['5" 管子', '"未完'],
    ['下一行', 'b'],
  ]);
});

test('any cells without quotes come back as they went out (property)', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '甲', '1', ' ', ',', "'") });
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      (rows) => {
        const text = rows.map((r) => r.join('\t')).join('\n');
        return JSON.stringify(parseBlock(`${text}\n`)) === JSON.stringify(rows);
      },
    ),
  );
});

test('a block with its own head finds its columns by name; without one it lies where it was put', () => {
  const block = [
    ['多少人(人)', '天气', '讲什么*'],
    ['42', '晴', '剪枝'],
  ];
  expect(headOf(block, columns)).toEqual([3, null, 2]);
  const grid = withSpare([], 1);
  const byHead = paste(grid.rows, grid.nextId, { row: 1, col: 5 }, block, columns);
  expect(byHead.rows[1]?.texts).toEqual({ 'data.people': '42', 'data.topic': '剪枝' });
  const byPlace = paste(
    grid.rows,
    grid.nextId,
    { row: 0, col: 3 },
    [['42', '40', '说明', '太多了']],
    columns,
  );
  expect(byPlace.rows[0]?.texts).toEqual({ 'data.people': '42', 'data.women': '40', explanation: '说明' });
});

test('the grid grows, keeps its rows’ ids and some spare rows, and says what had no room', () => {
  const grid = withSpare([], 1);
  const many = Array.from({ length: 1_000 }, (_, n) => [`课${n}`]);
  const pasted = paste(grid.rows, grid.nextId, { row: 2, col: 2 }, many, columns);
  expect(pasted.changed.length).toBe(1_000);
  expect(pasted.rows.slice(0, 5).map((r) => r.id)).toEqual([1, 2, 3, 4, 5]);
  expect(new Set(pasted.rows.map((r) => r.id)).size).toBe(pasted.rows.length);
  expect(pasted.rows.slice(-5).every(isBlankRow)).toBe(true);
  const over = paste(pasted.rows, pasted.nextId, { row: 1_500, col: 2 }, many, columns);
  expect([over.rows.length, over.cut]).toEqual([MOST_ROWS, 500]);
});
