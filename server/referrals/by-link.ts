import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { isSame, printOfToken } from './codes.ts';
import type { ReferralKit } from './kit.ts';
import type { Referral } from './referral.ts';
import { MOST_WRONG_PINS } from './rules.ts';
import { contextOfLink, contextOfReferral, referralById, referralOfLink } from './store.ts';

/**
 * The referral behind a link, in a transaction that sees this one and no other, held when something is going to change.
 * Errors, each a sentence that tells nothing of what it was about: referral.link-unknown, -withdrawn, -expired, -replaced,
 * -answered, -locked.
 */
export async function byLink<T>(
  kit: ReferralKit,
  token: string,
  mode: 'read' | 'write',
  fn: (tx: Tx, r: Referral) => Promise<T>,
): Promise<T> {
  const { db, vault, now } = kit.flows;
  const print = printOfToken(vault, token);
  if (!print) throw new AppError('referral.link-unknown');
  const id = await db.transaction([contextOfLink(print)], (tx) => referralOfLink(tx, print), 'read');
  if (id === null) throw new AppError('referral.link-unknown');
  return await db.transaction(
    [contextOfReferral(id)],
    async (tx) => {
      const r = await referralById(tx, id, mode === 'write');
      if (!r) throw new AppError('referral.link-unknown');
      assertGood(r, print, now());
      return await fn(tx, r);
    },
    mode,
  );
}

/** Why a link is good for nothing any more. Pure. */
function assertGood(r: Referral, print: Buffer, at: Date): void {
  if (r.state === 'withdrawn') throw new AppError('referral.link-withdrawn');
  if (!isSame(r.linkPrint, print)) throw new AppError('referral.link-replaced');
  if (r.state === 'answered') throw new AppError('referral.link-answered');
  // By the clock and not by the sweep: at the second.
  if (r.state === 'expired' || at >= r.expiresAt) throw new AppError('referral.link-expired');
  if (r.wrongPins >= MOST_WRONG_PINS) throw new AppError('referral.link-locked');
}
