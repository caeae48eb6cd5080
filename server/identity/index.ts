export {
  endEverything,
  issueCode,
  resetSecondStep,
  setAccountState,
} from './actions/help-account.ts';
export { createFirstCode, spendFirstCode } from './first-code.ts';
export { auditAccount, type By, type Member } from './member.ts';
export { goTo } from './pages/frame.ts';
export { owedPage, signInPages } from './pages/routes.ts';
export { PASSWORD_PROFILES, passwordProblem } from './password-rules.ts';
export { hashPassword } from './passwords.ts';
export { type IdentityKit, identityRoutes, TWELVE_HOURS } from './routes.ts';
export { enrolSample, sampleCode } from './sample-door.ts';
export { choosePost, hashToken, type Identity, type Origin, openSession } from './sign-in.ts';
export {
  type Account,
  accountById,
  accountByLogin,
  type HeldPost,
  insertAccount,
  isEmptyHouse,
  linkPost,
  postsOf,
} from './store.ts';
export { writeLog } from './store-log.ts';
export {
  SESSION_LIMITS,
  type SessionRow,
  sessionByToken,
  sweepIdentity,
  touchSession,
} from './store-sessions.ts';
export { lockedOut } from './throttle.ts';
