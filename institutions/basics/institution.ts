import type { Institution } from '../../contracts/institution.ts';
import { situation } from './situation.ts';

export const basics: Institution = {
  key: 'basics',
  name: '妇情基本情况',
  about:
    '各村、社区每年填一张基本情况表,乡镇、街道只补村里没有的数。所有报告的第一段和各种比率的分母都从这里来。',
  ledgers: [situation],
  reports: [],
  sources: ['R-15', '台账 L1', '001-K 一、基本情况', '001-A'],
};
