import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { sweepTrends } from './sweep.ts';

/** Signals of a city: over its whole tree, nothing counted twice, acted on by the city. */
let o: Office;
let east: Visitor;
let west: Visitor;
let province: Visitor;
beforeAll(async () => {
  o = await openOffice();
  east = await o.world.enter('county-cadre', '910101');
  west = await o.world.enter('county-cadre', '910102');
  province = await o.world.enter('chair', '910000');
  await o.at('2026-06-15T10:00');
});
afterAll(() => o.world.close());

const petitions = async (v: Visitor, code: string, cause: string, n: number): Promise<void> => {
  for (let i = 0; i < n; i += 1) {
    const answer = await v.post('/api/entries', {
      requestKey: newKey(),
      ledger: 'petitions',
      unitId: o.world.id(code),
      day: '2026-06-10',
      until: null,
      data: { channel: '来访', cause },
      opening: null,
      joint: [],
      explanation: null,
    });
    expect([answer.status, problemsOf(answer)]).toEqual([200, '']);
  }
};
const sweep = () => sweepTrends({ flows: o.world.house.flows, registry: o.world.house.registry });
const warnings = async (v: Visitor): Promise<{ text: string; to: string }[]> =>
  (await v.get('/api/home')).body.todo.filter((t: { text: string }) => t.text.includes('预警'));

test('four in each of three places of two counties are no county’s signal; over the city the kind rises, once', async () => {
  const set = { value: 8, from: '2026-06-15', reason: '全市早一点知道', seen: null };
  expect((await o.above.post('/api/settings/trend.above-rising-least', set)).status).toBe(200);
  await petitions(east, '910101', '劳动权益', 4);
  await petitions(west, '910102', '劳动权益', 3);
  expect(await sweep()).toBe(0);
  await petitions(west, '910102', '劳动权益', 1);
  expect(await sweep()).toBe(1);
  expect(await sweep()).toBe(0);
  expect((await warnings(o.above)).map((w) => w.text)).toEqual([
    '一般预警:样例910100妇联 劳动权益(同类上升),最近 8 件',
  ]);
  expect([await warnings(o.head), await warnings(o.chair), await warnings(province)]).toEqual([[], [], []]);
});

test('the city confirms, acts and lifts it; nobody below can', async () => {
  const id = (await warnings(o.above))[0]?.to.split('/').at(-1) ?? '';
  expect((await o.head.get(`/api/matters/${id}`)).status).toBe(404);
  expect((await take(o.above, id, 'lift', { opinion: '看过了' })).status).toBe(403);
  expect((await take(o.above, id, 'confirm', { opinion: '两个县都有欠薪' })).status).toBe(200);
  expect((await take(o.above, id, 'act', { data: { measures: '会同人社局专项检查' } })).status).toBe(200);
  expect((await take(o.above, id, 'lift', { opinion: '已清欠' })).status).toBe(200);
  expect(await sweep()).toBe(0);
});

test('what a county has warned of is not counted again by its city; two counties at once are, as places', async () => {
  await petitions(east, '910101', '土地权益', 9);
  expect(await sweep()).toBe(1);
  expect((await warnings(o.head)).map((w) => w.text)).toEqual([
    expect.stringContaining('土地权益(同类上升),最近 9 件'),
  ]);
  expect(await warnings(o.above)).toEqual([]);
  await petitions(west, '910102', '土地权益', 6);
  // The county's own, and the city's over both: places, and no case of either.
  expect(await sweep()).toBe(2);
  expect((await warnings(o.above)).map((w) => w.text)).toEqual([
    '较重预警:样例910100妇联 土地权益(多地同发),最近 2 个地方',
  ]);
  expect(await sweep()).toBe(0);
});
