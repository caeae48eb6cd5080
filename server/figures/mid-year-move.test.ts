import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { foldAll } from './fold-all.ts';
import { verifyFigures } from './verify.ts';

/**
 * A township with its villages moves from one county to the next on 2025-07-11, in mid-year and mid-month. Every level's
 * figure stays right: the past stays where it was, the rest of the year goes along, late lines and corrections too.
 */
let w: World;
let nation: Visitor;
let village: Visitor;
beforeAll(async () => {
  w = await openWorld();
  nation = await w.enter('nation-cadre', '000000');
  village = await w.enter('village-cadre', '910101001201');
});
afterAll(() => w.close());

const save = async (day: string, people: number): Promise<string> => {
  const data = { topic: '葡萄修剪', kind: '科技', people, women: 1 };
  const answer = await village.post('/api/entries', trainingLine(w.id('910101001201'), { day, data }));
  expect(answer.status).toBe(200);
  return answer.body.entry.id;
};
/** People of a unit in a range; 0 and "nothing reported" are told apart. */
const people = async (code: string, from: string, to: string, tree = 'as-it-was'): Promise<number | null> => {
  const answer = await nation.get(
    `/api/figures?unit=${w.id(code)}&measure=training.people&from=${from}&to=${to}&tree=${tree}`,
  );
  expect(answer.status).toBe(200);
  return answer.body.value;
};
const YEAR = ['2025-01-01', '2025-12-31'] as const;

async function everyLevel(before: number, after: number): Promise<void> {
  await foldAll(w.test.store, w.test.registry);
  expect(await people('910101', ...YEAR)).toBe(before);
  expect(await people('910102', ...YEAR)).toBe(after);
  for (const code of ['910101001201', '910101001', '910100', '910000', '000000'])
    expect([code, await people(code, ...YEAR)]).toEqual([code, before + after]);
  expect((await verifyFigures(w.test.store.owner, w.test.registry, w.house.blind)).faults).toEqual([]);
}

test('the year of every level, the half-months around the day, like for like, and what comes late', async () => {
  const early = await save('2025-03-03', 1);
  await save('2025-07-10', 2);
  await save('2025-07-11', 4);
  await save('2025-09-09', 8);
  await foldAll(w.test.store, w.test.registry);
  expect([await people('910101', ...YEAR), await people('910102', ...YEAR)]).toEqual([15, null]);

  const city = await w.enter('city-cadre', '910100');
  const moved = await city.post(`/api/units/${w.id('910101001')}/move`, {
    parentId: w.id('910102'),
    day: '2025-07-11',
  });
  expect(moved.status).toBe(200);
  await everyLevel(3, 12);
  expect(await people('910101', '2025-07-01', '2025-07-31')).toBe(2);
  expect(await people('910102', '2025-07-01', '2025-07-31')).toBe(4);
  expect(await people('910101', '2025-07-05', '2025-07-10')).toBe(2);
  expect(await people('910102', '2025-07-11', '2025-07-20')).toBe(4);
  // Like for like: as if it had always stood where it stands today.
  expect([
    await people('910101', ...YEAR, 'like-for-like'),
    await people('910102', ...YEAR, 'like-for-like'),
  ]).toEqual([null, 15]);

  // Late lines and corrections of before and after the day find their county.
  await save('2025-06-30', 16);
  await save('2025-12-12', 32);
  await everyLevel(19, 44);
  const later = await village.post(`/api/entries/${early}/correct`, {
    version: 1,
    day: '2025-08-08',
    set: {},
    reason: '日期记错',
  });
  expect(later.status).toBe(200);
  await everyLevel(18, 45);
  expect((await village.post(`/api/entries/${early}/withdraw`, { version: 2, reason: '重复' })).status).toBe(
    200,
  );
  await everyLevel(18, 44);

  // By month the two counties together are the city, month for month.
  const months = async (code: string): Promise<number[]> =>
    (
      await nation.get(
        `/api/figures?unit=${w.id(code)}&measure=training.people&from=2025-01-01&to=2025-12-31&by=month`,
      )
    ).body.rows.map((r: { value: number | null }) => r.value ?? 0);
  const [a, b, all] = [await months('910101'), await months('910102'), await months('910100')];
  expect(a.map((n, i) => n + (b[i] ?? 0))).toEqual(all);
  // And the lines behind a county's figure are the ones it counted.
  const behind = (
    await nation.get(
      `/api/figures/lines?unit=${w.id('910102')}&measure=training.people&from=2025-01-01&to=2025-12-31`,
    )
  ).body.rows;
  expect(behind.reduce((sum: number, r: { counts: number }) => sum + r.counts, 0)).toBe(44);
}, 60_000);

test('who has reported, and whether nothing or nought, is told by the tree of the days asked about', async () => {
  const asked = async (code: string, from: string, to: string, tree = 'as-it-was'): Promise<unknown[]> => {
    const answer = await nation.get(
      `/api/figures?unit=${w.id(code)}&measure=training.sessions&from=${from}&to=${to}&tree=${tree}`,
    );
    return [answer.body.value, answer.body.reported.done, answer.body.reported.expected];
  };
  const [spring, autumn] = [['2025-01-01', '2025-06-30'] as const, ['2025-10-01', '2025-12-31'] as const];
  // The township and its two villages stood under the old county in spring and under the new one in autumn.
  expect(await asked('910101', ...spring)).toEqual([1, 1, 5]);
  expect(await asked('910101', ...autumn)).toEqual([null, 0, 2]);
  expect(await asked('910102', ...spring)).toEqual([null, 0, 2]);
  expect(await asked('910102', ...autumn)).toEqual([1, 1, 5]);
  expect(await asked('910101', ...spring, 'like-for-like')).toEqual([null, 0, 2]);
  expect(await asked('910102', ...spring, 'like-for-like')).toEqual([1, 1, 5]);
  // The page of many measures says the same.
  const page = await nation.get(
    `/api/figures/page?unit=${w.id('910100')}&measures=training.sessions&from=2025-01-01&to=2025-06-30`,
  );
  const cell = (code: string): unknown =>
    page.body.rows.find((r: { unit: { code: string } }) => r.unit.code === code).cells[0].value;
  expect([cell('910101'), cell('910102')]).toEqual([1, null]);
});

test('a past figure is the same for whoever asks: the old county counts and opens what has moved away since', async () => {
  const county = await w.enter('county-cadre', '910101');
  const neighbour = await w.enter('county-cadre', '910102');
  const ask = `/api/figures?unit=${w.id('910101')}&measure=training.people&tree=as-it-was`;
  for (const [from, to] of [
    ['2025-01-01', '2025-12-31'],
    ['2025-06-20', '2025-07-20'],
    ['2025-07-05', '2025-07-10'],
  ]) {
    const [hers, nations] = [
      await county.get(`${ask}&from=${from}&to=${to}&by=unit`),
      await nation.get(`${ask}&from=${from}&to=${to}&by=unit`),
    ];
    expect(hers.body.value).toBe(nations.body.value);
    expect(hers.body.rows.map((r: { value: number }) => r.value)).toEqual(
      nations.body.rows.map((r: { value: number }) => r.value),
    );
    const lines = await county.get(
      `/api/figures/lines?unit=${w.id('910101')}&measure=training.people&from=${from}&to=${to}`,
    );
    expect(lines.body.rows.reduce((sum: number, r: { counts: number }) => sum + r.counts, 0)).toBe(
      hers.body.value,
    );
  }
  // It opens what it counted and no more: today's lines of the moved units are the new county's.
  const list = await county.get('/api/ledgers/training/entries');
  expect(list.status).toBe(200);
  expect(list.body.rows.filter((r: { unit: { id: string } }) => r.unit.id === w.id('910101001201'))).toEqual(
    [],
  );
  expect((await neighbour.get(`${ask}&from=2025-01-01&to=2025-12-31`)).status).toBe(404);
});
