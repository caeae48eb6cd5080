import type { SealedField } from '../../contracts/api-people.ts';
import type { Level, UnitKind } from '../../contracts/ledger.ts';
import type { Actor } from '../access/index.ts';
import { levelNumber } from '../org/index.ts';
import { OPEN_DOWN } from './policy.ts';
import type { Post } from './store.ts';

/** Who may do what with persons. Pure: what is known comes as arguments. */

type Seat = Pick<Actor, 'unit' | 'scope' | 'can'>;
interface Seen {
  readonly path: string;
  readonly level: Level;
}
const inScope = (actor: Pick<Actor, 'scope'>, path: string): boolean =>
  path >= actor.scope.from && path < actor.scope.to;
const stepsDown = (actor: Seat, level: Level): number => levelNumber(level) - levelNumber(actor.unit.level);

/** She keeps the roster of her own federation and of the units one level below, which may have no device (decision 0006). */
export const mayWriteAt = (actor: Seat, unit: Seen): boolean =>
  actor.can('person.write') && inScope(actor, unit.path) && stepsDown(actor, unit.level) <= 1;

/** May she open a sealed field of somebody who holds these posts (or last held them)? */
export function mayOpen(
  actor: Seat,
  field: SealedField,
  posts: readonly Pick<Post, 'unitPath' | 'level' | 'to'>[],
  day: string,
): boolean {
  if (!actor.can('person.open')) return false;
  const held = posts.filter((p) => p.to === null || p.to > day);
  const last = posts.filter((p) => p.to !== null).toSorted((a, b) => ((a.to ?? '') < (b.to ?? '') ? 1 : -1));
  // Who left a unit is no longer its business; who holds nothing any more stays with the last that kept her.
  const asked = held.length > 0 ? held : last.slice(0, 1);
  return asked.some((p) => inScope(actor, p.unitPath) && stepsDown(actor, p.level) <= OPEN_DOWN[field]);
}

/** Shares of working time of the posts she holds on a day: over 100 % is no share. */
export const shareOn = (posts: readonly Pick<Post, 'share' | 'from' | 'to'>[], day: string): number =>
  posts
    .filter((p) => (p.from === null || p.from <= day) && (p.to === null || p.to > day))
    .reduce((sum, p) => sum + (p.share ?? 0), 0);

export interface FederationUnit {
  readonly id: string;
  readonly level: Level;
  readonly kind: UnitKind;
  readonly path: string;
}
/**
 * The federation whose consent a move needs (R-06 「须征得上一级妇联组织的同意」): the one above the post's unit, and above
 * the asker's own, so that nobody's own level consents to what it wants. Both lines come top first. Null when there is none.
 */
export function whoConsents(
  postLine: readonly FederationUnit[],
  askerLine: readonly FederationUnit[],
): FederationUnit | null {
  const federations = (line: readonly FederationUnit[]): FederationUnit[] =>
    line.filter((u) => u.kind === 'federation');
  const above = federations(postLine).slice(0, -1);
  const own = federations(askerLine).at(-1);
  return above.findLast((u) => !own || levelNumber(u.level) < levelNumber(own.level)) ?? null;
}
