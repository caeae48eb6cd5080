import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChangePreview } from '../../contracts/api-network.ts';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { foldAll, verifyFigures } from '../figures/index.ts';

/** Two townships are merged by the county: looked at first, done, opened down to the lines, taken back. */
let w: World;
let county: Visitor;
const A = '910101002';
const B = '910101001';
beforeAll(async () => {
  w = await openWorld();
  county = await w.enter('county-cadre', '910101');
  for (const [code, role, day, people] of [
    [`${A}201`, 'village-cadre', '2025-03-03', 1],
    [A, 'township-cadre', '2025-05-05', 2],
    [`${B}201`, 'village-cadre', '2025-04-04', 4],
    [`${A}201`, 'village-cadre', '2026-05-20', 8],
  ] as const) {
    const data = { topic: '葡萄修剪', kind: '科技', people, women: 1 };
    const answer = await (await w.enter(role, code)).post(
      '/api/entries',
      trainingLine(w.id(code), { day, data }),
    );
    expect(answer.status).toBe(200);
  }
  await foldAll(w.test.store, w.test.registry);
});
afterAll(() => w.close());

const people = async (code: string, year: number, tree: string): Promise<number | null> =>
  (
    await county.get(
      `/api/figures?unit=${w.id(code)}&measure=training.people&from=${year}-01-01&to=${year === 2026 ? '2026-06-15' : `${year}-12-31`}&tree=${tree}`,
    )
  ).body.value;
const look = async (who: Visitor, body: object): Promise<{ status: number; body: ChangePreview }> =>
  await who.post('/api/units/preview', body);
const merger = (): object => ({ unitId: w.id(A), intoId: w.id(B), day: '2026-05-01', change: 'merge' });

test('a merger is shown, done as shown, opened down to its lines, and taken back', async () => {
  const shown = await look(county, merger());
  expect(shown.status).toBe(200);
  expect(shown.body.obstacles).toEqual([]);
  expect(shown.body.follows).toMatchObject({ units: 2, lines: 3, posts: 3, accounts: 3 });
  expect(shown.body.units.map((u) => u.id).sort()).toEqual([w.id(A), w.id(B)].sort());
  expect(await people(A, 2025, 'as-it-was')).toBe(3);

  const done = await county.post(`/api/units/${w.id(A)}/merge`, { intoId: w.id(B), day: '2026-05-01' });
  expect(done.status).toBe(200);
  for (const unit of shown.body.units)
    for (const row of unit.rows)
      for (const [i, { from, to, tree }] of shown.body.columns.entries()) {
        const real = await county.get(
          `/api/figures?unit=${unit.id}&measure=${row.measure}&from=${from}&to=${to}&tree=${tree}`,
        );
        expect([unit.name, row.label, tree, from, row.cells[i]?.after]).toEqual([
          unit.name,
          row.label,
          tree,
          from,
          { value: real.body.value, lines: real.body.lines },
        ]);
      }
  expect([await people(A, 2025, 'as-it-was'), await people(B, 2025, 'as-it-was')]).toEqual([3, 4]);
  expect([await people(A, 2025, 'like-for-like'), await people(B, 2025, 'like-for-like')]).toEqual([2, 7]);
  expect(await people('910101', 2025, 'as-it-was')).toBe(7);
  const lines = await county.get(
    `/api/figures/lines?unit=${w.id(B)}&measure=training.people&from=2025-01-01&to=2025-12-31&tree=like-for-like`,
  );
  expect(lines.body.rows).toHaveLength(3);
  expect((await verifyFigures(w.test.store.owner, w.test.registry, w.house.blind)).faults).toEqual([]);

  const history = await county.get(`/api/units/${w.id(A)}/history`);
  expect(history.body.events.some((e: { mayUndo?: boolean }) => e.mayUndo)).toBe(true);
  const back = await county.post(`/api/units/${w.id(A)}/undo`, {});
  expect(back.status).toBe(200);
  expect([await people(A, 2025, 'like-for-like'), await people(B, 2025, 'like-for-like')]).toEqual([3, 4]);
  expect((await county.get(`/api/units/${w.id(A)}`)).body).toMatchObject({ unit: { to: null } });
  expect((await county.post(`/api/units/${w.id(A)}/undo`, {})).status).toBe(409);
});

test('what stands in the way is told with the place where it is mended', async () => {
  const closing = await look(county, { change: 'close', unitId: w.id(A), day: '2026-05-01', reason: '' });
  expect(closing.body.obstacles).toMatchObject([{ to: `/units/${w.id(`${A}201`)}` }]);
  const village = await look(county, {
    change: 'close',
    unitId: w.id(`${A}201`),
    day: '2026-05-01',
    reason: '',
  });
  expect(village.body.obstacles).toMatchObject([
    { to: `/ledgers/training?unit=${w.id(`${A}201`)}`, text: expect.stringContaining('还有 1 条记录') },
  ]);
  const namesake = await look(county, {
    change: 'rename',
    unitId: w.id(A),
    name: `样例${B}妇联`,
    day: '2026-05-01',
  });
  expect(namesake.body.obstacles).toMatchObject([{ to: `/units/${w.id(B)}` }]);
});

test('a preview writes nothing, and shows nothing of what she does not reach', async () => {
  const count = async (): Promise<unknown> =>
    await w.test.store.owner.transaction([], (tx) =>
      tx.sql(
        'SELECT (SELECT count(*) FROM unit_span) AS s, (SELECT count(*) FROM unit_event) AS e, (SELECT sum(version) FROM unit) AS v, (SELECT count(*) FROM cell) AS c',
      ),
    );
  const before = await count();
  for (const body of [
    { change: 'move', unitId: w.id(A), parentId: w.id('910102'), day: '2026-05-01' },
    {
      change: 'split',
      unitId: w.id(B),
      code: 'N9',
      name: '新镇',
      childIds: [w.id(`${B}201`)],
      day: '2026-05-01',
    },
  ]) {
    const city = await w.enter('city-cadre', '910100');
    const shown = await look(city, body);
    expect(shown.status).toBe(200);
    expect(shown.body.units.length).toBeGreaterThan(1);
  }
  expect(await count()).toEqual(before);
  expect(
    (await look(county, { change: 'move', unitId: w.id(A), parentId: w.id('910102'), day: '2026-05-01' }))
      .status,
  ).toBe(404);
  expect((await look(await w.enter('village-cadre', `${A}201`), merger())).status).toBe(403);
});
