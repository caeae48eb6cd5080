import type { LineRecord } from '../../contracts/exchange.ts';
import { seeded, spread } from '../chance.ts';
import { inventedName } from '../people.ts';
import { recorder } from '../recorder.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from '../units.ts';

/** Titles of earlier years, known as totals of each village: opening lines (期初) beside the new ones. */
const STOCK = [
  { kind: '三八红旗手', form: '个人', grade: '县级', count: 75, measure: 'honours.persons-in-stock' },
  { kind: '五好文明家庭', form: '家庭', grade: '乡级', count: 168, measure: 'honours.households-in-stock' },
  { kind: '十星级文明户', form: '家庭', grade: '乡级', count: 669, measure: 'honours.households-in-stock' },
] as const;
/** 评选出了15名…: with the three new 三八红旗手 the stock is 78. */
const PERSONS: readonly (readonly [kind: string, count: number])[] = [
  ['优秀女党员', 4],
  ['三八红旗手', 3],
  ['致富女能手', 4],
  ['优秀母亲', 1],
  ['巾帼建功标兵', 3],
];
const COLLECTIVES = ['妇女工作先进集体', '党建带妇建工作先进集体', '三学三比竞赛活动先进集体'];

/** Titles in stock and those given at the meeting of 1 March (001-K 一、二). */
export function* honours(): Generator<LineRecord> {
  const line = recorder('yj05');
  const chance = seeded('honours-2005');
  for (const { kind, form, grade, count, measure } of STOCK) {
    const shares = spread(count, SUBDISTRICT_VILLAGES.length, chance, { sway: 0.3 });
    for (const [i, village] of SUBDISTRICT_VILLAGES.entries()) {
      const share = shares[i] ?? 0;
      const totals = { 'honours.in-stock': share, [measure]: share };
      yield line(
        'honours',
        village,
        '2004-12-01',
        { kind, form, grade, carried: true, totals },
        {
          until: '2004-12-31',
          opening: 'rest',
          explanation: '样例:往年的称号只有总数。',
        },
      );
    }
  }
  let next = 700;
  for (const [kind, count] of PERSONS) {
    for (let i = 0; i < count; i += 1) {
      const data = { kind, form: '个人', grade: '乡级', person: inventedName(next), series: '三八表彰' };
      yield line('honours', SUBDISTRICT.code, '2005-03-01', data);
      next += 1;
    }
  }
  for (const [i, kind] of COLLECTIVES.entries()) {
    const data = { kind, form: '集体', grade: '乡级', collective: `样例集体${i + 1}`, series: '三八表彰' };
    yield line('honours', SUBDISTRICT.code, '2005-03-01', data);
  }
}
