import type { Institution } from '../../contracts/institution.ts';
import { leave } from './leave.ts';

export const office: Institution = {
  key: 'office',
  name: '机关事务',
  about:
    '机关里要批的事按规定找到批准人:请假按职务和时长由部室负责人、分管副主席或主席批准,谁都不能批自己的。经过的每一步都留着。',
  ledgers: [],
  reports: [],
  flows: [leave],
  sources: ['R-120', '流程 (b) 10'],
};
