import type { Field, Ledger, Measure } from '../../contracts/ledger.ts';
import { ALL_LEVELS } from '../shared-parts.ts';

type Count = readonly [field: string, measure: string, label: string, unitWord: string, help?: string];

/** The sheet in the order the first paragraph of a report says it (001-K 一、001-A). */
const COUNTS: readonly Count[] = [
  ['villages', 'villages', '村委会', '个', '村填 1;街道、乡镇不再填。'],
  ['communities', 'communities', '社区居委会', '个', '社区填 1;街道、乡镇不再填。'],
  ['branches', 'branches', '党支部', '个'],
  ['land', 'land', '耕地面积', '亩'],
  ['population', 'population', '总人口(常住)', '人'],
  ['farm', 'farm', '农业人口', '人'],
  ['nonfarm', 'nonfarm', '非农业人口', '人'],
  ['otherpop', 'other-population', '其他人口', '人', '不好归入农业、非农业的人。没有就不填。'],
  ['households', 'households', '总户数', '户'],
  ['females', 'females', '妇女人口', '人'],
  ['women1860', 'women-18-60', '妇女(18-60岁)', '人'],
  ['minority', 'minority', '少数民族人口', '人'],
  ['minoritywomen', 'minority-women', '少数民族妇女', '人'],
  ['children', 'children', '儿童(0-14岁)', '人'],
  ['girls', 'girls', '其中女童', '人'],
  ['floating', 'floating', '流动人口', '人', '不算在常住人口里。'],
  ['floatingwomen', 'floating-women', '流动妇女(18-60岁)', '人'],
  ['partymembers', 'party-members', '党员', '人'],
  ['partywomen', 'party-women', '女党员', '人'],
  ['activists', 'activists', '入党积极分子', '人'],
  ['womenactivists', 'women-activists', '妇女入党积极分子', '人'],
  ['surplus', 'surplus-labour', '妇女富余劳动力', '人', '摸底调查得到的人数。'],
];

const fields: Field[] = COUNTS.map(([key, , label, unitWord, help]) => ({
  key,
  label,
  type: key === 'land' ? 'decimal' : 'integer',
  unitWord,
  min: 0,
  ...(help === undefined ? {} : { help }),
}));

const readings: Measure[] = COUNTS.map(([field, measure, label, unitWord]) => ({
  key: `situation.${measure}`,
  label,
  unitWord,
  kind: 'stock',
  mode: 'reading',
  value: `\${${field}}`,
  rule: `取每个单位到统计日为止最近一张情况表上的"${label}",逐级相加;上级不再填下级已经填过的数。`,
}));

/** [smaller, its label, larger, its label]: parts never exceed wholes. */
const PARTS: readonly (readonly [string, string, string, string])[] = [
  ['households', '总户数', 'population', '总人口'],
  ['females', '妇女人口', 'population', '总人口'],
  ['women1860', '妇女(18-60岁)', 'females', '妇女人口'],
  ['minoritywomen', '少数民族妇女', 'minority', '少数民族人口'],
  ['children', '儿童', 'population', '总人口'],
  ['girls', '女童', 'children', '儿童'],
  ['floatingwomen', '流动妇女', 'floating', '流动人口'],
  ['partywomen', '女党员', 'partymembers', '党员'],
  ['womenactivists', '妇女入党积极分子', 'activists', '入党积极分子'],
];

export const situation: Ledger = {
  key: 'situation',
  number: 'L1',
  name: '妇情基本情况表',
  version: 1,
  about: '每年一张:把本村、本社区的户数、人口、妇女、儿童、党员写下来,到哪一天为止就填哪一天。',
  dayLabel: '截止日期',
  title: '${day} 基本情况',
  group: '基本情况',
  levels: ALL_LEVELS,
  kinds: ['federation', 'group'],
  expects: { levels: ['village'], every: 'year' },
  privacy: 'open',
  fields: [
    ...fields,
    {
      key: 'income',
      label: '人均纯收入',
      type: 'money',
      unitWord: '元',
      min: 0,
      help: '全村平均每人一年的纯收入。',
    },
  ],
  dimensions: [],
  measures: [
    ...readings,
    {
      key: 'situation.income-total',
      label: '纯收入总额',
      unitWord: '元',
      kind: 'stock',
      mode: 'reading',
      value: '${income} * ${population}',
      rule: '每张情况表的人均纯收入乘以总人口,用来算上级的人均数。',
    },
    {
      key: 'situation.income-per-head',
      label: '人均纯收入',
      unitWord: '元',
      kind: 'ratio',
      numerator: 'situation.income-total',
      denominator: 'situation.population',
      rule: '纯收入总额除以总人口,人多的村分量重,不是各村的数再平均。',
    },
    {
      key: 'situation.party-women-rate',
      label: '女党员比例',
      unitWord: '%',
      kind: 'ratio',
      numerator: 'situation.party-women',
      denominator: 'situation.party-members',
      rule: '女党员数除以党员数。',
    },
  ],
  checks: [
    {
      key: 'population-adds-up',
      level: 'hard',
      test: '${farm} + ${nonfarm} + coalesce(${otherpop}, 0) = ${population}',
      say: '农业人口 ${farm} 人加非农业人口 ${nonfarm} 人,再加其他人口,不等于总人口 ${population} 人。请改正其中一个数,或把差的人数填到"其他人口"。',
      field: 'population',
    },
    ...PARTS.map(([part, partLabel, whole, wholeLabel]) => ({
      key: `${part}-within-${whole}`,
      level: 'hard' as const,
      test: `\${${part}} <= \${${whole}}`,
      say: `${partLabel}填了 \${${part}},比${wholeLabel} \${${whole}} 还多。请核对这两个数。`,
      field: part,
    })),
    {
      key: 'women-within-population',
      level: 'hard',
      test: '${women1860} <= ${population}',
      say: '18-60岁妇女 ${women1860} 人,比总人口 ${population} 人还多。请核对这两个数。',
      field: 'women1860',
    },
    {
      key: 'surplus-within-women',
      level: 'soft',
      test: '${surplus} <= ${women1860}',
      say: '妇女富余劳动力 ${surplus} 人,比18-60岁妇女 ${women1860} 人还多。如果没有填错,请说明原因。',
      field: 'surplus',
    },
  ],
  sources: [
    'R-15 · 001-K「其中妇女(18-60岁)1734人,少数民族妇女414人」',
    'R-15 · 001-A「总人口41830人,其中农业人口35038,非农6593人」',
    'R-70 · 001-K「全处有农村妇女富余劳动力595人」',
  ],
};
