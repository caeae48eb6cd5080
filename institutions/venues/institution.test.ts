import { checkInstitution } from '../check-institution.ts';
import { venuesInstitution } from './institution.ts';

checkInstitution(venuesInstitution, new URL('./', import.meta.url));
