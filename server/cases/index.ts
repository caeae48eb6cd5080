export {
  changeHerContact,
  type Followed,
  type FollowedWord,
  followLetter,
  type SaidAfter,
  sayMore,
} from './actions/follow-letter.ts';
export { type Incoming, takeIn } from './actions/take-in.ts';
export { spaced } from './codes.ts';
export { keepFirstPlan } from './contact/change-plan.ts';
export { draftMessages, notSafe } from './contact/follow-steps.ts';
export { agencyContact } from './contact/for-agency.ts';
export { contactCopyOf } from './contact/for-copy.ts';
export { renumberPlan } from './contact/renumber.ts';
export { messagesWaiting } from './contact/waiting.ts';
export { hoursInWords, planInWords } from './contact/wording.ts';
export { complaintMatters, eraseLetters, erasePapers, lettersOf, placesOf } from './erase.ts';
export { followMatter } from './follow-matter.ts';
export type { CaseKit } from './kit.ts';
export { dropTraces, matterOfCode, tracedMatters } from './of-person.ts';
export { paperOfMatterRoutes } from './papers/routes.ts';
export { filesOfMatter, packsOf } from './papers/store.ts';
export { placeOfMatter } from './place-of-matter.ts';
export { openTwins } from './repeat/open-twins.ts';
export { keepTraces } from './repeat/traces.ts';
export { caseRoutes } from './routes.ts';
export { type Letter, letterOfMatter, openLetter, rewriteLetterPaths, wordsOf } from './store.ts';
export { tellHer } from './tell-her.ts';
