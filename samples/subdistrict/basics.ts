import type { LineRecord } from '../../contracts/exchange.ts';
import { seeded, spread } from '../chance.ts';
import { recorder } from '../recorder.ts';
import { SUBDISTRICT, SUBDISTRICT_VILLAGES } from '../units.ts';

/** Sums over the eight villages and the sub-district's own organ branch (001-K 一). Order of fields as on the sheet. */
const VILLAGE_SUMS: Readonly<Record<string, number>> = {
  population: 6292,
  households: 2074,
  women1860: 1734,
  minoritywomen: 414,
  children: 1194,
  girls: 583,
  floating: 16000,
  floatingwomen: 5371,
  partymembers: 193,
  partywomen: 39,
  activists: 100,
  womenactivists: 34,
  surplus: 595,
};
/** 211 party members and 45 women, 109 activists and 38 women, nine branches: what is not in the villages. */
const ORGAN = { branches: 1, partymembers: 18, partywomen: 6, activists: 9, womenactivists: 4 };
export const SHEET_DAY = '2005-06-20';

/** The situation sheets of the half-year and the register of women's organisations. */
export function* basics(): Generator<LineRecord> {
  const line = recorder('yj05');
  const chance = seeded('situation-2005');
  const count = SUBDISTRICT_VILLAGES.length;
  const columns = Object.entries(VILLAGE_SUMS).map(
    ([field, sum]) => [field, spread(sum, count, chance, { sway: 0.12 })] as const,
  );
  for (const [i, village] of SUBDISTRICT_VILLAGES.entries()) {
    const sheet = Object.fromEntries(columns.map(([field, parts]) => [field, parts[i]]));
    yield line('situation', village, SHEET_DAY, { villages: 1, branches: 1, ...sheet });
  }
  yield line('situation', SUBDISTRICT.code, SHEET_DAY, ORGAN);
  for (const [i, name] of ['东渠', '柳坝', '杏园', '南庄', '石桥', '新湖', '麦场', '红柳'].entries()) {
    yield line('organisations', SUBDISTRICT.code, `2002-03-${10 + i}`, {
      name: `样例${name}村`,
      place: '村',
      kind: '妇代会',
      founded: `1998-05-${10 + i}`,
      plate: true,
    });
  }
  for (const [i, [name, place]] of GROUPS.entries()) {
    yield line('organisations', SUBDISTRICT.code, `2003-03-${10 + i}`, {
      name: `样例街道${name}`,
      place,
      kind: '妇委会',
      founded: `2001-09-${10 + i}`,
      plate: true,
    });
  }
}

const GROUPS: readonly (readonly [name: string, place: string])[] = [
  ['机关', '机关'],
  ['学校', '事业单位'],
  ['农贸市场', '企业'],
  ['纺织厂', '企业'],
];
