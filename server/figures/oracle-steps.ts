import fc from 'fast-check';

/** One random act in a small world of six levels. Numbers are taken modulo what there is. For tests only. */
export type Step =
  | {
      act: 'line';
      unit: number;
      day: number;
      amount: number | undefined;
      kind: number;
      tags: number;
      who: number;
      level: number | undefined;
      ended: number | undefined;
    }
  | {
      act: 'correct';
      line: number;
      day: number;
      amount: number | undefined;
      kind: number;
      level: number | undefined;
    }
  | { act: 'withdraw'; line: number }
  | { act: 'opening'; unit: number; month: number; months: number; amount: number; kind: number }
  | { act: 'move'; unit: number; parent: number; day: number }
  | { act: 'merge'; unit: number; into: number; day: number }
  | { act: 'fold' };

const number = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
const maybe = (max: number): fc.Arbitrary<number | undefined> => fc.option(number(max), { nil: undefined });
export const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      act: fc.constant('line' as const),
      unit: number(99),
      day: number(700),
      amount: maybe(100),
      kind: number(3),
      tags: number(7),
      who: number(5),
      level: maybe(50),
      ended: maybe(300),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('correct' as const),
      line: number(99),
      day: number(700),
      amount: maybe(100),
      kind: number(3),
      level: maybe(50),
    }),
  },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('withdraw' as const), line: number(99) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('opening' as const),
      unit: number(99),
      month: number(20),
      months: number(5),
      amount: number(100),
      kind: number(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      act: fc.constant('move' as const),
      unit: number(99),
      parent: number(99),
      day: number(700),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('merge' as const),
      unit: number(99),
      into: number(99),
      day: number(700),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ act: 'fold' as const }) },
);
