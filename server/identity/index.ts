export { createFirstCode, spendFirstCode } from './first-code.ts';
export { hashPassword, passwordProblem } from './passwords.ts';
export { choosePost, hashToken, signIn, signOut } from './sign-in.ts';
export {
  type Account,
  accountByLogin,
  type HeldPost,
  insertAccount,
  linkPost,
  postsOf,
  type SessionRow,
  sessionByToken,
  sweepIdentity,
  touchSession,
} from './store.ts';
