import type { ExchangeRecord, LineRecord } from '../../contracts/exchange.ts';

/** An invented place with all that time does to units and lines: enough to see that nothing gets lost on the way. */
export function smallPlace(): ExchangeRecord[] {
  return [
    ...UNITS.map(
      ([code, name, level, parent, kind = 'federation', from = null]): ExchangeRecord => ({
        type: 'unit',
        code,
        name,
        level,
        kind,
        parent,
        from,
        to: null,
      }),
    ),
    { type: 'unit-change', change: 'move', code: '990101002', day: '2013-07-01', parent: '990102' },
    {
      type: 'unit-change',
      change: 'rename',
      code: '990102',
      day: '2014-01-01',
      name: '乙区妇联',
      newCode: '990103',
    },
    { type: 'unit-change', change: 'merge', code: '990102003', day: '2014-03-01', into: '990102004' },
    { type: 'unit-change', change: 'close', code: '990101001002', day: '2014-05-05', reason: '村并入社区' },
    { type: 'person', id: 'p1', name: '样例甲', sex: '女', birth: '1980-02-29' },
    { type: 'person', id: 'p2', name: '样例乙' },
    { type: 'post', id: 'o1', person: 'p1', unit: '990101', title: '主席', from: '2012-01-01', to: null },
    { type: 'post', id: 'o2', person: 'p1', unit: '990102', title: '主席', from: null, to: '2012-01-01' },
    training('t1', '990101001001', '2013-03-05', { people: 40, women: 38 }),
    training('t2', '990101002001', '2013-06-30', { people: 20, women: 20 }),
    training('t3', '990101002001', '2013-07-01', { people: 30, women: 21 }),
    {
      ...training('t4', '990101', '2013-05-01', { people: 50, women: 41, due: 40 }),
      explanation: '多来一人',
    },
    {
      ...training('t5', '990100', '2013-09-09', { people: 12, women: 12, kind: '妇干' }),
      joint: ['990101', '990102'],
    },
    training('t6', '990102003', '2013-10-10', { people: 33, women: 30 }),
    {
      type: 'line',
      id: 't7',
      ledger: 'training',
      unit: '990102',
      day: '2012-01-01',
      until: '2012-12-31',
      data: { totals: { 'training.people': 500, 'training.sessions': 9 } },
      opening: 'covers',
    },
    {
      type: 'correction',
      id: 'c1',
      line: 't1',
      set: { people: 44, place: '村部' },
      day: '2013-03-06',
      reason: '数错了',
    },
    { type: 'correction', id: 'c2', line: 't1', set: { place: null }, reason: '地点不对' },
    { type: 'withdrawal', id: 'w1', line: 't3', reason: '重复' },
    { type: 'withdrawal', id: 'w2', line: 't6', reason: '记错村' },
    { type: 'restoration', id: 'r1', line: 't6', reason: '没有记错' },
    { type: 'zero', unit: '990101001001', ledger: 'training', month: '2013-04' },
  ];
}

type UnitRow = readonly [
  code: string,
  name: string,
  level: 'nation' | 'province' | 'city' | 'county' | 'township' | 'village',
  parent: string | null,
  kind?: 'federation' | 'department',
  from?: string,
];
const UNITS: readonly UnitRow[] = [
  ['990101001001', '一村妇联', 'village', '990101001'],
  ['990101001002', '二村妇联', 'village', '990101001'],
  ['990101002001', '三村妇联', 'village', '990101002'],
  ['000000', '全国妇联', 'nation', null],
  ['990000', '样例省妇联', 'province', '000000'],
  ['990100', '样例市妇联', 'city', '990000'],
  ['990100-BGS', '办公室', 'city', '990100', 'department'],
  ['990101', '甲区妇联', 'county', '990100'],
  ['990102', '乙县妇联', 'county', '990100'],
  ['990101001', '东街道妇联', 'township', '990101'],
  ['990101002', '西镇妇联', 'township', '990101'],
  ['990102003', '南镇妇联', 'township', '990102'],
  ['990102004', '北镇妇联', 'township', '990102', 'federation', '2013-01-01'],
  ['990102003001', '四村妇联', 'village', '990102003'],
];

export const training = (
  id: string,
  unit: string,
  day: string,
  more: Readonly<Record<string, unknown>>,
): LineRecord => ({
  type: 'line',
  id,
  ledger: 'training',
  unit,
  day,
  data: { topic: '果树嫁接', kind: '双学双比', people: 40, women: 38, ...more },
});
