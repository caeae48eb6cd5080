import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/kit/store.ts';
import { wordOf } from './words.ts';

let kit: TestStore;
beforeAll(async () => {
  kit = await openTestStore();
});
afterAll(() => kit.close());

test('a word is the same number in Node as in SQL, by which the migration made the words of older lines', async () => {
  const text = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .filter((t) => !t.includes('\u0000'));
  await fc.assert(
    fc.asyncProperty(text, text, async (ledger, token) => {
      const rows = await kit.store.owner.transaction([], (tx) =>
        tx.sql(
          `SELECT ('x' || encode(substr(sha256(convert_to('35' || '/' || $1 || '/' || $2, 'UTF8')), 1, 8), 'hex'))::bit(64)::bigint::text AS word`,
          [ledger, token],
        ),
      );
      expect(wordOf('35', ledger, token)).toBe(rows[0]?.['word']);
    }),
    { numRuns: 60 },
  );
});

test('the same token is another word in another area or ledger', () => {
  const words = ['35', '65'].flatMap((area) => ['training', 'relief'].map((l) => wordOf(area, l, '葡萄')));
  expect(new Set(words).size).toBe(4);
});
