import type { LineRecord } from '../../contracts/exchange.ts';
import { between, dayWithin, oneOf, seeded } from '../chance.ts';
import type { Region } from '../places.ts';
import { recorder } from '../recorder.ts';
import { CITY, holders } from './holders.ts';

const FOUR = { plate: true, board: true, rules: true, files: true };
const CENTRE = '海峡妇女儿童活动中心';
/** Sums put in until the end of 2013: 1.7亿(含拆迁征地), never more than a tenth of a billion at a time. */
const PUT: readonly (readonly [day: string, stage: string, use: string, yuan: number])[] = [
  ['2010-06-18', '拆迁征地', '拆迁征地', 38_000_000],
  ['2011-03-22', '拆迁征地', '拆迁征地', 24_000_000],
  ['2011-12-15', '主体施工', '建筑施工', 41_000_000],
  ['2012-10-30', '主体封顶', '建筑施工', 35_000_000],
  ['2013-05-20', '外墙落架', '建筑施工', 27_500_000],
  ['2013-11-12', '二次装修', '设计监理', 4_500_000],
];

/** 004 §5, §7: the centre, women's homes, homes for left-behind children, and the prizes for papers. */
export function* venues(region: Region): Generator<LineRecord> {
  const chance = seeded('venues-2013');
  const line = recorder('fz13');
  for (const [i, [day, stage, use, put]] of PUT.entries()) {
    yield line('projects', CITY, day, {
      project: CENTRE,
      stage,
      use,
      put,
      ...(i === 0 ? { first: true } : {}),
    });
  }
  for (const [grade, count] of [
    ['省级', 27],
    ['市级', 30],
  ] as const) {
    for (const unit of holders(region, count, { township: 2, village: 7 }, chance)) {
      yield line('venues', unit, dayWithin('2010-03-08', '2012-11-30', chance), {
        name: '妇女之家',
        kind: '妇女之家',
        setting: unit.length === 9 ? '乡镇街道' : '村',
        ...FOUR,
        grade,
        named: dayWithin('2013-05-10', '2013-11-20', chance),
        carried: true,
        people: between(40, 260, chance),
      });
    }
  }
  for (const [i, unit] of holders(region, 56, { city: 4, county: 9 }, chance).entries()) {
    const setting = oneOf(['机关', '事业单位', '巾帼文明岗', '行业窗口'], chance);
    yield line('venues', unit, dayWithin('2013-02-20', '2013-12-10', chance), {
      name: `样例${setting}妇女之家${i + 1}`,
      kind: '妇女之家',
      setting,
      ...FOUR,
      files: i % 5 !== 0,
    });
  }
  for (const unit of holders(region, 12, { township: 4, village: 8 }, chance)) {
    yield line('venues', unit, dayWithin('2013-04-10', '2013-11-15', chance), {
      name: '留守流动儿童之家',
      kind: '留守流动儿童之家',
      setting: '学校',
      plate: true,
      aided: true,
      people: between(30, 120, chance),
    });
  }
  for (const [i, unit] of holders(region, 28, { city: 3, county: 7, township: 2 }, chance).entries()) {
    yield line('papers', unit, dayWithin('2013-09-10', '2013-10-30', chance), {
      topic: `样例论文${i + 1}:${oneOf(['妇联组织参与社会管理', '农村妇女创业', '家庭教育新模式', '妇女权益保障'], chance)}`,
      kind: '研讨论文',
      call: '省妇女理论研究论文评选',
      grade: '省级',
      prize: oneOf(['一等奖', '二等奖', '三等奖', '优秀奖'], chance),
    });
  }
}
