import type { Institution } from '../../contracts/institution.ts';
import { training } from './training.ts';

export const trainingInstitution: Institution = {
  key: 'training',
  name: '培训管理',
  about: '每办一期班记一行,期数、人数、妇女人数分开算。合办的班由牵头单位记,不重复。',
  ledgers: [training],
  reports: [],
  sources: ['R-60', 'R-61', 'R-62', 'R-66', '台账 L14'],
};
