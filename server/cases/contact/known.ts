import type { ContactPlan } from '../../../contracts/safe-contact.ts';
import type { Actor } from '../../access/index.ts';
import type { FlowKit } from '../../flows/index.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { CaseKit } from '../kit.ts';
import { type KnownMatter, withKnown } from '../known-matter.ts';
import { chainOf, reachesHer } from './chain.ts';
import type { IsHoliday } from './hours.ts';
import { type KeptPlan, plansOf } from './store.ts';

export interface Known extends KnownMatter {
  /** It is about a woman who is to be reached. */
  readonly reaches: boolean;
}

/** Runs with a matter that she knows, as far as it reaches a woman. Errors: not-found, matter.erased, matter.second-step. */
export const withContact = <T>(
  kit: CaseKit,
  actor: Actor,
  matterId: string,
  fn: (k: Known) => Promise<T>,
): Promise<T> =>
  withKnown(kit, actor, matterId, async (known) => {
    const { flow, flowVersion } = known.d.matter;
    const { definition } = await kit.flows.flows.flow(flow, flowVersion);
    return await fn({ ...known, reaches: reachesHer(definition) });
  });

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
