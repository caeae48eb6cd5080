import type { Institution } from '../../contracts/institution.ts';
import { annual } from './annual.ts';
import { halfYear } from './half-year.ts';

export const annualReport: Institution = {
  key: 'annual-report',
  name: '年度、半年工作总结',
  about:
    '乡镇、街道以上各级妇联每年、每半年写一份总结。数字全部从台账里数出来，不能改写；缺数、合不上的地方，报告会停下来说清楚。文字部分由人来写。',
  ledgers: [],
  reports: [annual, halfYear],
  sources: ['R-54', '004「2013年工作回顾」', '001-K「四、下半年工作计划」'],
};
