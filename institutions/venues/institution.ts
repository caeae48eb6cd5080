import type { Institution } from '../../contracts/institution.ts';
import { projects } from './projects.ts';
import { venues } from './venues.ts';

export const venuesInstitution: Institution = {
  key: 'venues',
  name: '阵地与项目',
  about: '每个妇女之家、阵地一行,"四有"齐了才算达标;建设项目一笔投入一行,累计数由平台来算。',
  ledgers: [venues, projects],
  reports: [],
  sources: ['R-65', 'R-135', 'R-136', 'R-137', 'R-138', '台账 L32 L33'],
};
