import type { ExchangeRecord } from '../../contracts/exchange.ts';
import { between, type Chance, oneOf, seeded } from '../chance.ts';
import { inventedName } from '../people.ts';
import { type County, countyOf, type Region } from '../places.ts';
import { recorder } from '../recorder.ts';
import { type CadreTold, cadreFile } from '../roster.ts';

const COUNTY = '350102';

/**
 * What stands in 鼓楼区 at the end of last year: a situation sheet and a women's home of every village and
 * community, and a roster of cadres. Rates and home pages need denominators to live.
 */
export function* standing(region: Region, today: string): Generator<ExchangeRecord> {
  const day = `${Number(today.slice(0, 4)) - 1}-12-31`;
  const county = countyOf(region, COUNTY);
  const chance = seeded('standing');
  const line = recorder(`now-${day}`);
  for (const village of county.townships.flatMap((t) => t.villages)) {
    yield line('situation', village, day, sheet(chance));
    yield line('venues', village, '2016-03-08', {
      name: '妇女之家',
      kind: '妇女之家',
      setting: '社区',
      plate: true,
      board: true,
      rules: true,
      files: chance() < 0.9,
      people: between(30, 200, chance),
    });
  }
  yield* roster(county, chance, line);
}

function sheet(chance: Chance): Record<string, number> {
  const population = between(2800, 9800, chance);
  const females = Math.round(population * (0.49 + chance() * 0.04));
  const children = Math.round(population * (0.11 + chance() * 0.05));
  const partymembers = between(60, 260, chance);
  const floating = between(200, 3200, chance);
  return {
    communities: 1,
    branches: between(1, 4, chance),
    population,
    households: Math.round(population / 2.7),
    females,
    women1860: Math.round(females * 0.64),
    children,
    girls: Math.round(children * 0.48),
    floating,
    floatingwomen: Math.round(floating * 0.44),
    partymembers,
    partywomen: Math.round(partymembers * (0.28 + chance() * 0.15)),
  };
}

/** The county's chair and officers, one chair for each sub-district; all invented. */
function* roster(
  county: County,
  chance: Chance,
  line: ReturnType<typeof recorder>,
): Generator<ExchangeRecord> {
  const seats = [
    ...['主席', '副主席', '权益部部长', '办公室主任'].map((post) => ({ unit: COUNTY, post })),
    ...county.townships.map((t) => ({ unit: t.code, post: '妇联主席' })),
    ...county.townships.flatMap((t) => t.villages.slice(0, 2)).map((unit) => ({ unit, post: '妇联主席' })),
  ];
  for (const [i, { unit, post }] of seats.entries()) {
    const own = unit === COUNTY;
    const day = `20${between(16, 23, chance)}-0${between(1, 9, chance)}-15`;
    const told = {
      person: inventedName(3000 + i),
      birth: `${between(1970, 1992, chance)}-0${between(1, 9, chance)}-${between(10, 28, chance)}`,
      post,
      fulltime: own ? '专职' : '兼职',
      ...(own ? {} : { posts: between(0, 3, chance) }),
      trained: chance() < 0.9,
      schooling: oneOf(['大专', '本科', '本科', '研究生'], chance),
    } as const;
    yield line('cadres', unit, day, told);
    const cadre: CadreTold = { ...told, key: `${unit}-${i}`, unit, day, name: told.person };
    yield* cadreFile(cadre);
  }
}
