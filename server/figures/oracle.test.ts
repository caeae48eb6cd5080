import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/kit/store.ts';
import { unitById } from '../org/index.ts';
import { addDays } from '../platform/clock/index.ts';
import { ask } from './ask.ts';
import { foldAll } from './fold.ts';
import { naive, type TrialWorld } from './oracle-naive.ts';
import { type Step, stepArbitrary } from './oracle-steps.ts';
import { playWorld } from './oracle-world.ts';
import { verifyFigures } from './verify.ts';

/**
 * The property of DESIGN §5: every kind of figure equals a naive line-by-line count, over random trees, moves, mergers,
 * corrections, withdrawals, opening lines, ranges and splits.
 */
const MEASURES = [
  'trial.lines',
  'trial.amount',
  'trial.big',
  'trial.level',
  'trial.active',
  'trial.most',
  'trial.persons',
  'trial.rate',
] as const;
const WHERES: readonly Record<string, string | string[]>[] = [
  {},
  { kind: '甲' },
  { kind: ['甲', '乙'] },
  { tag: '红' },
  { tag: ['红', '蓝'] },
  { kind: '甲', tag: '绿' },
];

describe('figures against a naive oracle', () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await openTestStore();
  });
  afterAll(async () => {
    await test.close();
  });

  it('agree for every unit, measure, filter and range', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(stepArbitrary, { minLength: 5, maxLength: 40 }),
        fc.array(fc.tuple(fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 400 })), {
          minLength: 3,
          maxLength: 3,
        }),
        async (steps: Step[], spans) => {
          const world = await playWorld(test.store, steps);
          await foldAll(test.store, world.registry);
          const ranges = [
            { from: '2020-01-01', to: '2020-12-31' },
            { from: '2020-03-01', to: '2021-05-31' },
            ...spans.map(([start, length]) => ({
              from: addDays('2020-01-01', start),
              to: addDays('2020-01-01', start + length),
            })),
          ];
          await compare(test, world, ranges);
        },
      ),
      {
        numRuns: Number(process.env['HALFSKY_ORACLE_RUNS'] ?? 4),
        interruptAfterTimeLimit: 200_000,
        markInterruptAsFailure: false,
        seed: Number(process.env['HALFSKY_SEED'] ?? 20_261_121),
        endOnFailure: process.env['HALFSKY_SHRINK'] !== '1',
      },
    );
  }, 240_000);

  it('verify finds nothing to say about what was folded', async () => {
    const world = await playWorld(test.store, []);
    const result = await verifyFigures(test.store.owner, world.registry, (t) => t);
    expect(result.faults).toEqual([]);
  }, 60_000);
});

/** Every unit and measure; filters take turns over the ranges, so that one run asks about a thousand figures. */
async function compare(
  test: TestStore,
  world: TrialWorld & { registry: TestStore['registry'] },
  ranges: readonly { from: string; to: string }[],
): Promise<void> {
  let turn = 0;
  await test.store.worker.transaction([], async (tx) => {
    for (const model of world.units.values()) {
      const unit = await unitById(tx, model.id);
      if (!unit) throw new Error('unit lost');
      for (const measure of MEASURES) {
        for (const range of ranges) {
          turn += 1;
          for (const where of turn % 2 === 0 ? [{}] : [WHERES[turn % WHERES.length] ?? {}]) {
            for (const tree of turn % 5 === 0
              ? (['as-it-was', 'like-for-like'] as const)
              : (['as-it-was'] as const)) {
              const question = { measure, ...range, where, tree };
              const got = await ask(tx, world.registry, { unit, ...question });
              const expected = naive(world, { unitId: unit.id, ...question });
              const place = `${unit.code} ${measure} ${range.from}..${range.to} ${JSON.stringify(where)} ${tree}`;
              expect([place, got.value, got.own, got.below]).toEqual([
                place,
                expected.value,
                expected.own,
                expected.below,
              ]);
            }
          }
        }
      }
    }
  });
}
