import type { LineRecord } from '../../contracts/exchange.ts';
import { between, dayWithin, oneOf, seeded, spread } from '../chance.ts';
import type { Region } from '../places.ts';
import { recorder } from '../recorder.ts';
import { CITY, holders, type Mix } from './holders.ts';

const LAWS = ['妇女权益保障法', '婚姻法', '未成年人保护法', '反家庭暴力', '农村土地承包法'];
const FORMS = ['送法上门', '送法进社区', '反邪知识进家庭', '法律咨询', '现场宣传'];

/** 004 §3–5, §7: law publicity, lectures, health days, moral lectures. */
export function* activities(region: Region): Generator<LineRecord> {
  yield* lawPublicity(region);
  yield* lectures(region, '公益讲座', '“幸福家庭魅力女性”公益大讲堂', 74, {
    city: 4,
    county: 6,
    township: 5,
  });
  yield* lectures(region, '道德讲堂', '道德讲堂', 12, { city: 1 });
  yield* healthDays(region);
}

/** 130 events, 103,846 women reached (10万余名); street days reach many, none over 2,000. */
function* lawPublicity(region: Region): Generator<LineRecord> {
  const chance = seeded('law-2013');
  const line = recorder('fz13');
  const women = spread(103_846, 130, chance, { least: 60, sway: 0.85 });
  const units = holders(region, women.length, { city: 2, county: 6, township: 9, village: 3 }, chance);
  for (const [i, count] of women.entries()) {
    yield line('law-publicity', units[i] ?? CITY, dayWithin('2013-01-20', '2013-12-06', chance), {
      topic: oneOf(LAWS, chance),
      form: oneOf(FORMS, chance),
      people: count + between(10, 220, chance),
      women: count,
      partner: oneOf(['司法局', '公安局', '法院', '普法志愿者'], chance),
    });
  }
}

function* lectures(
  region: Region,
  kind: string,
  topic: string,
  count: number,
  mix: Mix,
): Generator<LineRecord> {
  const chance = seeded(`${kind}-2013`);
  const line = recorder(`fz13-${count}`);
  for (const unit of holders(region, count, mix, chance)) {
    const people = between(45, 240, chance);
    yield line('activities', unit, dayWithin('2013-01-18', '2013-12-12', chance), {
      topic,
      kind,
      people,
      women: people - between(0, 30, chance),
    });
  }
}

/** 20,418 women and children served (2万余人) on 96 health days. */
function* healthDays(region: Region): Generator<LineRecord> {
  const chance = seeded('health-2013');
  const line = recorder('fz13-health');
  const served = spread(20_418, 96, chance, { least: 30, sway: 0.7 });
  const units = holders(region, served.length, { city: 1, county: 6, township: 9, village: 3 }, chance);
  for (const [i, count] of served.entries()) {
    yield line('activities', units[i] ?? CITY, dayWithin('2013-03-05', '2013-11-30', chance), {
      topic: oneOf(
        ['“关爱母亲健康”义诊', '“妇女健康关爱月”', '儿童先天性心脏病免费手术征询', '贫困“两癌”妇女救助'],
        chance,
      ),
      kind: '健康关爱',
      people: count + between(5, 30, chance),
      women: Math.floor(count * 0.8),
      beneficiaries: count,
      partner: '卫生部门',
    });
  }
}
