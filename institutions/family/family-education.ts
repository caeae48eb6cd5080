import type { Ledger } from '../../contracts/ledger.ts';
import { ALL_LEVELS, WORKING_UNITS } from '../shared-parts.ts';

export const familyEducation: Ledger = {
  key: 'family-education',
  number: 'L27',
  name: '家庭教育',
  version: 1,
  about: '家长学校上一次课、办一场家教讲座或亲子活动,记一行。',
  dayLabel: '举办日期',
  title: '${school}:${topic}',
  group: '家庭儿童',
  levels: ALL_LEVELS,
  kinds: WORKING_UNITS,
  expects: null,
  privacy: 'open',
  fields: [
    { key: 'topic', label: '讲什么', type: 'text', required: true, maxLength: 60, search: true },
    {
      key: 'kind',
      label: '哪一种',
      type: 'choice',
      open: true,
      options: ['科学家教宣传', '家长学校', '亲子阅读', '家教讲座', '指导员培训', '家教咨询'],
    },
    { key: 'parents', label: '来了多少家长', type: 'integer', unitWord: '人次', required: true, min: 0 },
    { key: 'children', label: '来了多少孩子', type: 'integer', unitWord: '人次', min: 0 },
    { key: 'school', label: '在哪个家长学校', type: 'text', maxLength: 60, search: true },
    { key: 'partner', label: '和谁合办', type: 'text', maxLength: 60, search: true },
  ],
  dimensions: [
    { key: 'kind', label: '种类', value: '${kind}' },
    { key: 'school', label: '家长学校', value: '${school}' },
  ],
  measures: [
    {
      key: 'family-education.sessions',
      label: '家庭教育活动',
      unitWord: '场',
      kind: 'flow',
      value: '1',
      rule: '每行一场,按举办日期计入当月。',
    },
    {
      key: 'family-education.parents',
      label: '培训家长',
      unitWord: '人次',
      kind: 'flow',
      value: '${parents}',
      rule: '各场到场的家长相加,一人来两场算两人次。',
    },
    {
      key: 'family-education.children',
      label: '参加儿童',
      unitWord: '人次',
      kind: 'flow',
      value: '${children}',
      rule: '各场到场的孩子相加,一人来两场算两人次。',
    },
  ],
  checks: [
    {
      key: 'crowd',
      level: 'soft',
      test: '${parents} <= 2000',
      say: '一场填了 ${parents} 人次家长,超过 2000。如果把几场合在一起填了,请分开记;确实是一场,请说明原因。',
      field: 'parents',
    },
    {
      key: 'someone-came',
      level: 'soft',
      test: '${parents} + coalesce(${children}, 0) > 0',
      say: '家长填了 ${parents} 人次,也没有孩子参加。没有人来的不用记;没有填错请说明原因。',
      field: 'parents',
    },
  ],
  sources: [
    'R-83 · 004§4「开展科学家教宣传普及活动66场,培训家长11212人次」',
    'R-83 · 001-A「在各校“家长学校”开展家庭教育培训活动,今年开展了四次活动」',
    'R-88 · 001-M「每周在县图书馆的亲子阅读交流站」',
  ],
};
