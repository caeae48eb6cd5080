import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, TEST_BLIND, type TestStore } from '../../tests/kit/store.ts';
import { ask, foldAll } from '../figures/index.ts';
import { checkLine } from '../ledgers/index.ts';
import { unitByCode } from '../org/index.ts';
import { readJson, readRecord } from './import/read-record.ts';
import { importRecords } from './index.ts';

/** docs/exchange-format.md promises that its examples hold. */
const page = readFileSync(new URL('../../docs/exchange-format.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map((m) => (m[1] ?? '').trim().split('\n'));
let t: TestStore;
beforeAll(async () => {
  t = await openTestStore();
}, 60_000);
afterAll(() => t.close());

test('every example is a record, and every line passes its ledger', () => {
  const lines = blocks.flat();
  expect(lines.length).toBeGreaterThan(20);
  for (const text of lines) {
    const json = readJson(text);
    const read = 'record' in json ? readRecord(json.record) : json;
    expect(read, text).not.toHaveProperty('problems');
    if (!('record' in read) || read.record.type !== 'line') continue;
    const { ledger, day, until = null, data, opening = null, explanation = null } = read.record;
    const line = { day, until, data, opening, explanation };
    expect(checkLine(t.registry.ledger(ledger), line, '2026-11-21').problems, text).toEqual([]);
  }
});

test('the place in ten lines gives the figure that is printed under it', async () => {
  const now = new Date('2026-11-21T04:00:00Z');
  const result = await importRecords(t.store, t.registry, TEST_BLIND, blocks[0] ?? [], { now });
  expect(result).toMatchObject({
    ok: true,
    counts: { lines: { new: 2 }, corrections: { new: 1 }, zeros: { new: 1 } },
  });
  await foldAll(t.store, t.registry);
  const answer = await t.store.owner.transaction([], async (tx) => {
    const unit = await unitByCode(tx, '350100');
    if (!unit) throw new Error('no unit');
    const range = { from: '2013-01-01', to: '2013-12-31' };
    return await ask(tx, t.registry, {
      unit,
      measure: 'training.people',
      ...range,
      where: {},
      tree: 'as-it-was',
    });
  });
  expect(page).toContain(`"value": ${answer.value}`);
  expect(answer).toMatchObject({ value: 247, own: 0, below: 247 });
});
