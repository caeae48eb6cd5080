import { expect, test } from 'vitest';
import { openTestStore } from '../../tests/kit/store.ts';
import { wordOf } from '../search/index.ts';
import * as words from './0006-words.ts';

test('0006: tokens of older lines become the words that saving makes today, behind the same wall', async () => {
  const kit = await openTestStore();
  const old = [
    ['350181', 'training', '葡萄'],
    ['350181', 'training', 'kind=双学双比'],
    ['652301', 'relief', '2026'],
  ] as const;
  const made = await kit.store.owner.transaction([], async (tx) => {
    await tx.sql('DROP TABLE search_row; DROP INDEX unit_area');
    await tx.sql(`CREATE TABLE search_row (region_code text COLLATE "C" NOT NULL, ledger text COLLATE "C" NOT NULL, token text COLLATE "C" NOT NULL,
      day date NOT NULL, entry_id uuid NOT NULL, unit_path text COLLATE "C" NOT NULL, PRIMARY KEY (region_code, entry_id, token));
      CREATE INDEX search_by_token ON search_row (ledger, token, day DESC, entry_id DESC) INCLUDE (unit_path)`);
    for (const [region, ledger, token] of old)
      await tx.sql(
        `INSERT INTO search_row VALUES ($1, $2, $3, '2026-05-06', '00000000-0000-7000-8000-000000000001', '/00/35/')`,
        [region, ledger, token],
      );
    await tx.sql(words.sql);
    return await tx.sql('SELECT region_code, word::text, day, unit_path FROM search_row ORDER BY 1, 2');
  });
  const expected = old
    .map(([region, ledger, token]) => ({
      region_code: region,
      word: wordOf(region.slice(0, 2), ledger, token),
      day: '2026-05-06',
      unit_path: '/00/35/',
    }))
    .toSorted((a, b) => (`${a.region_code}${a.word}` < `${b.region_code}${b.word}` ? -1 : 1));
  expect(made).toEqual(expected);
  const blind = await kit.store.app.transaction([], (tx) => tx.sql('SELECT 1 FROM search_row'), 'read');
  expect(blind).toEqual([]);
  await kit.close();
});
