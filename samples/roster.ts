import type { ExchangeRecord, PersonRecord, PostRecord } from '../contracts/exchange.ts';
import { between, type Chance, oneOf, seeded } from './chance.ts';
import { inventedName } from './people.ts';
import type { Region } from './places.ts';

/** What a line of the cadres' ledger and a file of the roster both tell of one invented cadre. */
export interface CadreTold {
  readonly key: string;
  readonly unit: string;
  readonly day: string;
  readonly name: string;
  readonly birth: string;
  readonly post: string;
  readonly fulltime: '专职' | '兼职';
  readonly posts?: number;
  readonly schooling: NonNullable<PersonRecord['schooling']>;
}

/** The same cadre as a person with her dated post (花名册): the ledger's line is what her unit wrote down of her. */
export function* cadreFile(c: CadreTold): Generator<ExchangeRecord> {
  const chance = seeded(`roster/${c.key}`);
  yield {
    type: 'person',
    id: `roster-${c.key}`,
    name: c.name,
    sex: '女',
    birth: c.birth,
    schooling: c.schooling,
    ...about(chance, c.day),
  };
  yield {
    type: 'post',
    id: `roster-${c.key}-post`,
    person: `roster-${c.key}`,
    unit: c.unit,
    title: c.post,
    from: c.day,
    to: null,
    fulltime: c.fulltime === '专职' ? 'full' : 'part',
    ...(c.posts ? { extra: c.posts, extraNames: EXTRA.slice(0, c.posts).join('、') } : {}),
    ...(/主席/.test(c.post) ? { termUntil: termAfter(c.day) } : {}),
    startReason: '选举',
  };
}

const EXTRA = ['计生', '统计', '信访', '档案'];
const about = (
  chance: Chance,
  day: string,
): Pick<PersonRecord, 'ethnic' | 'party' | 'establishment' | 'womenSince'> => ({
  ethnic: chance() < 0.93 ? '汉族' : oneOf(['畲族', '回族', '满族'], chance),
  party: chance() < 0.7 ? '中共党员' : '群众',
  establishment: oneOf(['公务员', '事业编制', '聘用', '无编制'], chance),
  womenSince: `${Number(day.slice(0, 4)) - between(0, 12, chance)}-03-08`,
});

/** Five years; one more term where the first is over long ago, so that some are due and some just begun. */
function termAfter(day: string): string {
  let year = Number(day.slice(0, 4)) + 5;
  while (year < 2026) year += 5;
  return `${year}${day.slice(4)}`;
}

const SCHOOLING = ['高中或中专', '大专', '大专', '本科', '本科', '研究生'];

/** Vice-chairs of all counties, executive members of the communities of 鼓楼区, one cadre who is entered twice. */
export function* restOfRoster(region: Region): Generator<ExchangeRecord> {
  const chance = seeded('rest of roster');
  const seats: { unit: string; title: string; kind: NonNullable<PostRecord['kind']> }[] = [];
  for (const county of region.counties) {
    for (const title of ['主席', '副主席'])
      if (county.code !== '350102') seats.push({ unit: county.code, title, kind: 'cadre' });
    for (const t of county.townships.slice(0, county.code === '350102' ? 99 : 3)) {
      seats.push({ unit: t.code, title: '副主席', kind: 'cadre' });
      if (county.code === '350102')
        for (const village of t.villages.slice(0, 4))
          seats.push({ unit: village, title: '执委', kind: 'executive' });
    }
  }
  for (const [i, { unit, title, kind }] of seats.entries()) {
    const id = `rest-${unit}-${title}`;
    const from = `20${between(15, 24, chance)}-0${between(1, 9, chance)}-08`;
    yield {
      type: 'person',
      id,
      name: inventedName(5000 + i),
      sex: '女',
      birthMonth: `${between(1968, 1999, chance)}-0${between(1, 9, chance)}`,
      schooling: oneOf(SCHOOLING, chance),
      ...about(chance, from),
    };
    yield {
      type: 'post',
      id: `${id}-post`,
      person: id,
      unit,
      title,
      from,
      to: null,
      ...(kind === 'cadre' ? { termUntil: termAfter(from) } : { kind }),
      fulltime: chance() < 0.3 ? 'full' : 'part',
      ...(chance() < 0.4 ? { extra: between(1, 3, chance) } : {}),
    };
  }
  yield* enteredTwice();
}

/** Two files of one invented person: the street wrote her down, and the county again. */
function* enteredTwice(): Generator<ExchangeRecord> {
  for (const [i, unit] of ['350102001', '350102'].entries()) {
    const id = `twice-${i}`;
    yield { type: 'person', id, name: '样例重名', sex: '女', birthMonth: '1987-06', schooling: '本科' };
    yield {
      type: 'post',
      id: `${id}-post`,
      person: id,
      unit,
      title: '干事',
      from: `202${i + 1}-03-01`,
      to: null,
    };
  }
}
