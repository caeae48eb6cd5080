export { type Actor, NOBODY } from './actor.ts';
export { createIdentifier, type Identifier } from './identify.ts';
export {
  mayHoldTogether,
  PERMISSIONS,
  type Permission,
  ROLE_NAMES,
  ROLES,
  type Role,
} from './policy.ts';
export { accessRoutes } from './routes.ts';
export { reaches, withActor, withinScope } from './scope.ts';
