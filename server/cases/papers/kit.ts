import type { Actor } from '../../access/index.ts';
import type { Shelf } from '../../files/index.ts';
import {
  actingFor,
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

/** What files and evidence packs of matters work with. */
export interface PaperKit {
  readonly vault: Vault;
  readonly flows: FlowKit;
  readonly shelf: Shelf;
}

type Right = NonNullable<Awaited<ReturnType<typeof mayKnow>>>;
export interface Known {
  readonly tx: Tx;
  readonly d: Dossier;
  readonly acting: Awaited<ReturnType<typeof actingFor>>;
  readonly right: Right;
  /** It is in her hands now, or in those of one she stands in for. */
  readonly holds: boolean;
  readonly at: Date;
}

/**
 * Runs with a matter that she knows, in her transaction; for everybody else it does not exist (404): to whom it is only
 * offered, who is shown that it is late, who is above.
 */
export async function withKnown<T>(
  kit: PaperKit,
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
    await assertSecondStep(kit.flows, actor, d.matter);
    const seats = [acting.own, ...acting.principals];
    const holds = d.matter.closedAt === null && seats.some((s) => s.postId === d.matter.holder.postId);
    return await fn({ tx, d, acting, right, holds, at });
  });
}

/** Throws matter.not-yours for who may look and has it not in hand. */
export function assertHolds({ d, holds }: Known): void {
  if (!holds) throw new AppError('matter.not-yours', { holder: d.matter.holder.name, state: d.matter.state });
}
