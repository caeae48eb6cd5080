import { ACCOUNTS } from './sentences/accounts.ts';
import { ANY_ROOM } from './sentences/any-room.ts';
import { LINES } from './sentences/lines.ts';
import { MATTERS } from './sentences/matters.ts';
import { PAPERS } from './sentences/papers.ts';
import { RUNNING } from './sentences/running.ts';
import { UNITS_AND_PEOPLE } from './sentences/units-and-people.ts';

/** code → HTTP status → Chinese sentence. One table for the whole house, kept by what people do. */
export const SENTENCES = {
  ...ANY_ROOM,
  ...ACCOUNTS,
  ...UNITS_AND_PEOPLE,
  ...LINES,
  ...PAPERS,
  ...MATTERS,
  ...RUNNING,
};
/** Every code has its sentence: another one does not compile. */
export type ErrorCode = keyof typeof SENTENCES;
