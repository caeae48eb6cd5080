import type { Vault } from '../platform/crypto/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Referral, ReferralEvent, Sent } from './referral.ts';
import { eventsOf, openSent, referralById } from './store.ts';

const ERASED = 'erased';

/** How many referrals of these matters an agency still owes an answer to. */
export async function openReferrals(tx: Tx, matterIds: readonly string[]): Promise<number> {
  const rows = await tx.sql(
    `SELECT count(*)::int AS n FROM referral WHERE matter_id = ANY ($1::uuid[]) AND state IN ('sent', 'accepted')`,
    [matterIds],
  );
  return Number(rows[0]?.['n'] ?? 0);
}

/** What went to agencies of a matter and what they said (转办的副本). Whoever calls this has looked whether it may be read. */
export async function sentOf(
  tx: Tx,
  vault: Vault,
  matterId: string,
): Promise<
  { readonly referral: Referral; readonly sent: Sent; readonly events: readonly ReferralEvent[] }[]
> {
  const ids = await tx.sql('SELECT id FROM referral WHERE matter_id = $1 ORDER BY at, id', [matterId]);
  const out = [];
  for (const row of ids) {
    const referral = await referralById(tx, String(row['id']));
    if (referral)
      out.push({
        referral,
        sent: await openSent(tx, vault, referral.id),
        events: await eventsOf(tx, vault, referral),
      });
  }
  return out;
}

/**
 * Takes the sealed copies out and closes the links: to whom it went by kind, and when, stays. In a copy from before its end
 * it may be open still; then it is taken back. What an agency has printed is beyond us, and the page says so. As the owner.
 */
export async function eraseReferrals(tx: Tx, matterIds: readonly string[]): Promise<void> {
  const rows = await tx.sql(
    `UPDATE referral SET sealed = $2, needs = NULL, next_at = NULL,
       state = CASE WHEN state IN ('sent', 'accepted') THEN 'withdrawn' ELSE state END
     WHERE matter_id = ANY ($1::uuid[]) RETURNING id`,
    [matterIds, ERASED],
  );
  const ids = rows.map((r) => String(r['id']));
  await tx.sql('UPDATE referral_event SET sealed = NULL WHERE referral_id = ANY ($1::uuid[])', [ids]);
  await tx.sql('DELETE FROM referral_link WHERE referral_id = ANY ($1::uuid[])', [ids]);
}
