import { rewritesPathsOf } from '../org/index.ts';

/** Gives rows of a moved subtree their new path; persons' own paths and posts are rewritten with the units (org). */
export const rewritePeoplePaths = rewritesPathsOf(
  'person_change',
  'person_merge',
  'transfer',
  'library_entry',
);
