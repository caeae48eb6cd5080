import type { Institution } from '../../contracts/institution.ts';
import { honours } from './honours.ts';
import { postReview } from './post-review.ts';

export const honoursInstitution: Institution = {
  key: 'honours',
  name: '评选荣誉与文明岗',
  about:
    '一个称号给一个对象,记一行;人、集体、户、对分开算,新评的和在册的分开算。文明岗复查一岗一行,每个岗都要有结果。',
  ledgers: [honours, postReview],
  reports: [],
  sources: ['R-56', 'R-66', 'R-67', 'R-82', 'R-90', 'R-93', 'R-94', '台账 L30 L31'],
};
