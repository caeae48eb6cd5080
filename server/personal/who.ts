import type { Actor } from '../access/index.ts';
import {
  type Dossier,
  dossierById,
  type FlowKit,
  isAgainstSeat,
  isAt,
  type Place,
  placeOf,
  type Seat,
} from '../flows/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';

/**
 * Who tends to what a woman asks of her own data: the responsible person, the head of the department that has it or of the
 * office's rights department, the chair. Never an administrator: of the three powers (三员) none sees a case; the security
 * administrator decides on an erasure by number, day and ground alone. Pure.
 */
export function tendsTo(seat: Seat, d: Pick<Dossier, 'matter'>, place: Place): boolean {
  if (seat.postId === d.matter.holder.postId) return true;
  if (isAt('department-head', seat, place) || isAt('chair', seat, place)) return true;
  return (
    seat.role === 'department-head' &&
    seat.unit.kind === 'department' &&
    seat.unit.parentId === place.office.id &&
    /权益|维权/.test(seat.unit.name)
  );
}

/** A case with where it lies, for who tends to it. */
export interface Tended {
  readonly d: Dossier;
  readonly place: Place;
}

/**
 * A case that she tends to; null for every other, for what is no case, and for what is against her (she must not learn of
 * it). Asked as the worker or the owner, which see all.
 */
export async function tended(
  kit: FlowKit,
  tx: Tx,
  seats: readonly Seat[],
  matterId: string,
  hold = false,
): Promise<Tended | null> {
  const d = await known(kit, tx, matterId, hold);
  const place = d && (await placeOf(tx, d.matter.unitId));
  if (!d || !place || !seats.some((s) => tendsTo(s, d, place))) return null;
  const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
  if (flow.definition.privacy !== 'case') return null;
  const [own] = seats;
  return own && (await isAgainstSeat(kit, tx, matterId, own)) ? null : { d, place };
}

/** A case whose key is destroyed and that stands all the same (an older copy without its list of erasures) is none. */
async function known(kit: FlowKit, tx: Tx, matterId: string, hold: boolean): Promise<Dossier | null> {
  try {
    return await dossierById(tx, kit.vault, matterId, hold);
  } catch (error) {
    if (error instanceof AppError && error.code === 'content.erased') return null;
    throw error;
  }
}

/** Cases want a second step of everybody who looks. Errors: matter.second-step. */
export function assertProvedTwice(actor: Actor): void {
  if (!actor.provedTwice) throw new AppError('matter.second-step');
}
