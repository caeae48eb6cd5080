import type { Institution } from '../../contracts/institution.ts';
import { condolence } from './condolence.ts';
import { donations } from './donations.ts';
import { relief } from './relief.ts';
import { volunteers } from './volunteers.ts';

export const care: Institution = {
  key: 'care',
  name: '关爱救助与志愿服务',
  about:
    '救助一人一次一行,捐款一笔一行,慰问一个节日一类人一行,志愿服务一次一行。人、人次、户、元各算各的,受助人的姓名只有经办单位看得到。',
  ledgers: [relief, donations, condolence, volunteers],
  reports: [],
  sources: ['R-63', 'R-75', 'R-76', 'R-77', 'R-79', 'R-80', 'R-85', 'R-86', '台账 L22 L23 L24 L29'],
};
