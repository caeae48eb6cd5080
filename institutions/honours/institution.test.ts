import { checkInstitution } from '../check-institution.ts';
import { honoursInstitution } from './institution.ts';

checkInstitution(honoursInstitution, new URL('./', import.meta.url));
