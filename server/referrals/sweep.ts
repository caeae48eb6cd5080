import type { FlowKit } from '../flows/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { happened } from './record.ts';
import type { Referral } from './referral.ts';
import { isOpen, nextOf } from './rules.ts';
import { referralById, updateReferral } from './store.ts';

const BATCH = 500;

/**
 * Looks after referrals whose day has come (转办到期): swept, never timed. Without an answer by the day our person is told to
 * call (催); still without one, to write the paper (督促处理意见); past its days the link is over. Each once; safe to run twice
 * and beside another. Answers how many.
 */
export async function sweepReferrals(flows: FlowKit): Promise<number> {
  const { worker, now } = flows;
  const at = now();
  const due = await worker.transaction(
    [],
    (tx) => tx.sql('SELECT id FROM referral WHERE next_at <= $1 ORDER BY next_at LIMIT $2', [at, BATCH]),
    'read',
  );
  // One transaction each: what stands in the way of one does not hold up the others.
  for (const row of due) await worker.transaction([], (tx) => lookAfter(flows, tx, String(row['id']), at));
  return due.length;
}

async function lookAfter(flows: FlowKit, tx: Tx, id: string, at: Date): Promise<void> {
  let r = await referralById(tx, id, true);
  const next = r && nextOf(r);
  // Answered, withdrawn or asked meanwhile.
  if (!r || !isOpen(r) || !next || next > at) {
    if (r) await updateNext(tx, r);
    return;
  }
  const tell = async (kind: 'due' | 'silent' | 'expired', after: Referral): Promise<void> => {
    await happened(tx, flows.vault, after, { kind, at, by: null });
    r = after;
  };
  if (!r.askedAt && !r.dueToldAt && r.dueAt <= at) await tell('due', { ...r, dueToldAt: at, needs: 'chase' });
  if (!r.askedAt && !r.silentAt && r.urgeAt <= at)
    await tell('silent', { ...r, silentAt: at, needs: 'urge' });
  if (r.expiresAt <= at) await tell('expired', { ...r, state: 'expired', needs: r.needs ?? 'urge' });
  await updateReferral(tx, r);
}

async function updateNext(tx: Tx, r: Referral): Promise<void> {
  await tx.sql('UPDATE referral SET next_at = $3 WHERE region_code = $1 AND id = $2', [
    r.regionCode,
    r.id,
    nextOf(r),
  ]);
}
