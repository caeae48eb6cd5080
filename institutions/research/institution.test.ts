import { checkInstitution } from '../check-institution.ts';
import { research } from './institution.ts';

checkInstitution(research, new URL('./', import.meta.url));
