import type { Level } from '../../../contracts/ledger.ts';

/** Nation to village. Written out because the shared list stands in a module that brings the whole shape checker along. */
export const LEVELS_IN_ORDER: readonly Level[] = [
  'nation',
  'province',
  'city',
  'county',
  'township',
  'village',
];
