import type { FlowKit } from '../flows/index.ts';
import { happened } from './record.ts';
import { referralById, updateReferral } from './store.ts';

/**
 * She withdraws what she told us (撤回): what went to agencies by her consent is taken back with it, in the same moment. Their
 * links are good for nothing any more and say no more than that; the responsible person sees it on the case and among what
 * waits for her, since she must tell the agency by another way. What a law wanted reported stays. Answers how many.
 */
export async function takeBackReferrals(flows: FlowKit, matterIds: readonly string[]): Promise<number> {
  const at = flows.now();
  return await flows.worker.transaction([], async (tx) => {
    const rows = await tx.sql(
      `SELECT id FROM referral WHERE matter_id = ANY ($1::uuid[]) AND basis = 'consent'
         AND state IN ('sent', 'accepted', 'expired') ORDER BY id`,
      [matterIds],
      'referrals-take-back',
    );
    let taken = 0;
    for (const row of rows) {
      const r = await referralById(tx, String(row['id']), true);
      // Answered or taken back in between.
      if (!r || !['sent', 'accepted', 'expired'].includes(r.state)) continue;
      await happened(tx, flows.vault, r, {
        kind: 'withdrawn',
        at,
        by: null,
        said: { words: '她撤回了,链接已经自动收回。请另外告诉对方:这件事不用再办。' },
      });
      await updateReferral(tx, { ...r, state: 'withdrawn', needs: 'read', askedAt: null });
      taken += 1;
    }
    return taken;
  });
}
