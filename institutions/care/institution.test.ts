import { checkInstitution } from '../check-institution.ts';
import { care } from './institution.ts';

checkInstitution(care, new URL('./', import.meta.url));
