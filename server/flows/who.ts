import type { Scope } from '../../contracts/expression.ts';
import type { Transition, Who } from '../../contracts/flow.ts';
import type { CompiledFlow } from './compile.ts';
import { type Dossier, hasKnown, isTakingPart, type Seat } from './matter.ts';
import { isAt, type Place } from './people.ts';

/** She who acts: her own seat, and those she stands in for while they are away (代理). */
export interface Acting {
  readonly own: Seat;
  /** The post for which the one she acts in was made, where it only stands in for another; null for a post of her own. */
  readonly standsFor: string | null;
  readonly principals: readonly Seat[];
}

/** In which seat she may take a step: her own before one she stands in for; null = in none. Pure. */
export function seatFor(
  flow: CompiledFlow,
  t: Transition,
  acting: Acting,
  d: Dossier,
  place: Place,
  scope: Scope,
): Seat | null {
  if (t.automatic) return null;
  if (!t.from.includes(d.matter.state)) return null;
  if (t.when !== undefined && flow.judge(t.when, scope) !== true) return null;
  const seats = [acting.own, ...acting.principals];
  return (
    seats.find(
      (s) =>
        // Who is not told yet what a case is about takes it or leaves it; she decides nothing in it (0022).
        (flow.definition.privacy !== 'case' || hasKnown(d, s.postId)) &&
        t.who.some((who) => fits(flow, who, s, acting, d, place, scope)) &&
        mayDecide(t, s, acting, d),
    ) ?? null
  );
}

/** True when a seat is who a definition asks for. */
export function fits(
  flow: CompiledFlow,
  who: Who,
  seat: Seat,
  acting: Acting,
  d: Dossier,
  place: Place,
  scope: Scope,
): boolean {
  if (who.roles && !who.roles.includes(seat.role)) return false;
  if (who.levels && !who.levels.includes(seat.unit.level)) return false;
  if (who.when !== undefined && flow.judge(who.when, scope) !== true) return false;
  const { matter } = d;
  switch (who.is) {
    case 'starter':
      // Hers alone: nobody stands in for the person whose matter it is.
      return (
        acting.own.personId === matter.starter.personId &&
        seat === acting.own &&
        seat.postId === matter.starter.postId
      );
    case 'responsible':
      return seat.postId === matter.holder.postId;
    case 'offered':
      return seat.postId === matter.offered?.postId;
    case 'taking-part':
      // To whom it is only offered, or shown because it is late, has no part in it yet.
      return isTakingPart(d, seat.postId);
    default:
      return isAt(who.is, seat, place);
  }
}

/**
 * Nobody approves her own (不得自批): not as herself in whatever post, not through a deputy, not as a deputy of who does.
 * And who took one of the steps named in `notBy` does not take this one.
 */
export function mayDecide(t: Transition, seat: Seat, acting: Acting, d: Dossier): boolean {
  const persons = [acting.own.personId, seat.personId];
  if (t.decides && persons.includes(d.matter.starter.personId)) return false;
  return !d.steps.some(
    (s) => (t.notBy ?? []).includes(s.step) && s.by !== null && persons.includes(s.by.personId),
  );
}

/** The same question of who would be handed a matter that she may then have to decide. */
export const isOwn = (seat: Pick<Seat, 'personId'>, d: Pick<Dossier, 'matter'>): boolean =>
  seat.personId === d.matter.starter.personId;
