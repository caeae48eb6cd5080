import type { Institution } from '../contracts/institution.ts';
import { basics } from './basics/institution.ts';
import { trainingInstitution } from './training/institution.ts';

/** Every institution (制度) of the house: pure data. One import and one place in the list per folder. */
export const INSTITUTIONS: readonly Institution[] = [basics, trainingInstitution];
