import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Below, findSignals, findSpread, type Happening, isWarnedBelow, type Numbers } from './rules.ts';

const n: Numbers = { days: 30, risingLeast: 5, risingTimes: 2, placeLeast: 3, graveLeast: 1 };
const COUNTY = 'county';
let made = 0;
const happened = (o: Partial<Happening> = {}): Happening => {
  made += 1;
  return { root: `r${made}`, day: '2026-06-10', cause: '家庭暴力', placeId: COUNTY, grave: [], ...o };
};
const times = (count: number, o: Partial<Happening> = {}): Happening[] =>
  Array.from({ length: count }, () => happened(o));
const found = (recent: Happening[], earlier: Happening[] = []) =>
  findSignals(recent, earlier, n, COUNTY).map(
    (f) => `${f.rule} ${f.subject}${f.placeId ?? ''} ${f.count}/${f.before}`,
  );

test('rising: enough, and so many times as before; 4 and 5, 1.9 and 2 times', () => {
  expect(found(times(4))).toEqual([]);
  expect(found(times(5))).toEqual(['rising 家庭暴力 5/0']);
  expect(found(times(6), times(3))).toEqual(['rising 家庭暴力 6/3']);
  expect(found(times(7), times(4))).toEqual([]);
  // Many of different kinds are no rise of one.
  expect(found([...times(3), ...times(3, { cause: '土地权益' })])).toEqual([]);
});

test('one place again and again, of whatever kind; what the county took in itself is no place', () => {
  const here = { placeId: 'village' };
  expect(found([...times(2, here), happened({ cause: '土地权益' })])).toEqual([]);
  expect(found([...times(2, here), happened({ ...here, cause: '土地权益' })])).toEqual(['place village 3/0']);
  expect(found(times(4, { placeId: COUNTY }))).toEqual([]);
});

test('a grave word is a signal by itself, grave at once', () => {
  expect(findSignals([happened({ grave: ['轻生'] })], [], n, COUNTY)).toEqual([
    { rule: 'grave', placeId: null, subject: '轻生', grade: '严重', count: 1, before: 0 },
  ]);
});

test('Bad: one thing told twice (contact, then petition; a copy) fires nothing that it alone would not', () => {
  const copies = times(9, { root: 'the same', placeId: 'village' });
  expect(found(copies)).toEqual([]);
  fc.assert(
    fc.property(
      fc.array(fc.record({ root: fc.nat(6), place: fc.nat(2), cause: fc.nat(1) }), { maxLength: 30 }),
      (all) => {
        const once = new Map(all.map((x) => [`${x.root} ${x.place} ${x.cause}`, x]));
        const as = (xs: Iterable<{ root: number; place: number; cause: number }>): Happening[] =>
          [...xs].map((x) => happened({ root: `${x.root}`, placeId: `p${x.place}`, cause: `c${x.cause}` }));
        expect(found(as(all)).sort()).toEqual(found(as(once.values())).sort());
      },
    ),
  );
});

test('above the county: what a level below warned of is not counted again until it ended, and places are counted, not things', () => {
  const here = { ...happened({ cause: '土地权益', day: '2026-06-10' }), placePath: '/省/市/甲县/村/' };
  const below = (more: Partial<Below>): Below => ({
    rule: 'rising',
    subject: '土地权益',
    unitPath: '/省/市/甲县/',
    endedDay: null,
    ...more,
  });
  expect(isWarnedBelow(here, [below({})])).toBe(true);
  expect(isWarnedBelow(here, [below({ rule: 'spread' })])).toBe(false);
  expect(isWarnedBelow(here, [below({ rule: 'place', subject: '' })])).toBe(true);
  expect(isWarnedBelow(here, [below({ unitPath: '/省/市/乙县/' })])).toBe(false);
  expect(isWarnedBelow(here, [below({ subject: '婚姻家庭' })])).toBe(false);
  expect(isWarnedBelow(here, [below({ endedDay: '2026-06-10' })])).toBe(true);
  expect(isWarnedBelow(here, [below({ endedDay: '2026-06-09' })])).toBe(false);

  const two = [below({}), below({ unitPath: '/省/市/乙县/' })];
  const children = ['/省/市/甲县/', '/省/市/乙县/', '/省/市/丙县/'];
  expect(findSpread(two, children, 2)).toMatchObject([{ rule: 'spread', subject: '土地权益', count: 2 }]);
  for (const less of [
    two.slice(1),
    [below({}), below({})],
    [below({}), below({ ...two[1], endedDay: '2026-06-10' })],
    [below({}), below({ ...two[1], subject: '婚姻家庭' })],
  ])
    expect(findSpread(less, children, 2)).toEqual([]);
});
