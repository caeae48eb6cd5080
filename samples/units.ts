import type { ExchangeRecord, UnitRecord } from '../contracts/exchange.ts';
import type { Level, UnitKind } from '../contracts/ledger.ts';
import { NATION, type Region } from './places.ts';

/** 长乐: a county-level city (350182) until it became a district (350112); one unit, renamed with a new code. */
export const CHANGLE = {
  before: '350182',
  after: '350112',
  name: '长乐市妇联',
  today: '长乐区妇联',
  day: '2017-11-06',
} as const;
/** The invented sub-district 样例街道 with its eight invented villages: no such place exists. */
export const SUBDISTRICT = { code: '652301900', name: '样例街道妇联', parent: '652301' } as const;
const VILLAGES = ['东渠', '柳坝', '杏园', '南庄', '石桥', '新湖', '麦场', '红柳'] as const;
export const SUBDISTRICT_VILLAGES: readonly string[] = VILLAGES.map((_, i) => `652301900${201 + i}`);

const DEPARTMENTS: readonly (readonly [code: string, name: string])[] = [
  ['BGS', '办公室'],
  ['ZXB', '组织宣传部'],
  ['QYB', '权益部'],
  ['FZB', '城乡发展部'],
  ['JEB', '家庭儿童部'],
  ['FEB', '妇儿工委办'],
];
const MEMBERS: readonly (readonly [code: string, name: string])[] = [
  ['JY', '教育局'],
  ['GA', '公安局'],
  ['MZ', '民政局'],
  ['SF', '司法局'],
  ['RS', '人力资源和社会保障局'],
  ['WJ', '卫生健康委员会'],
  ['TJ', '统计局'],
];

/** Every unit of the sample world, parents before children, then the dated change of 长乐. */
export function* sampleUnits(region: Region): Generator<ExchangeRecord> {
  yield unit(NATION.code, NATION.name, 'nation', null);
  for (const place of region.places) {
    if (place.code === CHANGLE.after) {
      yield unit(CHANGLE.before, CHANGLE.name, 'county', place.parent);
    } else {
      const parent = place.parent === CHANGLE.after ? CHANGLE.before : place.parent;
      yield unit(place.code, place.name, place.level, parent);
    }
  }
  yield unit(SUBDISTRICT.code, SUBDISTRICT.name, 'township', SUBDISTRICT.parent);
  for (const [i, name] of VILLAGES.entries()) {
    yield unit(SUBDISTRICT_VILLAGES[i] ?? '', `样例${name}村妇联`, 'village', SUBDISTRICT.code);
  }
  yield* offices('350100', '福州市', 'city');
  yield* offices('350102', '鼓楼区', 'county');
  yield* offices('652301', '昌吉市', 'county');
  yield* groups();
  yield {
    type: 'unit-change',
    change: 'rename',
    code: CHANGLE.before,
    day: CHANGLE.day,
    name: CHANGLE.today,
    newCode: CHANGLE.after,
  };
}

/** Departments of a federation and the member units of the committee office beside it. */
function* offices(parent: string, place: string, level: Level): Generator<UnitRecord> {
  for (const [code, name] of DEPARTMENTS) yield unit(`${parent}-${code}`, name, level, parent, 'department');
  for (const [code, name] of MEMBERS)
    yield unit(`${parent}-M${code}`, `${place}${name}`, level, parent, 'member');
}

/** Women's groups in organs and in new economic and social organisations, and venues; the firms are invented. */
function* groups(): Generator<UnitRecord> {
  yield unit('350100-G01', '福州市直机关妇工委', 'city', '350100', 'group');
  yield unit('350100-G02', '福州市教育系统妇委会', 'city', '350100', 'group');
  yield unit('350100-G03', '福州市卫生系统妇委会', 'city', '350100', 'group');
  yield unit('350102-G01', '样例软件公司妇委会', 'county', '350102', 'group');
  yield unit('350102-G02', '样例社工中心妇女小组', 'county', '350102', 'group');
  for (const [i, name] of ['机关', '学校', '农贸市场', '纺织厂'].entries()) {
    yield unit(
      `${SUBDISTRICT.code}-G0${i + 1}`,
      `样例街道${name}妇委会`,
      'township',
      SUBDISTRICT.code,
      'group',
    );
  }
  yield unit('350100-V01', '海峡妇女儿童活动中心', 'city', '350100', 'venue');
  yield unit('350102-V01', '鼓楼区妇女儿童之家', 'county', '350102', 'venue');
  yield unit(`${SUBDISTRICT.code}-V01`, '样例街道妇女之家', 'township', SUBDISTRICT.code, 'venue');
}

function unit(
  code: string,
  name: string,
  level: Level,
  parent: string | null,
  kind: UnitKind = 'federation',
): UnitRecord {
  return { type: 'unit', code, name, level, kind, parent, from: null, to: null };
}
