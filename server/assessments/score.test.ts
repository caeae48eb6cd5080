import { expect, test } from 'vitest';
import type { SheetIndicator, SheetRow } from '../../contracts/api-assessments.ts';
import { contradictions } from './contradiction.ts';
import { type Fact, markedOf, markOf, totalOf } from './score.ts';

const fact = (numerator: number | null, denominator: number | null, hidden = false): Fact => ({
  numerator,
  denominator,
  hidden,
});
const half = { weight: 20, target: 100 };

test('full from the target on, in proportion below it, nothing where there is nothing to mark', () => {
  expect(markOf(fact(80, 100), { weight: 15, target: 80 })).toMatchObject({ share: 80, score: 15 });
  expect(markOf(fact(40, 100), { weight: 15, target: 80 })).toMatchObject({ share: 40, score: 7.5 });
  expect(markOf(fact(0, 10), half)).toMatchObject({ share: 0, score: 0 });
  for (const none of [fact(null, null), fact(0, 0), fact(3, 4, true)])
    expect(markOf(none, half)).toMatchObject({ share: null, score: null });
  // What is hidden tells nothing, not by its mark either.
  expect(markOf(fact(3, 4, true), half)).toMatchObject({ numerator: null, denominator: null });
});

test('one open case in two thousand: not 100 %, not full marks, and no full total', () => {
  const mark = markOf(fact(1999, 2000), half);
  expect(mark).toMatchObject({ share: 99.9, score: 19.9 });
  expect(
    totalOf(
      [mark, ...Array.from({ length: 40 }, () => markOf(fact(1, 1), half))],
      Array.from({ length: 41 }, () => half),
    ),
  ).toBe(99.9);
});

test('who has no petitions loses nothing by it: the total is of what could be marked', () => {
  const weights = [half, { weight: 10, target: 100 }];
  expect(totalOf([markOf(fact(null, null), half), markOf(fact(5, 10), half)], weights)).toBe(100);
  expect(
    totalOf([markOf(fact(10, 10), half), markOf(fact(5, 10), { weight: 10, target: 100 })], weights),
  ).toBe(83.3);
  expect(totalOf([markOf(fact(null, null), half)], [half])).toBeNull();
  expect(markedOf([markOf(fact(null, null), half), markOf(fact(5, 10), half)], weights)).toBe(
    weights[1]?.weight,
  );
  // Weight 0: not asked of anybody.
  expect(
    totalOf(
      [markOf(fact(0, 10), { weight: 0, target: 100 }), markOf(fact(10, 10), half)],
      [{ weight: 0, target: 100 }, half],
    ),
  ).toBe(100);
});

test('R-31 Bad: a typed mark that contradicts the ledgers is told with both numbers', () => {
  const indicator = {
    key: 'closed',
    label: '信访办结率',
    numeratorLabel: '已办结',
    denominatorLabel: '处理来信来访',
    target: 100,
    weight: 20,
  } as SheetIndicator;
  const row = { name: '样例镇妇联', cells: [markOf(fact(33, 40), half)], total: 82.5 } as unknown as SheetRow;
  const say = (total: number | null, marks: Record<string, number>): string =>
    contradictions(row, [indicator], { total, marks })
      .map((p) => p.message)
      .join();
  expect(say(82.5, { closed: 16.5 })).toBe('');
  expect(say(null, {})).toBe('');
  expect(say(null, { closed: 20 })).toBe(
    '「信访办结率」填了 20 分,台账算出来是 16.5 分(已办结 33 ÷ 处理来信来访 40 = 82.5%,100% 得满分 20 分)。台账有错请先改台账。',
  );
  expect(say(95, {})).toContain('总分填了 95 分,台账算出来是 82.5 分');
  expect(say(82.6, {})).not.toBe('');
  expect(say(null, { nothing: 1 })).toContain('没有这一项');
  expect(contradictions({ ...row, total: null }, [indicator], { total: null, marks: {} })).not.toEqual([]);
});
