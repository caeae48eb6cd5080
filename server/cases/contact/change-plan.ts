import type { ContactPlan, ContactView } from '../../../contracts/safe-contact.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { FlowKit, Matter } from '../../flows/index.ts';
import type { Vault } from '../../platform/crypto/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { CaseKit } from '../kit.ts';
import { chainOf } from './chain.ts';
import { assertMayWrite, withContact } from './known.ts';
import { viewFor } from './read-contact.ts';
import { insertPlan, planOfRequest, plansOf } from './store.ts';

type Subject = Pick<Matter, 'regionCode' | 'id' | 'unitPath'>;
interface Change {
  readonly plan: ContactPlan;
  /** The version from which it was changed. */
  readonly seen: string | null;
  readonly requestKey: string;
  /** Null: she herself. */
  readonly by: { readonly accountId: string; readonly postId: string; readonly name: string } | null;
}

/**
 * The responsible person writes down what she said (改怎么联系). Of two who change it at once one is told that it changed.
 * Errors: not-found, matter.not-yours, contact.moved.
 */
export const changePlan = (
  kit: CaseKit,
  actor: Actor,
  matterId: string,
  body: { readonly requestKey: string; readonly seen: string | null; readonly plan: ContactPlan },
): Promise<ContactView> =>
  withContact(kit, actor, matterId, async (k) => {
    assertMayWrite(k);
    await keepPlan(kit, k.d.matter, {
      ...body,
      requestKey: `${actor.accountId}/${body.requestKey}`,
      by: { accountId: actor.accountId, postId: actor.postId, name: actor.name },
    });
    return await viewFor(kit, k);
  });

/** Keeps a new version, held at the first matter of the chain, so that two changes come one after the other. Errors: contact.moved. */
export async function keepPlan(kit: CaseKit, matter: Subject, change: Change): Promise<void> {
  const at = kit.flows.now();
  await kit.flows.worker.transaction([], async (tx) => {
    const chain = await chainOf(tx, kit.flows.flows, matter.id);
    await tx.sql('SELECT id FROM matter WHERE id = $1 FOR UPDATE', [chain[0] ?? matter.id]);
    if ((await planOfRequest(tx, matter.regionCode, change.requestKey)) !== null) return;
    const [last] = await plansOf(tx, kit.vault, chain, 1);
    if ((last?.id ?? null) !== change.seen)
      throw new AppError('contact.moved', { who: last?.by ?? '她自己' });
    // Looked at and sent as it was: no new version.
    if (last && JSON.stringify(last.plan) === JSON.stringify(change.plan)) return;
    await insertPlan(tx, kit.vault, matter, { ...change, at });
    await recordChange(tx, matter, change.by, at);
  });
}

/** Asked when a matter is begun: the first version, or the next one of a chain, in the beginning's own transaction. */
export async function keepFirstPlan(
  o: { readonly vault: Vault; readonly flows: Pick<FlowKit, 'now'> },
  tx: Tx,
  matter: Subject,
  plan: ContactPlan,
  by: Change['by'],
): Promise<void> {
  const at = o.flows.now();
  await insertPlan(tx, o.vault, matter, { plan, at, by, requestKey: `begun/${matter.id}` });
  await recordChange(tx, matter, by, at);
}

const recordChange = (tx: Tx, matter: Subject, by: Change['by'], at: Date): Promise<void> =>
  recordEvent(tx, {
    regionCode: matter.regionCode,
    accountId: by?.accountId ?? null,
    postId: by?.postId ?? null,
    unitPath: matter.unitPath,
    action: by ? 'contact.set' : 'contact.set-by-her',
    object: 'matter',
    objectId: matter.id,
    result: 'ok',
    detail: {},
    at,
  });
