import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/kit/store.ts';
import { foldAll } from './fold.ts';
import { stepArbitrary } from './oracle-steps.ts';
import { playWorld } from './oracle-world.ts';
import { rebuildFigures } from './rebuild.ts';

/** Rebuilding is another way to the same cells as folding: both must leave the same store behind. */
describe('rebuildFigures', () => {
  let test: TestStore;
  beforeAll(async () => {
    test = await openTestStore();
  });
  afterAll(async () => {
    await test.close();
  });
  const SUMS = 'own_n, own_v, office_n, office_v, below_n, below_v, own_opening, rest_opening';
  const cells = async (): Promise<unknown[]> =>
    await test.store.owner.transaction([], (tx) =>
      tx.sql(
        `SELECT unit_id, key, piece, ${SUMS} FROM cell
         WHERE (${SUMS}) IS DISTINCT FROM (0, 0, 0, 0, 0, 0, 0, 0) ORDER BY 1, 2, 3`,
      ),
    );
  const coverage = async (): Promise<unknown[]> =>
    await test.store.owner.transaction([], (tx) =>
      tx.sql('SELECT * FROM coverage WHERE lines > 0 OR zero ORDER BY unit_id, ledger, month'),
    );

  it('writes the cells and the coverage that folding wrote', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepArbitrary, { minLength: 10, maxLength: 40 }), async (steps) => {
        const world = await playWorld(test.store, steps);
        await foldAll(test.store, world.registry);
        const [folded, covered] = [await cells(), await coverage()];
        fc.pre(folded.length > 0);
        await rebuildFigures(test.store.owner, world.registry);
        expect(await cells()).toEqual(folded);
        expect(await coverage()).toEqual(covered);
      }),
      { numRuns: 6, seed: Number(process.env['HALFSKY_SEED'] ?? 20_261_121), endOnFailure: true },
    );
  }, 120_000);
});
