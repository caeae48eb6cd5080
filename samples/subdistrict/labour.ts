import type { LineRecord } from '../../contracts/exchange.ts';
import { between, dayWithin, oneOf, seeded } from '../chance.ts';
import { inventedName } from '../people.ts';
import { recorder } from '../recorder.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from '../units.ts';

const TRADES = ['餐饮', '家政', '棉纺', '商贸', '番茄加工', '建筑小工'];
const TRANSFERRED = 261;
/**
 * 001-K contradicts itself here and the sample keeps it: 261 = 258 + 3 = 231 + 30, but by place 248 + 9 = 257.
 * Four lines have no place, so the report shows 差 4 人:去向未填.
 */
const OWN_WAY = 258;
const LONG = 231;
const NEAR = 248;
const FAR = 9;

/** One line per woman who went to work elsewhere (001-K 三「第四」); persons are invented. */
export function* labour(): Generator<LineRecord> {
  const line = recorder('yj05');
  const chance = seeded('labour-2005');
  for (let i = 0; i < TRANSFERRED; i += 1) {
    // Steps that share no factor with 261 spread each split over the others.
    const byDuration = (i * 7) % TRANSFERRED;
    const byPlace = (i * 11) % TRANSFERRED;
    const place = byPlace < NEAR ? '本县市' : byPlace < NEAR + FAR ? '州外' : null;
    const unit = i >= OWN_WAY ? SUBDISTRICT.code : oneOf(SUBDISTRICT_VILLAGES, chance);
    yield line('labour', unit, dayWithin('2005-01-05', '2005-06-15', chance), {
      person: inventedName(400 + i),
      birth: `${between(1960, 1986, chance)}-0${between(1, 9, chance)}-${between(10, 28, chance)}`,
      way: i < OWN_WAY ? '自谋' : '集体组织',
      duration: byDuration < LONG ? '长期' : '季节性',
      ...(place ? { place } : {}),
      trade: oneOf(TRADES, chance),
      income: incomeOf(i, between(12, 79, chance) * 500),
    });
  }
}

/** 最高的年收入达6万元,最低的年收入达5000元: one of each, all others between. */
function incomeOf(i: number, usual: number): number {
  if (i === 17) return 60_000;
  return i === 61 ? 5_000 : usual;
}
