import { checkInstitution } from '../check-institution.ts';
import { employment } from './institution.ts';

checkInstitution(employment, new URL('./', import.meta.url));
