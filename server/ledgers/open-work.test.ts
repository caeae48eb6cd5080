import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestStore, TEST_BLIND, type TestStore } from '../../tests/kit/store.ts';
import { importRecords } from '../exchange/index.ts';
import { closeUnit, findUnit, NO_PORTS } from '../org/index.ts';
import { openWorkOf } from './index.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openTestStore();
});
afterAll(async () => {
  await test.close();
});

const now = new Date('2026-01-10T00:00:00Z');
const send = async (...records: object[]): Promise<void> => {
  const result = await importRecords(
    test.store,
    test.registry,
    TEST_BLIND,
    records.map((r) => JSON.stringify(r)),
    { now },
  );
  expect(result.problems).toEqual([]);
};
const close = async (): Promise<unknown> =>
  await test.store.worker.transaction([], async (tx) => {
    const unit = await findUnit(tx, '110101');
    if (!unit) throw new Error('no unit');
    return await closeUnit(
      tx,
      { ...NO_PORTS, openWork: (t, u, day) => openWorkOf(t, test.registry, u, day) },
      { unitId: unit.id, day: '2025-06-01', reason: '区划调整' },
      { accountId: null, at: now, today: '2026-01-10' },
    );
  });

it('a unit with an unanswered petition is not closed; with its answer it is', async () => {
  await send(
    { type: 'unit', code: '000000', name: '全国妇联', level: 'nation', parent: null },
    { type: 'unit', code: '110000', name: '样例省妇联', level: 'province', parent: '000000' },
    { type: 'unit', code: '110101', name: '样例县妇联', level: 'county', parent: '110000' },
    {
      type: 'line',
      id: 'p1',
      ledger: 'petitions',
      unit: '110101',
      day: '2025-03-01',
      data: { channel: '来访', cause: '婚姻家庭' },
    },
  );
  await expect(close()).rejects.toMatchObject({
    code: 'unit.has-open-work',
    message: expect.stringContaining('1 件来信来访没有办结'),
  });
  await send({
    type: 'correction',
    id: 'c1',
    line: 'p1',
    set: { closed: '2025-04-01', result: '答复解释' },
    reason: '补记办结',
  });
  await expect(close()).resolves.toMatchObject({ to: '2025-06-01' });
});
