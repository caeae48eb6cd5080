import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findSignals, type Happening, type Numbers } from './rules.ts';

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
