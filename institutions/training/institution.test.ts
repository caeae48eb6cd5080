import { checkInstitution } from '../check-institution.ts';
import { trainingInstitution } from './institution.ts';

checkInstitution(trainingInstitution, new URL('./', import.meta.url));
