import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type Visitor, type World } from '../../../tests/kit/world.ts';
import { foldAll } from '../fold-all.ts';

/** Small counts of cases over the wire (SECURITY 16): the same rule at every place where a figure is asked. */
let world: World;
let [city, county, village]: Visitor[] = [];
const at = (v: Visitor | undefined): Visitor => {
  if (!v) throw new Error('not entered');
  return v;
};
/** Village → lines by month. Below 910101: 3 in one village, 40 in another; below 910102: 30. */
const LINES: readonly (readonly [code: string, months: readonly number[]])[] = [
  ['910101001201', [2, 3, 5]],
  ['910101002201', Array.from({ length: 40 }, (_, i) => (i % 5) + 1)],
  ['910102001201', Array.from({ length: 30 }, (_, i) => (i % 5) + 1)],
];

beforeAll(async () => {
  world = await openWorld();
  let n = 0;
  for (const [code, months] of LINES) {
    const cadre = await world.enter('village-cadre', code);
    for (const month of months) {
      n += 1;
      const day = `2026-0${month}-1${n % 10}`;
      const saved = await cadre.post('/api/entries', {
        requestKey: `small-count-line-${n}`,
        ledger: 'contacts',
        unitId: world.id(code),
        day,
        data: { channel: '来访', cause: n % 3 === 0 ? '婚姻家庭' : '劳动权益' },
      });
      expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    }
  }
  await foldAll(world.test.store, world.test.registry);
  city = await world.enter('city-cadre', '910100');
  county = await world.enter('county-cadre', '910101');
  village = await world.enter('village-cadre', '910101001201');
}, 120_000);
afterAll(() => world.close());

const YEAR = 'from=2026-01-01&to=2026-12-31';
const figure = async (who: Visitor, code: string, more = ''): Promise<unknown> => {
  const url = `/api/figures?unit=${world.id(code)}&measure=contacts.received&${more || YEAR}`;
  const { body } = await who.get(url);
  return body.hidden ?? body.value;
};

test('a superior is told large totals, and 少于5 where it may be one woman; who holds the cases is told all', async () => {
  expect(await figure(at(city), '910100')).toBe(73);
  expect(await figure(at(county), '910101001')).toBe('少于5');
  expect(await figure(at(city), '910101001201')).toBe('少于5');
  // 43 of the county less 40 of the other township would be 3.
  expect(await figure(at(county), '910101')).toBe(43);
  expect(await figure(at(county), '910101002')).toBe('不单列');
  expect(await figure(at(village), '910101001201')).toBe(3);
  expect(await figure(at(village), '910101001201', 'from=2026-02-01&to=2026-02-28')).toBe(1);
});

test('a range by days, and a kind within a part of a year, are told to nobody above, whatever they are', async () => {
  for (const range of ['from=2026-01-01&to=2026-03-29', 'from=2026-02-03&to=2026-02-03'])
    expect([range, await figure(at(city), '910100', range)]).toEqual([range, '不单列']);
  const kind = `from=2026-01-01&to=2026-03-31&where=${encodeURIComponent('cause=劳动权益')}`;
  expect(await figure(at(city), '910100', kind)).toBe('不单列');
  expect(await figure(at(city), '910100', 'from=2026-01-01&to=2026-03-31')).toBe(44);
  // Up to today is the year as it stands.
  expect(await figure(at(city), '910100', 'from=2026-01-01&to=2026-06-15')).toBe(73);
});

test('the year page, the months, the drawer and home say the same as asking for one', async () => {
  const unit = world.id('910101');
  const page = await at(county).get(`/api/figures/page?unit=${unit}&measures=contacts.received&${YEAR}`);
  const cells = page.body.rows.map((r: { cells: { value: unknown; hidden?: string }[] }) =>
    r.cells.map((c) => c.hidden ?? c.value),
  );
  expect(cells).toEqual([[43], ['少于5'], ['不单列']]);
  const months = await at(city).get(
    `/api/figures/series?unit=${unit}&measure=contacts.received&from=2026-01-01&to=2026-12-31`,
  );
  expect(months.body.rows.map((r: { value: unknown; hidden?: string }) => r.hidden ?? r.value)).toEqual([
    '少于5',
    '不单列',
  ]);
  const small = months.body.rows[0];
  expect(small.values.every((v: unknown) => v === null)).toBe(true);
  const lines = await at(county).get(
    `/api/figures/lines?unit=${unit}&measure=contacts.received&scope=total&limit=50&${YEAR}`,
  );
  expect(lines.body.rows).toEqual([]);
  const closing = await at(county).get(
    `/api/coverage?unit=${world.id('910101001201')}&ledger=contacts&year=2026`,
  );
  expect(closing.body.months.every((m: { lines: unknown }) => m.lines === null)).toBe(true);
});

test('a kind with few is not even named; a rate of what is not told is not told', async () => {
  const rows = await at(city).get(
    `/api/figures?unit=${world.id('910101001')}&measure=contacts.received&by=cause&${YEAR}`,
  );
  expect(rows.body.rows.map((r: { label: string; hidden?: string }) => [r.label, r.hidden])).toEqual([
    ['其余(不单列)', '不单列'],
  ]);
  const rate = await at(city).get(
    `/api/figures?unit=${world.id('910101001')}&measure=contacts.answer-rate&${YEAR}`,
  );
  expect([rate.body.value, rate.body.hidden]).toEqual([null, '不单列']);
});

test('one more case is told of at once where it makes a number large enough, and nowhere else', async () => {
  const before = [await figure(at(city), '910101001201'), await figure(at(city), '910101002')];
  expect(before).toEqual(['少于5', '不单列']);
  for (const i of [1, 2, 3]) {
    const saved = await at(village).post('/api/entries', {
      requestKey: `small-count-more-${i}`,
      ledger: 'contacts',
      unitId: world.id('910101001201'),
      day: `2026-06-0${i}`,
      data: { channel: '来访', cause: '劳动权益' },
    });
    expect(saved.status).toBe(200);
  }
  await foldAll(world.test.store, world.test.registry);
  expect(await figure(at(city), '910101001')).toBe(6);
  expect(await figure(at(city), '910101002')).toBe(40);
});
