import { checkInstitution } from '../check-institution.ts';
import { office } from './institution.ts';

checkInstitution(office, new URL('./', import.meta.url));
