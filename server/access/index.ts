export { accountNews } from './accounts/account-news.ts';
export type { TableBooks } from './accounts/bulk/ports.ts';
export { createFirstAccount, enterFirst, openAccountByOperator } from './accounts/create-account.ts';
export { postsUnder } from './accounts/follow.ts';
export { oneAccount, seatsOf } from './accounts/list-accounts.ts';
export { accountRoutes } from './accounts/routes.ts';
export { roleName, roleNamed } from './accounts/rules.ts';
export { accountStanding, type Standing } from './accounts/standing.ts';
export { type Actor, actorAt, contextOf, NOBODY } from './actor.ts';
export type { Hanging } from './handover/ports.ts';
export { vacanciesIn } from './handover/store.ts';
export { createIdentifier, type Identifier } from './identify.ts';
export {
  PERMISSIONS,
  type Permission,
  ROLE_NAMES,
  ROLES,
  type Role,
  requiresSecondStep,
} from './policy.ts';
export { accessRoutes } from './routes.ts';
export { reaches, withActor, withinScope } from './scope.ts';
