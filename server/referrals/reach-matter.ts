import type { Actor } from '../access/index.ts';
import {
  actingFor,
  assertSecondStep,
  dossierById,
  hasKnown,
  isKeptFrom,
  type Matter,
  withMatters,
} from '../flows/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { ReferralKit } from './kit.ts';
import type { By } from './record.ts';
import type { Referral } from './referral.ts';
import { referralById } from './store.ts';

/** A matter as its referrals see it, for somebody who has had it in hand. */
export interface Reached {
  readonly tx: Tx;
  readonly matter: Matter;
  /** She, or who she stands in for, is responsible now. */
  readonly isHers: boolean;
  readonly by: By;
}

/**
 * Reaches a matter that she knows. Errors: not-found for any other, also for one that is only offered or shown as late.
 * `held` keeps its responsible person until the transaction ends.
 */
export async function withKnownMatter<T>(
  kit: ReferralKit,
  actor: Actor,
  matterId: string,
  held: boolean,
  fn: (r: Reached) => Promise<T>,
): Promise<T> {
  const acting = await actingFor(kit.flows, actor);
  const seats = [acting.own, ...acting.principals];
  return await withMatters(kit.flows, actor, acting, async (tx) => {
    const d = await dossierById(tx, kit.flows.vault, matterId, held);
    const knows = d && seats.some((s) => hasKnown(d, s.postId));
    if (!knows || (await isKeptFrom(kit.flows, tx, d, acting, kit.flows.now())))
      throw new AppError('not-found', { what: '这件事' });
    await assertSecondStep(kit.flows, actor, d.matter);
    return await fn({
      tx,
      matter: d.matter,
      isHers: seats.some((s) => s.postId === d.matter.holder.postId),
      by: { accountId: actor.accountId, postId: actor.postId, name: actor.name },
    });
  });
}

/** The same by one of its referrals, held for a change. Errors: not-found; matter.not-yours for who is not responsible. */
export async function withOwnReferral<T>(
  kit: ReferralKit,
  actor: Actor,
  referralId: string,
  fn: (r: Reached & { readonly referral: Referral }) => Promise<T>,
): Promise<T> {
  const acting = await actingFor(kit.flows, actor);
  const found = await withMatters(kit.flows, actor, acting, (tx) => referralById(tx, referralId), 'read');
  if (!found) throw new AppError('not-found', { what: '这件转办' });
  return await withKnownMatter(kit, actor, found.matterId, true, async (reached) => {
    const referral = await referralById(reached.tx, referralId, true);
    if (!referral) throw new AppError('not-found', { what: '这件转办' });
    if (!reached.isHers) throw notHers(reached.matter);
    return await fn({ ...reached, referral });
  });
}

export const notHers = (matter: Matter): AppError =>
  new AppError('matter.not-yours', {
    state: matter.closedAt ? '已办结' : '在办',
    holder: matter.holder.name,
  });
