import type { Institution } from '../../contracts/institution.ts';
import { cadres } from './cadres.ts';
import { organisations } from './organisations.ts';
import { partyWomen } from './party-women.ts';
import { talent } from './talent.ts';

export const organisation: Institution = {
  key: 'organisation',
  name: '妇女组织与队伍',
  about:
    '妇女组织、妇联干部、女性人才、女党员四本册子。组织和人一个一行,从哪天起、到哪天止写清楚,任何一天的数都能数出来。',
  ledgers: [organisations, cadres, talent, partyWomen],
  reports: [],
  sources: [
    'R-01',
    'R-02',
    'R-04',
    'R-05',
    'R-08',
    'R-09',
    'R-10',
    'R-12',
    'R-61',
    'R-132',
    '台账 L2 L3 L6 L7',
  ],
};
