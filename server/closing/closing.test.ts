import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { foldOnce } from '../figures/index.ts';
import { silentMonths } from './rules.ts';

/** 2026-06-15 in the test world: May is late, June runs. */
let world: World;
let village: Visitor;
let township: Visitor;
const VILLAGE = '910101001201';

beforeAll(async () => {
  world = await openWorld();
  village = await world.enter('village-cadre', VILLAGE);
  township = await world.enter('township-cadre', '910101001');
});
afterAll(async () => await world.close());

const closing = async (v: Visitor, code: string, month = '2026-05') =>
  (await v.get(`/api/closing?unit=${world.id(code)}&month=${month}`)).body;
const stateOf = (view: { ledgers: { key: string; state: string }[] }, key: string) =>
  view.ledgers.find((l) => l.key === key)?.state;
const fold = () => foldOnce(world.test.store.worker, world.house.registry(), 1_000);

test('a month is closed with one click for all that did not happen, and the click can be undone', async () => {
  await village.post('/api/entries', trainingLine(world.id(VILLAGE)));
  const before = await closing(village, VILLAGE);
  expect(stateOf(before, 'training')).toBe('lines');
  expect(before).toMatchObject({ due: '2026-06-05', isLate: true, may: expect.arrayContaining(['state']) });
  const open = before.ledgers
    .filter((l: { state: string }) => l.state === 'open')
    .map((l: { key: string }) => l.key);
  expect(open.length).toBeGreaterThan(1);
  const body = { unitId: world.id(VILLAGE), month: '2026-05', ledgers: [...open, 'training'], nothing: true };
  const done = await village.post('/api/closing/zeros', body);
  // Training has a line: it is left and named, the others stand.
  expect(done.body).toEqual({ done: open, left: ['training'] });
  expect((await closing(village, VILLAGE)).ledgers.every((l: { state: string }) => l.state !== 'open')).toBe(
    true,
  );
  expect((await village.post('/api/closing/zeros', body)).body).toEqual({ done: [], left: ['training'] });
  const undone = await village.post('/api/closing/zeros', { ...body, ledgers: open, nothing: false });
  expect(undone.body.done).toEqual(open);
  expect(stateOf(await closing(village, VILLAGE), open[0])).toBe('open');
});

test('a month that has not begun cannot be stated, and a village further away is not there', async () => {
  const body = { month: '2026-07', ledgers: ['training'], nothing: true };
  expect((await village.post('/api/closing/zeros', { ...body, unitId: world.id(VILLAGE) })).status).toBe(422);
  const other = { ...body, month: '2026-05', unitId: world.id('910101001202') };
  expect((await village.post('/api/closing/zeros', other)).status).toBe(404);
  expect((await village.get(`/api/closing?unit=${world.id('910101001')}&month=2026-05`)).status).toBe(404);
});

test('a township sees who is late and silent, reminds, and the word stands on the village’s home until the month is whole', async () => {
  await fold();
  const view = await closing(township, '910101001');
  const rows = Object.fromEntries(view.below.map((b: { name: string }) => [b.name, b]));
  expect(rows[`样例${VILLAGE}妇联`]).toMatchObject({ done: 1, silent: 0 });
  expect(rows['样例910101001202妇联']).toMatchObject({ done: 0, silent: 3, reminded: null });
  const body = { unitIds: [world.id(VILLAGE)], month: '2026-05', note: '请今天补齐' };
  expect((await township.post('/api/closing/reminders', body)).body).toEqual({ sent: 1 });
  expect((await township.post('/api/closing/reminders', body)).body).toEqual({ sent: 0 });
  const [first] = (await village.get('/api/home')).body.todo;
  expect(first.text).toContain('催报:5月台账还有');
  expect(first.text).toContain('请今天补齐');
  expect(first.to).toBe('/closing?month=2026-05');
  const open = (await closing(village, VILLAGE)).ledgers.filter((l: { state: string }) => l.state === 'open');
  await village.post('/api/closing/zeros', {
    unitId: world.id(VILLAGE),
    month: '2026-05',
    ledgers: open.map((l: { key: string }) => l.key),
    nothing: true,
  });
  const todo = (await village.get('/api/home')).body.todo as { text: string }[];
  expect(todo.some((t) => t.text.includes('催报'))).toBe(false);
});

test('only units directly below are reminded', async () => {
  const county = await world.enter('county-cadre', '910101');
  const deep = await county.post('/api/closing/reminders', {
    unitIds: [world.id(VILLAGE)],
    month: '2026-05',
  });
  expect(deep.status).toBe(403);
  const foreign = await township.post('/api/closing/reminders', {
    unitIds: [world.id('910102001201')],
    month: '2026-05',
  });
  expect(foreign.status).toBe(404);
});

test('silence is counted back from the month asked for', () => {
  expect(silentMonths(new Set(['2026-05-01']), '2026-05-01', 3)).toBe(0);
  expect(silentMonths(new Set(['2026-03-01']), '2026-05-01', 3)).toBe(2);
  expect(silentMonths(new Set(), '2026-01-01', 3)).toBe(3);
});
