import { type Actor, withActor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { mayWriteFor } from '../../ledgers/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { FileKit } from '../kit.ts';
import { lineForHer } from '../reach.ts';
import { type Attachment, attachmentById, changeState } from '../store.ts';

/**
 * Withdraws an attachment (撤下附件) with a reason, or puts it back: it is not deleted, and who may write the line may do it.
 * Twice is once. Throws not-found, forbidden.
 */
export async function changeAttachment(
  kit: FileKit,
  actor: Actor,
  input: { id: string; state: Attachment['state']; reason: string },
): Promise<void> {
  const at = kit.now();
  await withActor(kit.db, actor, async (tx) => {
    const attachment = await attachmentById(tx, input.id);
    if (!attachment) throw new AppError('not-found', { what: '这个附件' });
    const { unit } = await lineForHer(kit, tx, actor, attachment.entryId);
    if (!mayWriteFor(actor, unit)) throw new AppError('forbidden');
    const changed = await changeState(tx, attachment, {
      state: input.state,
      reason: input.reason,
      accountId: actor.accountId,
      at,
    });
    if (!changed) return;
    await recordEvent(tx, {
      regionCode: attachment.regionCode,
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: attachment.unitPath,
      action: input.state === 'withdrawn' ? 'file.withdraw' : 'file.restore',
      object: `entry/${attachment.entryId}`,
      objectId: attachment.id,
      result: 'ok',
      detail: { reason: input.reason },
      at,
    });
  });
}
