import type { Institution } from '../../contracts/institution.ts';
import { bases } from './bases.ts';
import { jobFairs } from './job-fairs.ts';
import { labour } from './labour.ts';
import { loans } from './loans.ts';

export const employment: Institution = {
  key: 'employment',
  name: '妇女就业创业',
  about: '转移一人一行,招聘会一场一行,贷款一笔一行,基地一个一行。金额一律按元填,报告里再换成万元。',
  ledgers: [labour, jobFairs, loans, bases],
  reports: [],
  sources: ['R-70', 'R-71', 'R-72', 'R-73', '台账 L18 L19 L20 L21'],
};
