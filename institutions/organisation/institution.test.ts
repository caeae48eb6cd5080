import { checkInstitution } from '../check-institution.ts';
import { organisation } from './institution.ts';

checkInstitution(organisation, new URL('./', import.meta.url));
