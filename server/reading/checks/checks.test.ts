import { describe, expect, test } from 'vitest';
import { readFigures } from '../figures/index.ts';
import type { Check } from '../model.ts';
import { checkFigures } from './index.ts';

const read = (text: string) => checkFigures(text, readFigures(text));
const says = (text: string) =>
  read(text).map(({ type, holds, grade }) => `${type} ${holds}${grade ? ` ${grade}` : ''}`);
const falseOnes = (text: string) => read(text).filter(({ holds }) => holds === false);
const only = (text: string): Check => {
  const [check, ...more] = read(text);
  expect(more).toEqual([]);
  if (!check) throw new Error(`nothing found in ${text}`);
  return check;
};

describe('a base that silently changes', () => {
  test('two shares of 总数 that no one total gives are asked about; with the totals stated they are not', () => {
    const [asked] = falseOnes('村委会副主任有4名,占总数的11%;妇代会主任进两委的有63名,占总数的98%。');
    expect(asked).toMatchObject({ type: 'consistency', grade: 'ask' });
    expect(asked?.figures.map(({ value }) => value)).toEqual([4, 11, 63, 98]);
    expect(
      falseOnes('全市有村委会副主任36名,其中女性4名,占总数的11%;妇代会主任64名,进两委的有63名,占总数的98%。'),
    ).toEqual([]);
    // 10% of 50 and 40% of 50: one total, not written.
    expect(falseOnes('优秀5名,占总数的10%;良好20名,占总数的40%。')).toEqual([]);
  });
});

describe('sums', () => {
  test('parts that miss their whole are a break, with the size of the gap and a sentence for the reader', () => {
    const check = only('总人口41830人,其中农业人口35038人,非农6593人。');
    expect(check).toMatchObject({ type: 'sum', holds: false, grade: 'break', gap: 199 });
    expect(check.figures.map(({ value }) => value)).toEqual([41830, 35038, 6593]);
    expect(check.message).toBe('农业人口35038 + 非农6593 = 41631,比总人口41830少199');
  });

  test('several breakdowns of one whole are told one by one; one that leaves some out is a question', () => {
    expect(
      says(
        '转移妇女261人,其中自谋258人,集体组织3人,长期转移231人,季节性转移30人,本县市转移248人,州外转移9人。',
      ),
    ).toEqual(['sum true', 'sum true', 'sum false ask']);
  });

  test('a page number inside the sentence is no part', () => {
    const long =
      '认真贯彻上级精神,围绕中心、服务大局,深化“巾帼建功”活动。对862个市级以上“巾帼文明岗”进行复查指导并';
    expect(
      says(
        `${'一年来,市妇联团结带领广大妇女。'.repeat(3)}${long}\n3、重新命名,保留726个,撤销113个,23个文明岗管理权限移交。`,
      ),
    ).toEqual(['sum true']);
  });

  test('round figures and figures with 余 are ranges', () => {
    expect(says('各村表彰文明家庭80户。处级表彰文明家庭25户。处村两级表彰了百户文明家庭。')).toContain(
      'sum true',
    );
    expect(falseOnes('共有两百多人报名,其中妇女120人,男性110人。')).toEqual([]);
  });

  test('overlapping kinds are parts but no breakdown', () => {
    expect(falseOnes('全县有妇女干部520名,其中35岁以下的210名,大专以上学历的380名,党员402名。')).toEqual([]);
  });

  test('a sum told by numbered paragraphs', () => {
    expect(
      says(
        '募集资金368.57万元。其中:\n1.企业捐款215.6万元。\n2.一日捐86.24万元。\n3.个人捐款48.73万元。\n4.物资折款18万元。',
      ),
    ).toContain('sum true');
  });
});

describe('shares', () => {
  test('at the written precision, with ordinary rounding', () => {
    expect(says('新经济组织1348个,已建妇女组织的1281个,组建率达95%。')).toEqual(['ratio true']);
    expect(says('新经济组织1348个,已建妇女组织的1281个,组建率达95.1%。')).toContain('ratio false slip');
    expect(says('新经济组织1348个,已建妇女组织的1281个,组建率达85%。')).toContain('ratio false break');
  });

  test('cut instead of rounded is a slip', () => {
    expect(says('全市共提拔干部264名,35岁以下9人,35到40岁51人,两项合计占总数的22%。')).toContain(
      'ratio false slip',
    );
  });

  test('a missing third number is said, with what the other two imply', () => {
    const check = only('处理来信来访1455件,办结率为100%。');
    expect(check).toMatchObject({ holds: 'cannot-tell', grade: null, gap: null });
    expect(check.message).toContain('1455');
    expect(only('全县有女党员1562名,占党员总数的15%。').message).toContain('10413');
  });

  test('shares in a row are of one base; the one that only fits another base is asked about', () => {
    const text =
      '受理1246件。婚姻家庭类823件,占66.1%。其中家庭暴力294件,占该类的35.7%;离婚251件,占30.5%;重婚88件,占7.1%。';
    expect(says(text).filter((one) => one === 'ratio true').length).toBeGreaterThanOrEqual(3);
    expect(falseOnes(text).map(({ grade }) => grade)).toEqual(['ask']);
  });

  test('98 % of 27 is no whole number of persons', () => {
    expect(says('全街道共有妇女干部27名,98%的妇女干部参加了培训。')).toEqual(['feasibility false break']);
    expect(says('全街道共有妇女干部311名,98%的妇女干部参加了培训。')).toEqual(['ratio cannot-tell']);
  });
});

describe('changes', () => {
  test('points are not per cent', () => {
    expect(says('比例由12%提高到15%,提高了3个百分点。')).toEqual(['delta true']);
    expect(falseOnes('比例由12%提高到15%,提高了3%。').map(({ grade }) => grade)).toEqual(['slip']);
  });

  test('a count and a rate of change must agree with each other', () => {
    expect(says('上线15857人,比去年增加3290人,增长26.2%。')).toEqual(['delta true']);
    expect(says('上线15857人,比去年增加3290人,增长20.7%。')).toEqual(['delta false break']);
  });

  test('a change of something else is no change of this', () => {
    expect(falseOnes('从业人员由2000人增加到2500人,人均收入增长30%,新增企业12家。')).toEqual([]);
    expect(falseOnes('会员由150人发展到230人,年均增长15%。')).toEqual([]);
  });
});

describe('the other kinds', () => {
  test('named items against a stated count', () => {
    expect(says('建立了2个科技示范基地,即甲村桃子种植示范基地,乙村养鸡示范基地,丙村养牛示范基地。')).toEqual([
      'enumeration false break',
    ]);
    expect(says('在甲村、乙村、丙村等六个村开展。')).toEqual(['enumeration cannot-tell']);
    expect(falseOnes('慰问老人、儿童、残疾妇女30名。')).toEqual([]);
  });

  test('numbered beginnings across paragraphs', () => {
    expect(
      says(
        '活动按照三个阶段进行。\n(一)学习调研阶段。认真学习。\n(二)分析检查阶段。认真检查。\n(三)整改落实阶段。认真整改。',
      ),
    ).toContain('enumeration true');
  });

  test('what cannot be by itself', () => {
    expect(says('全年信访办结率达102%。')).toEqual(['bound false break']);
    expect(falseOnes('小学毛入学率达102%,完成年度任务的120%,比上年增长130%。')).toEqual([]);
    expect(says('我们于2月30日召开了大会。')).toEqual(['bound false break']);
  });

  test('the same number told again, and its digits exchanged', () => {
    expect(says('全县共有留守儿童4862名。要让全县4862名留守儿童健康成长。')).toContain('consistency true');
    expect(says('全县共有留守儿童4862名。要让全县4826名留守儿童健康成长。')).toContain(
      'consistency false ask',
    );
  });
});
