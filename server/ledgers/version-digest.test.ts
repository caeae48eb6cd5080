import { expect, it } from 'vitest';
import { openTestStore } from '../../tests/kit/store.ts';
import { recordEvent } from '../audit/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { verifyVersions } from './version-digest.ts';

it('events that name no line (a file by its digest, a tree by its code) stop no plan of the check', async () => {
  const t = await openTestStore();
  const url = new URL(t.store.ownerUrl);
  url.searchParams.set('options', '-c enable_nestloop=off -c enable_hashjoin=off');
  const merging = openDatabase(url.toString(), 1, 'test-merging');
  try {
    await t.store.owner.transaction([], (tx) =>
      recordEvent(tx, {
        regionCode: '000000',
        at: new Date('2024-03-01T00:00:00Z'),
        accountId: null,
        postId: null,
        unitPath: null,
        action: 'import',
        object: 'exchange',
        objectId: '1522',
        result: 'ok',
        detail: {},
      }),
    );
    expect(await verifyVersions(merging)).toEqual({ versions: 0, faults: [] });
  } finally {
    await merging.close();
    await t.close();
  }
});
