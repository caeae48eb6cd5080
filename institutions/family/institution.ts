import type { Institution } from '../../contracts/institution.ts';
import { familyEducation } from './family-education.ts';

export const family: Institution = {
  key: 'family',
  name: '家庭教育',
  about: '家长学校、家教讲座、亲子活动一场一行,家长按人次计。评选文明家庭、好母亲记在"评选荣誉"。',
  ledgers: [familyEducation],
  reports: [],
  sources: ['R-83', 'R-88', '台账 L27'],
};
