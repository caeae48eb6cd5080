import type { LineRecord } from '../../contracts/exchange.ts';
import { between, dayAfter, dayWithin, oneOf, seeded, spread } from '../chance.ts';
import { inventedName } from '../people.ts';
import type { Region } from '../places.ts';
import { recorder } from '../recorder.ts';
import { CITY, countiesOf, countyCode2013, holders, OPENING_2012 } from './holders.ts';

const BANKS = ['邮政储蓄银行', '农村信用社', '样例村镇银行'];
const PROJECTS = [
  '水产养殖',
  '茶叶加工',
  '开小超市',
  '服装店',
  '蔬菜大棚',
  '家政服务部',
  '橄榄种植',
  '餐饮店',
  '来料加工',
];
const TRADES = ['家政', '餐饮', '纺织', '电子', '商贸', '综合'];
const CROPS = ['茉莉花', '橄榄', '脐橙', '海带', '食用菌', '茶叶', '花卉', '手工编织'];
/** Grades of the 54 bases in turn: most are the city's own. */
const GRADES = ['市级', '市级', '市级', '省级', '市级', '全国级'];

/** 004 §2: loans, job fairs, bases and the women's wood. */
export function* development(region: Region): Generator<LineRecord> {
  yield* loans(region);
  yield* jobFairs(region);
  yield* bases(region);
  yield* trees(region);
}

/** 1,527 loans that sum to 88,880,000 yuan, in whole thousands; 2012 as opening lines of the counties. */
function* loans(region: Region): Generator<LineRecord> {
  const chance = seeded('loans-2013');
  const line = recorder('fz13');
  const thousands = spread(88_880, 1527, chance, { least: 20, sway: 0.85 });
  const units = holders(region, thousands.length, { county: 3, township: 14, village: 2 }, chance);
  for (const [i, amount] of thousands.entries()) {
    const day = dayWithin('2013-01-15', '2013-12-20', chance);
    yield line('loans', units[i] ?? CITY, day, {
      amount: amount * 1000,
      person: inventedName(i),
      birth: `${between(1963, 1990, chance)}-0${between(1, 9, chance)}-${between(10, 28, chance)}`,
      project: oneOf(PROJECTS, chance),
      bank: oneOf(BANKS, chance),
      discount: true,
      due: dayAfter(day, 730),
    });
  }
  const counties = countiesOf(region);
  const before = seeded('loans-2012');
  const people = spread(1284, counties.length, before, { least: 20, sway: 0.4 });
  const opening = recorder('fz12-opening');
  for (const [i, county] of counties.entries()) {
    const count = people[i] ?? 0;
    const totals = { 'loans.amount': count * 55_000, 'loans.people': count, 'loans.count': count };
    yield opening('loans', countyCode2013(county), '2012-01-01', { totals }, OPENING_2012);
  }
}

/** 86 fairs, 13,170 women hired; 2012: 80 fairs. */
function* jobFairs(region: Region): Generator<LineRecord> {
  for (const [year, fairs, women] of [
    [2013, 86, 13_170],
    [2012, 80, 12_055],
  ] as const) {
    const chance = seeded(`job-fairs-${year}`);
    const line = recorder(`fz${year % 100}`);
    const hired = spread(women, fairs, chance, { least: 30, sway: 0.7 });
    const units = holders(region, fairs, { city: 3, county: 9, township: 14 }, chance);
    for (const [i, here] of hired.entries()) {
      yield line('job-fairs', units[i] ?? CITY, dayWithin(`${year}-02-16`, `${year}-11-30`, chance), {
        topic: oneOf(
          ['春风行动招聘会', '“三八”女性专场招聘会', '下岗女工再就业招聘会', '女大学生招聘会'],
          chance,
        ),
        employers: between(12, 60, chance),
        vacancies: here * 2 + between(20, 200, chance),
        applicants: here + between(20, 260, chance),
        hired: here,
        reemployed: Math.floor(here * 0.2),
        trade: oneOf(TRADES, chance),
      });
    }
  }
}

/** 54 model bases and villages of city grade and above. */
function* bases(region: Region): Generator<LineRecord> {
  const chance = seeded('bases-2013');
  const line = recorder('fz13');
  const units = holders(region, 54, { county: 1, township: 3, village: 4 }, chance);
  for (const [i, unit] of units.entries()) {
    const trade = oneOf(CROPS, chance);
    const kind = i % 4 === 0 ? '巾帼示范村' : '巾帼示范基地';
    yield line('bases', unit, dayWithin('2013-03-01', '2013-11-28', chance), {
      name: `样例${trade}${kind}${i + 1}`,
      kind,
      grade: GRADES[i % GRADES.length],
      trade,
      households: between(12, 160, chance),
      women: between(15, 220, chance),
    });
  }
}

/** 10,326 saplings in 41 plantings: 1万多株. */
function* trees(region: Region): Generator<LineRecord> {
  const chance = seeded('trees-2013');
  const line = recorder('fz13-trees');
  const planted = spread(10_326, 41, chance, { least: 40, sway: 0.7 });
  const units = holders(region, planted.length, { county: 2, township: 5, village: 4 }, chance);
  for (const [i, count] of planted.entries()) {
    const people = between(20, 90, chance);
    yield line('activities', units[i] ?? CITY, dayWithin('2013-02-27', '2013-04-12', chance), {
      topic: '营建巾帼林',
      kind: '植树造林',
      people,
      women: people - between(0, 8, chance),
      festival: '三八',
      trees: count,
    });
  }
}
