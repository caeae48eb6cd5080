import type { Actor } from '../access/index.ts';
import {
  actingFor,
  assertNotErased,
  assertSecondStep,
  type Dossier,
  dossierById,
  mayKnow,
  withMatters,
} from '../flows/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { CaseKit } from './kit.ts';

/** A matter whose content she knows, in her transaction. */
export interface KnownMatter {
  readonly tx: Tx;
  readonly d: Dossier;
  readonly acting: Awaited<ReturnType<typeof actingFor>>;
  readonly right: NonNullable<Awaited<ReturnType<typeof mayKnow>>>;
  /** She, or one she stands in for, has it in hand, or had it last. */
  readonly isHers: boolean;
  readonly at: Date;
}

/**
 * Runs with a matter that she knows; for everybody else it does not exist (404): to whom it is only offered, who is shown
 * that it is late, who is above. Errors: not-found, matter.erased, matter.second-step.
 */
export async function withKnown<T>(
  kit: CaseKit,
  actor: Actor,
  matterId: string,
  fn: (k: KnownMatter) => Promise<T>,
): Promise<T> {
  const acting = await actingFor(kit.flows, actor);
  const at = kit.flows.now();
  return await withMatters(kit.flows, actor, acting, async (tx) => {
    const d = await dossierById(tx, kit.vault, matterId, false);
    const right = d && (await mayKnow(kit.flows, tx, d, acting, at));
    if (!d || !right) throw new AppError('not-found', { what: '这件事' });
    assertNotErased(d.matter);
    await assertSecondStep(kit.flows, actor, d.matter);
    const isHers = [acting.own, ...acting.principals].some((s) => s.postId === d.matter.holder.postId);
    return await fn({ tx, d, acting, right, isHers, at });
  });
}
