import type { AccountAct } from '../../../contracts/api-accounts.ts';
import type { Level, UnitKind } from '../../../contracts/ledger.ts';
import type { ErrorCode } from '../../platform/errors/index.ts';
import type { Actor } from '../actor.ts';
import { ROLE_NAMES, ROLES, type Role, SEPARATE_POWERS } from '../policy.ts';
import { reaches } from '../scope.ts';

/** Who may do what to another's account. Pure: what is known comes as arguments. */

export interface Target {
  readonly accountId: string;
  readonly disabled: boolean;
  readonly secondStep: boolean;
  /** Posts in force and grants that wait. */
  readonly posts: readonly { readonly role: Role; readonly unitName: string; readonly unitPath: string }[];
  /** Where she held posts before: whose business an account is that holds none now. */
  readonly pastPaths: readonly string[];
}

/** Is the account in her reach at all? */
export const isInReach = (actor: Pick<Actor, 'scope'>, target: Target): boolean => {
  const paths = target.posts.length > 0 ? target.posts.map((p) => p.unitPath) : target.pastPaths;
  return paths.some((path) => path >= actor.scope.from && path < actor.scope.to);
};

const isPower = (role: Role): boolean => SEPARATE_POWERS.includes(role);
const isAdministrator = (target: Target): boolean => target.posts.some((p) => isPower(p.role));

/** A refusal: the code of its sentence and what stands in it. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, string>>;
}
const no = (code: ErrorCode, details: Readonly<Record<string, string>> = {}): Refusal => ({ code, details });

/**
 * Null when she may. A one-time code for an administrator comes from the security administrator and the reset of her
 * second step from a system administrator: neither alone can take over the account of another power (SECURITY 19).
 */
export function refusalOf(actor: Actor, target: Target, act: AccountAct): Refusal | null {
  if (!isInReach(actor, target)) return no('not-found', { what: '这个账号' });
  const wanted = act === 'code' && isAdministrator(target) ? 'grant.confirm' : 'account.manage';
  if (!actor.can(wanted)) {
    if (!isAdministrator(target) || act !== 'code') return no('forbidden');
    return no('account.code-by-security');
  }
  if (target.accountId === actor.accountId) return no('account.self');
  // Giving or ending a post touches one unit, which is looked at on its own; the rest touches the whole account.
  const elsewhere = target.posts.find((p) => !reaches(actor, p.unitPath));
  if (elsewhere && act !== 'give-post' && act !== 'end-post')
    return no('account.elsewhere', { unit: elsewhere.unitName });
  return null;
}

/** What there is to be done at all with an account as it stands. */
export function actsOn(target: Target): readonly AccountAct[] {
  if (target.disabled) return ['enable'];
  return [
    'code',
    ...(target.secondStep ? (['reset'] as const) : []),
    'give-post',
    ...(target.posts.length > 0 ? (['end-post'] as const) : []),
    'disable',
  ];
}

const CADRE_LEVELS: Partial<Record<Role, Level>> = {
  'village-cadre': 'village',
  'township-cadre': 'township',
  'county-cadre': 'county',
  'city-cadre': 'city',
  'province-cadre': 'province',
  'nation-cadre': 'nation',
};
const UP_FROM_COUNTY: readonly Level[] = ['nation', 'province', 'city', 'county'];

/** Which roles there are at a unit: its level's cadre; a head in a department; a chair and administrators at a federation. */
export function rolesAt(unit: { readonly level: Level; readonly kind: UnitKind }): readonly Role[] {
  return ROLES.filter((role) => {
    const level = CADRE_LEVELS[role];
    if (level) return level === unit.level;
    if (role === 'department-head') return unit.kind === 'department';
    if (unit.kind !== 'federation') return false;
    return role === 'chair' || role === 'vice-chair'
      ? unit.level !== 'village'
      : UP_FROM_COUNTY.includes(unit.level);
  });
}

/** Must the security administrator confirm it? The first of them cannot wait for one (first day of a house). */
export const needsConfirmation = (role: Role, isThereSecurity: boolean): boolean =>
  isPower(role) && (isThereSecurity || role !== 'security-admin');

export const roleNamed = (text: string): Role | null => ROLES.find((r) => r === text) ?? null;
export const roleName = (text: string): string => {
  const role = roleNamed(text);
  return role ? ROLE_NAMES[role] : text;
};
