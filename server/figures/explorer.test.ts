import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '../../tests/kit/world.ts';
import { foldAll } from './fold-all.ts';

/** The explorer over the wire: months of every lower unit as asking alone gives them; views that hold no rights. */
let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.close();
});

const RANGE = 'from=2026-01-01&to=2026-06-30';

test('months of lower units are what asking each of them gives; what nobody reported is null and never 0', async () => {
  const village = await world.enter('village-cadre', '910101001201');
  const saved = await village.post('/api/entries', {
    requestKey: 'series-line-one',
    ledger: 'training',
    unitId: world.id('910101001201'),
    day: '2026-03-05',
    data: { topic: '剪纸', kind: '科技', people: 30, women: 25 },
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
  await foldAll(world.test.store, world.test.registry);
  const county = await world.enter('county-cadre', '910101');
  const unit = world.id('910101');
  for (const tree of ['as-it-was', 'like-for-like']) {
    const answer = await county.get(
      `/api/figures/series?unit=${unit}&measure=training.people&${RANGE}&tree=${tree}`,
    );
    expect(answer.status).toBe(200);
    expect(answer.body.months).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']);
    // A venue that reported nothing takes no room.
    expect(answer.body.rows.map((r: { id: string }) => r.id).sort()).toEqual(
      [world.id('910101001'), world.id('910101002')].sort(),
    );
    const rows = new Map(answer.body.rows.map((r: { id: string; values: unknown }) => [r.id, r.values]));
    expect(rows.get(world.id('910101001'))).toEqual([null, null, 30, null, null, null]);
    expect(rows.get(world.id('910101002'))).toEqual([null, null, null, null, null, null]);
  }
});

test('a series over too many months is refused in words', async () => {
  const county = await world.enter('county-cadre', '910101');
  const answer = await county.get(
    `/api/figures/series?unit=${world.id('910101')}&measure=training.people&from=2016-01-01&to=2026-06-30`,
  );
  expect(answer.status).toBe(422);
  expect(answer.body.error.message).toContain('36 个月');
});

test('a view of mine is mine, one of my unit is for all who sit there, and of nobody else', async () => {
  const [one, two, other] = [
    await world.enter('county-cadre', '910101'),
    await world.enter('department-head', '910101-B1'),
    await world.enter('county-cadre', '910102'),
  ];
  const query = 'figure=training.people!x&by=month&measure=training.people&p=2026';
  const mine = await one.post('/api/figure-views', { name: '培训按月', query, whose: 'mine' });
  expect(mine.body).toMatchObject({
    name: '培训按月',
    query: 'measure=training.people&by=month&p=2026',
    whose: 'mine',
  });
  const ours = await one.post('/api/figure-views', { name: '我们的培训', query, whose: 'unit' });
  const names = async (who: typeof one): Promise<string[]> =>
    (await who.get('/api/figure-views')).body.views.map((v: { name: string }) => v.name);
  expect((await names(one)).sort()).toEqual(['培训按月', '我们的培训']);
  expect(await names(two)).toEqual(['我们的培训']);
  expect(await names(other)).toEqual([]);
  // A double click keeps one; another view under the same name is refused.
  expect((await one.post('/api/figure-views', { name: '培训按月', query, whose: 'mine' })).body.id).toBe(
    mine.body.id,
  );
  const taken = await one.post('/api/figure-views', { name: '培训按月', query: 'p=2025', whose: 'mine' });
  expect(taken.status).toBe(409);
  expect(taken.body.error.message).toContain('换个名字');
  await other.post(`/api/figure-views/${ours.body.id}/remove`, {});
  await two.post(`/api/figure-views/${mine.body.id}/remove`, {});
  expect((await names(one)).length).toBe(2);
  await two.post(`/api/figure-views/${ours.body.id}/remove`, {});
  expect(await names(one)).toEqual(['培训按月']);
});

test('a shared link gives no rights: a figure out of reach is not there, also through the series', async () => {
  const village = await world.enter('village-cadre', '910101002201');
  for (const path of ['/api/figures', '/api/figures/series']) {
    const answer = await village.get(`${path}?unit=${world.id('910101')}&measure=training.people&${RANGE}`);
    expect(answer.status, path).toBe(404);
  }
  const admin = await world.enter('audit-admin', '910101');
  expect((await admin.get('/api/figure-views')).status).toBe(403);
});
