import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';

let world: World;
let village: Visitor;
let colleague: Visitor;
const VILLAGE = '910101001201';

beforeAll(async () => {
  world = await openWorld();
  village = await world.enter('village-cadre', VILLAGE);
  colleague = await world.enter('village-cadre', VILLAGE);
});
afterAll(async () => await world.close());

const newLine = async () =>
  (await village.post('/api/entries', trainingLine(world.id(VILLAGE)))).body.entry as {
    id: string;
    version: number;
  };

test('many lines are withdrawn with one reason and restored as they were; one changed meanwhile is left and named', async () => {
  const [a, b, c] = [await newLine(), await newLine(), await newLine()];
  await colleague.post(`/api/entries/${b.id}/correct`, {
    version: 1,
    set: { people: 50 },
    reason: '人数数错了',
  });
  const seen = [a, b, c].map(({ id, version }) => ({ id, version }));
  const done = await village.post('/api/lines/withdraw', { lines: seen, reason: '重复导入了' });
  expect(done.body.done.map((l: { id: string }) => l.id).sort()).toEqual([a.id, c.id].sort());
  expect(done.body.left).toMatchObject([{ id: b.id }]);
  const page = (await village.get(`/api/entries/${a.id}`)).body;
  expect(page.entry.state).toBe('withdrawn');
  expect(page.versions.at(-1)).toMatchObject({ change: 'withdraw', reason: '重复导入了' });
  const undone = await village.post('/api/lines/restore', { lines: done.body.done, reason: '撤销批量撤回' });
  expect(undone.body.left).toEqual([]);
  expect((await village.get(`/api/entries/${c.id}`)).body.entry.state).toBe('valid');
});

test('one line that is not hers stops all of them', async () => {
  const mine = await newLine();
  const other = await world.enter('village-cadre', '910101001202');
  const theirs = (await other.post('/api/entries', trainingLine(world.id('910101001202')))).body.entry;
  const both = [mine, theirs].map(({ id, version }) => ({ id, version }));
  expect((await village.post('/api/lines/withdraw', { lines: both, reason: '试试' })).status).toBe(404);
  expect((await village.get(`/api/entries/${mine.id}`)).body.entry.state).toBe('valid');
});

test('filters are kept for oneself or for the unit; who kept them takes them away', async () => {
  const keep = (v: Visitor, name: string, forUnit: boolean) =>
    v.post('/api/ledgers/training/views', { name, query: 'sort=value', forUnit });
  const namesOf = async (v: Visitor) =>
    (await v.get('/api/ledgers/training/views')).body.views.map((x: { name: string }) => x.name);
  await keep(village, '我的', false);
  await keep(village, '大家的', true);
  await keep(village, '大家的', true);
  expect(await namesOf(village)).toEqual(['我的', '大家的']);
  expect(await namesOf(colleague)).toEqual(['大家的']);
  const [shared] = (await colleague.get('/api/ledgers/training/views')).body.views;
  expect(shared).toMatchObject({ forUnit: true, mayRemove: false });
  expect((await colleague.post(`/api/views/${shared.id}/remove`, {})).status).toBe(404);
  expect((await village.post(`/api/views/${shared.id}/remove`, {})).status).toBe(200);
  expect(await namesOf(colleague)).toEqual([]);
  expect((await keep(village, '', false)).status).toBe(422);
});

test('a neighbour is named as partner; the event is seen there, counted at the lead only, and nowhere else', async () => {
  const partner = '910101001202';
  const found = await village.get(`/api/joint-units?q=${partner}`);
  expect(found.body.units.map((u: { id: string }) => u.id)).toEqual([world.id(partner)]);
  // Another county's villages are no neighbours.
  expect((await village.get('/api/joint-units?q=910102001201')).body.units).toEqual([]);
  const saved = await village.post(
    '/api/entries',
    trainingLine(world.id(VILLAGE), { joint: [world.id(partner)] }),
  );
  const { id } = saved.body.entry;
  expect((await village.get(`/api/entries/${id}`)).body.joint).toEqual([
    { id: world.id(partner), name: `样例${partner}妇联` },
  ]);
  const ask = (v: Visitor, code: string) =>
    v.get(`/api/ledgers/training/joint-lines?unit=${world.id(code)}&from=2026-01-01&to=2026-12-31`);
  const neighbour = await world.enter('village-cadre', partner);
  expect((await ask(neighbour, partner)).body.lines).toMatchObject([{ id, lead: `样例${VILLAGE}妇联` }]);
  expect((await neighbour.get(`/api/entries/${id}`)).status).toBe(404);
  expect((await ask(village, VILLAGE)).body.lines).toEqual([]);
  expect((await ask(village, partner)).status).toBe(404);
});
