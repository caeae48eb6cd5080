import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';

let w: World;
let village: Visitor;
beforeAll(async () => {
  w = await openWorld();
  village = await w.enter('village-cadre', '910101001201');
  const data = { topic: '葡萄修剪', kind: '科技', people: 30, women: 20 };
  const saved = await village.post(
    '/api/entries',
    trainingLine(w.id('910101001201'), { day: '2026-03-03', data }),
  );
  expect(saved.status).toBe(200);
});
afterAll(() => w.close());

const find = async (who: Visitor, q: string): Promise<{ title: string; unitName: string }[]> =>
  (await who.get(`/api/find?q=${encodeURIComponent(q)}`)).body.lines;

test('a line is found by its words, by whoever reaches it, and by nobody else', async () => {
  expect(await find(village, '葡萄')).toHaveLength(1);
  expect(await find(await w.enter('county-cadre', '910101'), '葡萄修剪')).toHaveLength(1);
  expect(await find(await w.enter('county-cadre', '910102'), '葡萄')).toEqual([]);
  expect(await find(village, '苹果')).toEqual([]);
  // All words, whichever of them is the rarer one; one that stands nowhere means nothing.
  expect(await find(village, '修剪 葡萄')).toHaveLength(1);
  expect(await find(village, '葡萄 苹果')).toEqual([]);
});

test('one character is too little for lines, nothing is a sentence', async () => {
  expect(await find(village, '葡')).toEqual([]);
  const empty = await village.get('/api/find?q=');
  expect([empty.status, JSON.stringify(empty.body)]).toEqual([
    422,
    expect.stringContaining('请输入要找的字'),
  ]);
});

test('of a case ledger only her own unit’s lines are found; withdrawn ones nowhere', async () => {
  const townUnit = w.id('910101001');
  const town = await w.enter('township-cadre', '910101001');
  const data = { channel: '来访', cause: '稀奇纠纷' };
  const body = { ...trainingLine(townUnit, { day: '2026-03-04', data }), ledger: 'petitions' };
  const saved = await town.post('/api/entries', body);
  expect([saved.status, JSON.stringify(saved.body)]).toEqual([200, expect.any(String)]);
  expect(await find(town, '稀奇纠纷')).toHaveLength(1);
  expect(await find(await w.enter('county-cadre', '910101'), '稀奇纠纷')).toEqual([]);
});
