import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BlankSpots, CoverageRate } from '../../contracts/api-network.ts';
import { openWorld, type Visitor, type World } from '../../tests/kit/world.ts';
import { foldAll } from '../figures/index.ts';

/** 组建率 against a naive count of the register, and blank spots as tasks that end by themselves. */
let w: World;
let county: Visitor;
beforeAll(async () => {
  w = await openWorld();
  county = await w.enter('county-cadre', '910101');
});
afterAll(() => w.close());

interface Place {
  readonly unit: string;
  readonly place: string;
  readonly founded: string | undefined;
  readonly ended: string | undefined;
}
const VILLAGES = ['910101001201', '910101001202', '910101002201'];
const placeArbitrary: fc.Arbitrary<Place> = fc.record({
  unit: fc.constantFrom(...VILLAGES),
  place: fc.constantFrom('村', '新经济组织', '新社会组织', '机关'),
  founded: fc.constantFrom(undefined, undefined, '2020-03-08', '2026-01-01'),
  ended: fc.constantFrom(undefined, undefined, undefined, '2026-02-02'),
});
let made = 0;
const register = async (who: Visitor, p: Place): Promise<string> => {
  made += 1;
  const data = {
    name: `样例单位${made}`,
    place: p.place,
    ...(p.founded ? { founded: p.founded } : {}),
    ...(p.ended ? { ended: p.ended } : {}),
  };
  const body = {
    requestKey: `coverage-rate-${made}`,
    ledger: 'organisations',
    unitId: w.id(p.unit),
    day: '2019-05-05',
    data,
  };
  const answer = await who.post('/api/entries', body);
  expect([answer.status, answer.body.error?.message]).toEqual([200, undefined]);
  return answer.body.entry.id;
};
const rate = async (code: string): Promise<CoverageRate> =>
  (await county.get(`/api/coverage-rate?unit=${w.id(code)}`)).body;
const blanks = async (code: string, more = ''): Promise<BlankSpots> =>
  (await county.get(`/api/blank-spots?unit=${w.id(code)}${more}`)).body;

test('equals a naive count by kind and by lower unit; the list of blank spots is its figure', async () => {
  const places = fc.sample(placeArbitrary, { numRuns: 30, seed: 20_261_122 });
  for (const p of places) await register(await w.enter('village-cadre', p.unit), p);
  await foldAll(w.test.store, w.test.registry);
  const naive = (of: readonly Place[]): object => {
    const there = of.filter((p) => p.ended === undefined);
    const built = there.filter((p) => p.founded !== undefined).length;
    return {
      eligible: there.length,
      built,
      blank: there.length - built,
      rate: there.length === 0 ? null : Math.round((built / there.length) * 1000) / 10,
    };
  };
  const seen = await rate('910101');
  expect(seen.total).toEqual(naive(places));
  expect(seen.kinds.length).toBeGreaterThan(2);
  for (const k of seen.kinds)
    expect([k.kind, k]).toMatchObject([k.kind, naive(places.filter((p) => p.place === k.kind))]);
  for (const code of ['910101001', '910101002'])
    expect(seen.below.find((b) => b.id === w.id(code))).toMatchObject(
      naive(places.filter((p) => p.unit.startsWith(code))),
    );
  const list = await blanks('910101');
  expect(list.rows).toHaveLength(seen.total.blank ?? -1);
  expect(await rate('920101').then((r) => r.total)).toBeUndefined();
});

test('a blank spot is given, shows at home, and is done when the organisation is founded', async () => {
  const village = await w.enter('village-cadre', '910101002201');
  const id = await register(village, {
    unit: '910101002201',
    place: '新经济组织',
    founded: undefined,
    ended: undefined,
  });
  await foldAll(w.test.store, w.test.registry);
  const give = { entryIds: [id], toUnitId: null, due: '2026-06-01', note: '年中要建起来' };
  expect((await village.post('/api/blank-spots/give', give)).status).toBe(403);
  expect((await (await w.enter('county-cadre', '910102')).post('/api/blank-spots/give', give)).status).toBe(
    404,
  );
  expect((await county.post('/api/blank-spots/give', give)).body).toEqual({ given: 1 });
  const late = await blanks('910101', '&state=late');
  expect(late.rows.map((r) => r.entryId)).toEqual([id]);
  const home = await village.get('/api/home');
  expect(home.body.todo.some((t: { to: string }) => t.to.startsWith('/units/coverage'))).toBe(true);

  const fixed = await village.post(`/api/entries/${id}/correct`, {
    version: 1,
    set: { founded: '2026-06-10', kind: '妇委会' },
    reason: '建起来了',
  });
  expect([fixed.status, fixed.body.error?.message]).toEqual([200, undefined]);
  expect((await blanks('910101', '&state=given')).rows).toEqual([]);
  expect((await blanks('910101', '&state=done')).rows).toMatchObject([
    { entryId: id, founded: '2026-06-10' },
  ]);
  const after = await village.get('/api/home');
  expect(after.body.todo.some((t: { to: string }) => t.to.startsWith('/units/coverage'))).toBe(false);
});
