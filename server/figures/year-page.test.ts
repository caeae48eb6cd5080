import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/kit/store.ts';
import { unitById } from '../org/index.ts';
import { ask } from './ask.ts';
import { foldAll } from './fold.ts';
import { stepArbitrary } from './oracle-steps.ts';
import { playWorld } from './oracle-world.ts';
import { yearPage } from './year-page.ts';

/** The page is a quicker way to the very answers that asking one by one gives. */
describe('yearPage', () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await openTestStore();
  });
  afterAll(async () => {
    await test.close();
  });
  const KEYS = [
    'trial.amount',
    'trial.big',
    'trial.level',
    'trial.active',
    'trial.most',
    'trial.persons',
    'trial.rate',
  ];

  it('holds what asking for each cell alone answers', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          stepArbitrary.filter((s) => s.act !== 'move'),
          { minLength: 10, maxLength: 40 },
        ),
        async (steps) => {
          const world = await playWorld(test.store, steps);
          await foldAll(test.store, world.registry);
          await test.store.worker.transaction([], async (tx) => {
            for (const [from, to] of [
              ['2020-01-01', '2020-12-31'],
              ['2020-06-01', '2021-02-28'],
              ['2020-02-10', '2020-11-09'],
            ] as const) {
              for (const model of [...world.units.values()].slice(0, 6)) {
                const unit = await unitById(tx, model.id);
                if (unit?.kind !== 'federation') continue;
                const page = await yearPage(tx, world.registry, unit, KEYS, from, to);
                for (const row of page.rows) {
                  const of = await unitById(tx, row.unit.id);
                  if (!of) throw new Error('unit lost');
                  for (const [i, measure] of KEYS.entries()) {
                    const a = await ask(tx, world.registry, {
                      unit: of,
                      measure,
                      from,
                      to,
                      where: {},
                      tree: 'as-it-was',
                    });
                    const place = `${of.code} ${measure} ${from}`;
                    expect([place, row.cells[i]?.value, row.cells[i]?.own]).toEqual([place, a.value, a.own]);
                  }
                }
              }
            }
          });
        },
      ),
      { numRuns: 4, seed: Number(process.env['HALFSKY_SEED'] ?? 20_261_121), endOnFailure: true },
    );
  }, 120_000);
});
