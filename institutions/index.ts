import type { Institution } from '../contracts/institution.ts';
import { activitiesInstitution } from './activities/institution.ts';
import { annualReport } from './annual-report/institution.ts';
import { basics } from './basics/institution.ts';
import { care } from './care/institution.ts';
import { employment } from './employment/institution.ts';
import { family } from './family/institution.ts';
import { honoursInstitution } from './honours/institution.ts';
import { office } from './office/institution.ts';
import { organisation } from './organisation/institution.ts';
import { research } from './research/institution.ts';
import { rights } from './rights/institution.ts';
import { trainingInstitution } from './training/institution.ts';
import { venuesInstitution } from './venues/institution.ts';

/** Every institution (制度) of the house: pure data. One import and one place in the list per folder. */
export const INSTITUTIONS: readonly Institution[] = [
  basics,
  organisation,
  rights,
  trainingInstitution,
  activitiesInstitution,
  employment,
  care,
  family,
  honoursInstitution,
  venuesInstitution,
  research,
  office,
  annualReport,
];
