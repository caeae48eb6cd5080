import type { LineRecord } from '../../contracts/exchange.ts';
import { between, dayWithin, oneOf, seeded, spread } from '../chance.ts';
import { inventedName } from '../people.ts';
import type { Region } from '../places.ts';
import { recorder } from '../recorder.ts';
import { CITY, holders } from './holders.ts';

const FUNDS = ['春蕾计划', '春蕾计划', '母亲健康1+1', '两癌救助', '其他捐助'];
const DONORS = ['爱心人士', '样例女企业家联谊会', '样例机械公司', '样例慈善会', '样例商会'];
const NEEDY = [
  { group: '单亲贫困母亲', fund: '母亲健康1+1', born: 1972 },
  { group: '贫困妇女', fund: '扶贫帮困基金', born: 1968 },
  { group: '两癌妇女', fund: '两癌救助金', born: 1966 },
  { group: '春蕾女童', fund: '春蕾计划', born: 2002, sex: '女' },
  { group: '贫困儿童', fund: '社会捐助', born: 2004 },
] as const;

/** 004 §4–5: family education, donations, relief, condolence. */
export function* care(region: Region): Generator<LineRecord> {
  yield* familyEducation(region, 2013, 66, 11_212);
  yield* familyEducation(region, 2012, 61, 10_390);
  yield* donations(region, 2013, 92, 726_300);
  yield* donations(region, 2012, 70, 651_800);
  yield* relief(region);
  yield* condolence(region);
}

function* familyEducation(region: Region, year: number, count: number, whole: number): Generator<LineRecord> {
  const chance = seeded(`family-${year}`);
  const line = recorder(`fz${year % 100}`);
  const parents = spread(whole, count, chance, { least: 40, sway: 0.6 });
  const units = holders(region, count, { city: 1, county: 5, township: 8, village: 3 }, chance);
  for (const [i, here] of parents.entries()) {
    yield line('family-education', units[i] ?? CITY, dayWithin(`${year}-01-20`, `${year}-12-08`, chance), {
      topic: oneOf(['亲子沟通', '好习惯养成', '青春期教育', '网络与孩子', '家风传承'], chance),
      kind: '科学家教宣传',
      parents: here,
      children: between(0, 40, chance),
    });
  }
}

/** Gifts in whole hundreds of yuan. */
function* donations(region: Region, year: number, count: number, whole: number): Generator<LineRecord> {
  const chance = seeded(`donations-${year}`);
  const line = recorder(`fz${year % 100}`);
  const gifts = spread(whole / 100, count, chance, { least: 5, sway: 0.8 });
  const units = holders(region, count, { city: 4, county: 6, township: 4 }, chance);
  for (const [i, hundreds] of gifts.entries()) {
    yield line('donations', units[i] ?? CITY, dayWithin(`${year}-01-10`, `${year}-12-20`, chance), {
      direction: '收到',
      amount: hundreds * 100,
      fund: oneOf(FUNDS, chance),
      donor: oneOf(DONORS, chance),
    });
  }
}

/** 669 women and children, one line each. */
function* relief(region: Region): Generator<LineRecord> {
  const chance = seeded('relief-2013');
  const line = recorder('fz13');
  const units = holders(region, 669, { city: 1, county: 4, township: 6, village: 7 }, chance);
  for (const [i, unit] of units.entries()) {
    const { born, ...who } = oneOf(NEEDY, chance);
    yield line('relief', unit, dayWithin('2013-01-12', '2013-12-22', chance), {
      ...who,
      person: inventedName(2000 + i),
      birth: `${born + between(0, 4, chance)}-0${between(1, 9, chance)}-${between(10, 28, chance)}`,
      amount: between(3, 20, chance) * 100,
      means: ['资金'],
    });
  }
}

/** Visits at the festivals; 004 names them without figures. */
function* condolence(region: Region): Generator<LineRecord> {
  const chance = seeded('condolence-2013');
  const line = recorder('fz13');
  for (const [occasion, from, to] of [
    ['春节', '2013-01-25', '2013-02-08'],
    ['三八', '2013-03-04', '2013-03-08'],
    ['母亲节', '2013-05-08', '2013-05-12'],
  ] as const) {
    for (const unit of holders(region, 16, { city: 1, county: 8, township: 4 }, chance)) {
      const people = between(3, 20, chance);
      yield line('condolence', unit, dayWithin(from, to, chance), {
        occasion,
        class: oneOf(['贫困母亲', '优秀母亲', '贫困妇干'], chance),
        people,
        each: 500,
        sum: people * 500,
      });
    }
  }
}
