import type { LineRecord } from '../../contracts/exchange.ts';
import { between, type Chance, dayAfter, dayWithin, oneOf, seeded, spread } from '../chance.ts';
import type { Region } from '../places.ts';
import { recorder } from '../recorder.ts';
import { CITY, countiesOf, countyCode2013, holders, OPENING_2012 } from './holders.ts';

const CHANNELS = ['来访', '来访', '来访', '来电', '来电', '来信', '网络', '上级交办', '主席接访'];
const CAUSES = [
  '婚姻家庭',
  '婚姻家庭',
  '婚姻家庭',
  '家庭暴力',
  '财产权益',
  '劳动权益',
  '土地权益',
  '儿童权益',
  '生活困难',
  '其他',
];
const RESULTS = [
  '答复解释',
  '答复解释',
  '调解成功',
  '调解成功',
  '转法律援助',
  '转法院',
  '转公安',
  '转其他部门',
  '救助帮扶',
];
const LAST = '2013-12-31';

/** 004 §3: 1,455 letters and visits of 2013, every one closed within the year; 2012 as opening lines of the counties. */
export function* petitions(region: Region): Generator<LineRecord> {
  const chance = seeded('petitions-2013');
  const line = recorder('fz13');
  const units = holders(region, 1455, { city: 8, county: 30, township: 40, village: 22 }, chance);
  for (const unit of units) {
    const day = dayWithin('2013-01-04', '2013-12-27', chance);
    yield line('petitions', unit, day, {
      channel: oneOf(CHANNELS, chance),
      cause: oneOf(CAUSES, chance),
      closed: closedAfter(day, chance),
      result: oneOf(RESULTS, chance),
      satisfied: oneOf(['满意', '满意', '基本满意'], chance),
    });
  }
  yield* petitionsOf2012(region);
}

function closedAfter(day: string, chance: Chance): string {
  const closed = dayAfter(day, between(0, 40, chance));
  return closed > LAST ? LAST : closed;
}

/** Before the ledgers began only county totals are known: one opening line (期初) each. */
function* petitionsOf2012(region: Region): Generator<LineRecord> {
  const line = recorder('fz12-opening');
  const counties = countiesOf(region);
  const sizes = spread(1398, counties.length + 1, seeded('petitions-2012'), { least: 20, sway: 0.4 });
  for (const [i, unit] of [CITY, ...counties.map(countyCode2013)].entries()) {
    const count = sizes[i] ?? 0;
    const totals = { 'petitions.received': count, 'petitions.closed': count };
    yield line('petitions', unit, '2012-01-01', { totals }, OPENING_2012);
  }
}
