import type { Institution } from '../../contracts/institution.ts';
import { activities } from './activities.ts';
import { materials } from './materials.ts';

export const activitiesInstitution: Institution = {
  key: 'activities',
  name: '活动与宣传',
  about: '活动一场一行,宣传材料一种一行。参加人数、受益人数、株数、份数各算各的,不混在一起。',
  ledgers: [activities, materials],
  reports: [],
  sources: ['R-63', 'R-64', 'R-65', 'R-68', 'R-82', '台账 L15 L16'],
};
