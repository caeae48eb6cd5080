import { checkInstitution } from '../check-institution.ts';
import { activitiesInstitution } from './institution.ts';

checkInstitution(activitiesInstitution, new URL('./', import.meta.url));
