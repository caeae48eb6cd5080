export { type Actor, contextOf, NOBODY, permits } from './actor.ts';
export {
  GRANTS,
  mayHoldTogether,
  PERMISSIONS,
  type Permission,
  ROLE_NAMES,
  ROLES,
  type Role,
  SEPARATE_POWERS,
} from './policy.ts';
export { reaches, withActor, withinScope } from './scope.ts';
