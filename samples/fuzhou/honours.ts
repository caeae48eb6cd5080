import type { LineRecord } from '../../contracts/exchange.ts';
import { type Chance, dayWithin, oneOf, seeded } from '../chance.ts';
import { inventedName } from '../people.ts';
import type { Region } from '../places.ts';
import { type Recorder, recorder } from '../recorder.ts';
import { CITY, holders } from './holders.ts';

interface Award {
  readonly kind: string;
  readonly form: '个人' | '集体' | '家庭';
  readonly count: number;
  readonly series: string;
  /** Grade of all; otherwise a mixture of 市级, 省级 and 全国级. */
  readonly grade?: string;
  readonly by?: string;
}
/** 004 §2–4: every title that the year's report counts. */
const AWARDS: readonly Award[] = [
  { kind: '巾帼建功标兵', form: '个人', count: 94, series: '巾帼建功' },
  { kind: '巾帼文明岗', form: '集体', count: 114, series: '巾帼建功' },
  { kind: '农村妇女岗位建功先进集体', form: '集体', count: 2, series: '双学双比', grade: '全国级' },
  { kind: '农村科技致富女能手', form: '个人', count: 2, series: '双学双比', grade: '全国级' },
  { kind: '先进个人', form: '个人', count: 143, series: '典型评选' },
  { kind: '先进集体', form: '集体', count: 84, series: '典型评选' },
  { kind: '环保文明家庭', form: '家庭', count: 60, series: '家庭创建', grade: '市级' },
  { kind: '好妻子', form: '个人', count: 10, series: '家庭创建', grade: '市级' },
  { kind: '好母亲', form: '个人', count: 10, series: '家庭创建', grade: '市级' },
  {
    kind: '反拐工作表彰',
    form: '个人',
    count: 2,
    series: '维权',
    grade: '全国级',
    by: '国际劳工组织、全国妇联',
  },
  {
    kind: '反拐工作表彰',
    form: '集体',
    count: 1,
    series: '维权',
    grade: '全国级',
    by: '国际劳工组织、全国妇联',
  },
];
const MIXTURE = ['市级', '市级', '市级', '省级', '市级', '省级', '市级', '市级', '全国级', '市级'];
const BY: Readonly<Record<string, string>> = { 市级: '福州市妇联', 省级: '福建省妇联', 全国级: '全国妇联' };
const ORGANS = ['窗口', '支行', '护理组', '年级组', '班组', '客服中心', '收费站'];
const INDUSTRIES = ['金融', '卫生', '教育', '税务', '公安司法', '交通', '通信', '商贸', '电力'];

/**
 * Titles of 2013. The city enters those it gives; what province and nation gave is entered once, by the county of
 * the woman or the collective.
 */
export function* honours(region: Region): Generator<LineRecord> {
  const chance = seeded('honours-2013');
  const line = recorder('fz13');
  let person = 0;
  for (const award of AWARDS) {
    const units = holders(region, award.count, { county: 1 }, chance);
    for (const [i, unit] of units.entries()) {
      const grade = award.grade ?? MIXTURE[i % MIXTURE.length] ?? '市级';
      const name = inventedName(1000 + person++);
      const whom =
        award.form === '集体' ? { collective: `样例${oneOf(ORGANS, chance)}${i + 1}` } : { person: name };
      yield line('honours', grade === '市级' ? CITY : unit, dayWithin('2013-03-01', '2013-12-18', chance), {
        kind: award.kind,
        form: award.form,
        grade,
        series: award.series,
        by: award.by ?? BY[grade],
        ...whom,
      });
    }
  }
  yield* reviews(region, line, chance);
}

const KEPT = 726;
const REVOKED = 113;
/** The county whose posts went to the 平潭综合实验区妇联. */
const MOVED = { unit: '350128', count: 23, to: '平潭综合实验区妇联' };

/** 862 posts reviewed = 726 kept + 113 revoked + 23 handed over. */
function* reviews(region: Region, line: Recorder, chance: Chance): Generator<LineRecord> {
  const units = holders(region, KEPT + REVOKED, { city: 2, county: 9 }, chance);
  for (const [i, unit] of units.entries()) {
    const result =
      i < KEPT ? { result: '保留' } : { result: '撤销', reason: oneOf(['机构撤并', '不再符合条件'], chance) };
    yield line('post-review', unit, dayWithin('2013-04-01', '2013-07-31', chance), {
      post: `样例${oneOf(ORGANS, chance)}文明岗${i + 1}`,
      grade: MIXTURE[i % MIXTURE.length],
      industry: oneOf(INDUSTRIES, chance),
      ...result,
    });
  }
  for (let i = 0; i < MOVED.count; i += 1) {
    yield line('post-review', MOVED.unit, dayWithin('2013-07-01', '2013-07-31', chance), {
      post: `样例平潭文明岗${i + 1}`,
      grade: MIXTURE[i % MIXTURE.length],
      industry: oneOf(INDUSTRIES, chance),
      result: '移交',
      movedto: MOVED.to,
    });
  }
}
