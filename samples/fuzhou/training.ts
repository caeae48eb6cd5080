import type { LineRecord } from '../../contracts/exchange.ts';
import { dayWithin, oneOf, seeded, spread } from '../chance.ts';
import type { Region } from '../places.ts';
import { recorder } from '../recorder.ts';
import { CITY, holders } from './holders.ts';

const SKILLS = [
  '茉莉花茶加工',
  '海带养殖',
  '橄榄栽培',
  '电商开店',
  '家政服务',
  '脐橙管护',
  '食用菌种植',
  '手工编织',
  '月嫂护理',
  '农家乐经营',
];

/** 004 §2: 72 classes of 双学双比 with 6,814 women, and the class for 150 heads of model posts; and 2012 to compare with. */
export function* training(region: Region): Generator<LineRecord> {
  yield* skillClasses(region, 2013, 72, 6814);
  yield* skillClasses(region, 2012, 65, 6092);
  const line = recorder('fz13-other');
  yield line('training', CITY, '2013-04-18', {
    topic: '“巾帼文明岗”创建工作',
    kind: '巾帼文明岗',
    people: 150,
    women: 141,
    audience: '文明岗负责人',
    way: '自己办',
  });
  yield line('training', CITY, '2013-10-21', {
    topic: '全市妇女干部研修班(浙江大学)',
    kind: '妇干',
    people: 52,
    women: 52,
    audience: '妇联干部',
    partner: '市委组织部',
    way: '联合举办',
    place: '杭州',
  });
  yield line('training', CITY, '2013-06-05', {
    topic: '省妇联基层妇女干部培训班',
    kind: '妇干',
    people: 18,
    women: 18,
    audience: '妇联干部',
    way: '选送参加',
  });
}

function* skillClasses(region: Region, year: number, sessions: number, women: number): Generator<LineRecord> {
  const chance = seeded(`training-${year}`);
  const line = recorder(`fz${year % 100}`);
  const sizes = spread(women, sessions, chance, { least: 38, sway: 0.6 });
  const units = holders(region, sessions, { city: 1, county: 6, township: 16, village: 7 }, chance);
  for (const [i, size] of sizes.entries()) {
    yield line('training', units[i] ?? CITY, dayWithin(`${year}-02-25`, `${year}-12-10`, chance), {
      topic: oneOf(SKILLS, chance),
      kind: '双学双比',
      // 004 says 培训妇女6814人: these classes are for women, so all who came are.
      people: size,
      women: size,
      audience: '妇女群众',
    });
  }
}
