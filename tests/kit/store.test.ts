import { expect, test } from 'vitest';
import { openTestStore } from './store.ts';

test('two stores of one file are strangers, and the app role stands behind the wall', async () => {
  const [one, two] = await Promise.all([openTestStore(), openTestStore()]);
  await one.store.owner.transaction([], (tx) =>
    tx.sql(`INSERT INTO unit (id, code, name, kind, level, path, region_code)
            VALUES (gen_random_uuid(), '000000', '全国妇联', 'federation', 0, '/000000/', '000000')`),
  );
  const count = (t: typeof one): Promise<{ n: number }[]> =>
    t.store.app.transaction([], (tx) => tx.sql<{ n: number }>('SELECT count(*)::int AS n FROM unit'));
  expect([await count(one), await count(two)]).toEqual([[{ n: 1 }], [{ n: 0 }]]);
  await expect(one.store.app.transaction([], (tx) => tx.sql('DELETE FROM audit_event'))).rejects.toThrow(
    'permission denied',
  );
  expect(one.registry.ledgers.size).toBeGreaterThan(20);
  await Promise.all([one.close(), two.close()]);
}, 60_000);
