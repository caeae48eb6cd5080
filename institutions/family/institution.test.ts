import { checkInstitution } from '../check-institution.ts';
import { family } from './institution.ts';

checkInstitution(family, new URL('./', import.meta.url));
