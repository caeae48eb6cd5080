import { checkInstitution } from '../check-institution.ts';
import { rights } from './institution.ts';

checkInstitution(rights, new URL('./', import.meta.url));
