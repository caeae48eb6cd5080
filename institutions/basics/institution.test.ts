import { checkInstitution } from '../check-institution.ts';
import { basics } from './institution.ts';

checkInstitution(basics, new URL('./', import.meta.url));
