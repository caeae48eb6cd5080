import type { ContactPlan } from '../../../contracts/safe-contact.ts';
import type { Actor } from '../../access/index.ts';
import {
  actingFor,
  assertNotErased,
  assertSecondStep,
  type Dossier,
  dossierById,
  type FlowKit,
  mayKnow,
  withMatters,
} from '../../flows/index.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { CaseKit } from '../kit.ts';
import { chainOf, reachesHer } from './chain.ts';
import type { IsHoliday } from './hours.ts';
import { type KeptPlan, plansOf } from './store.ts';

export interface Known {
  readonly tx: Tx;
  readonly d: Dossier;
  readonly acting: Awaited<ReturnType<typeof actingFor>>;
  readonly right: NonNullable<Awaited<ReturnType<typeof mayKnow>>>;
  /** She, or who she stands in for, has it in hand, or had it last. */
  readonly isHers: boolean;
  /** It is about a woman who is to be reached. */
  readonly reaches: boolean;
  readonly at: Date;
}

/** Runs with a matter whose content she knows; for everybody else it does not exist. Errors: not-found, matter.second-step. */
export async function withContact<T>(
  kit: CaseKit,
  actor: Actor,
  matterId: string,
  fn: (k: Known) => Promise<T>,
): Promise<T> {
  const acting = await actingFor(kit.flows, actor);
  const at = kit.flows.now();
  return await withMatters(kit.flows, actor, acting, async (tx) => {
    const d = await dossierById(tx, kit.vault, matterId, false);
    const right = d && (await mayKnow(kit.flows, tx, d, acting, at));
    if (!d || !right) throw new AppError('not-found', { what: '这件事' });
    assertNotErased(d.matter);
    await assertSecondStep(kit.flows, actor, d.matter);
    const { definition } = await kit.flows.flows.flow(d.matter.flow, d.matter.flowVersion);
    const isHers = [acting.own, ...acting.principals].some((s) => s.postId === d.matter.holder.postId);
    return await fn({ tx, d, acting, right, isHers, reaches: reachesHer(definition), at });
  });
}

/** Who is responsible writes; others look. Errors: matter.not-yours, not-found where nobody is to be reached. */
export function assertMayWrite({ d, isHers, reaches }: Known): void {
  if (!reaches) throw new AppError('not-found', { what: '联系方式' });
  if (!isHers)
    throw new AppError('matter.not-yours', { holder: d.matter.holder.name, state: d.matter.state });
}

/** How she may be reached, in all its versions, as the worker: the chain's other matters are behind their own walls. */
export const plansFor = (
  kit: { readonly flows: FlowKit; readonly vault: Vault },
  matterId: string,
  most?: number,
): Promise<readonly KeptPlan[]> =>
  kit.flows.worker.transaction(
    [],
    async (tx) => await plansOf(tx, kit.vault, await chainOf(tx, kit.flows.flows, matterId), most),
    'read',
  );

export const planFor = async (
  kit: { readonly flows: FlowKit; readonly vault: Vault },
  matterId: string,
): Promise<ContactPlan | null> => (await plansFor(kit, matterId, 1))[0]?.plan ?? null;

/** Legal holidays where a unit is; ordinary weekends are none. */
export async function holidaysOf(flows: FlowKit, tx: Tx, path: string): Promise<IsHoliday> {
  const calendar = await flows.calendarOf(tx, { path });
  return (day) => !calendar.isWorkday(day) && ![null, '周末'].includes(calendar.nameOf(day));
}
