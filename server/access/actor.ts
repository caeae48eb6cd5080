import type { Level, UnitKind } from '../../contracts/ledger.ts';
import type { Member } from '../identity/index.ts';
import { subtreeOf } from '../org/index.ts';
import type { ContextSetting } from '../platform/db/index.ts';
import { GRANTS, type Permission, type Role } from './policy.ts';

/** Who acts now (操作人): person + post + scope. */
export interface Actor extends Member {
  readonly name: string;
  readonly postTitle: string;
  /** Signed in with a second step, or a sample account: what cases want of everybody, in a village too (SECURITY 3). */
  readonly provedTwice: boolean;
  readonly role: Role;
  readonly unit: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly level: Level;
    readonly kind: UnitKind;
    readonly path: string;
    readonly regionCode: string;
  };
  /** The federation of her department; null for other kinds of unit. */
  readonly officeOf: string | null;
  /** Half-open range of unit paths she reaches: her unit's subtree; for a department, its federation's. */
  readonly scope: { readonly from: string; readonly to: string };
  can(permission: Permission | string): boolean;
}

export function permits(role: Role): (permission: string) => boolean {
  const granted = new Set<string>(GRANTS[role]);
  return (permission) => granted.has(permission);
}

/** The settings that travel with BEGIN, for row-level security. */
export function contextOf(actor: Pick<Actor, 'scope'>): readonly ContextSetting[] {
  return [
    { name: 'app.path_from', value: actor.scope.from },
    { name: 'app.path_to', value: actor.scope.to },
  ];
}

/** Nobody: has no scope and no permission. */
export const NOBODY: Actor = {
  accountId: '',
  postId: '',
  sessionId: '',
  byCode: false,
  fresh: false,
  owes: null,
  name: '',
  postTitle: '',
  provedTwice: false,
  role: 'village-cadre',
  unit: { id: '', code: '', name: '', level: 'village', kind: 'federation', path: '', regionCode: '' },
  officeOf: null,
  scope: { from: '~', to: '~' },
  limitKey: 'nobody',
  can: () => false,
};

/**
 * Whoever would act at a unit in a role, signed in or not: the one place where a seat becomes a scope and a set of
 * permissions. `above` is the unit's superior; a department works for it: its scope is the federation's subtree.
 */
export function actorAt(
  unit: Actor['unit'],
  above: { readonly id: string; readonly path: string } | null,
  role: Role,
): Actor {
  const office = unit.kind === 'department' ? above : null;
  const { id, code, name, level, kind, path, regionCode } = unit;
  return {
    ...NOBODY,
    role,
    unit: { id, code, name, level, kind, path, regionCode },
    officeOf: office?.id ?? null,
    scope: subtreeOf(office?.path ?? path),
    can: permits(role),
  };
}
