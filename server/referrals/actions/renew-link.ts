import type { ReferralLink } from '../../../contracts/api-referrals.ts';
import type { Actor } from '../../access/index.ts';
import { unitById } from '../../org/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { codesOf, isSame, printOfPin, printOfRequest, printOfToken } from '../codes.ts';
import { waitsFor } from '../days.ts';
import type { ReferralKit } from '../kit.ts';
import { withOwnReferral } from '../reach-matter.ts';
import { happened } from '../record.ts';
import { momentsOf } from '../rules.ts';
import { eventsOf, insertLink, updateReferral, wasDone } from '../store.ts';
import { linkOf } from './send-referral.ts';

/**
 * A new link and PIN in place of the old (换链接): lost, locked by wrong guesses, or past its days. The clock of the answer
 * stays as it was. The same press twice shows the same link. Errors: not-found, matter.not-yours, referral.moved, referral.over.
 */
export async function renewLink(
  kit: ReferralKit,
  actor: Actor,
  id: string,
  body: { readonly requestKey: string; readonly version: number },
): Promise<ReferralLink> {
  const { vault, now } = kit.flows;
  const at = now();
  const codes = codesOf(vault, actor.accountId, body.requestKey);
  const linkPrint = printOfToken(vault, codes.token);
  if (!linkPrint) throw new Error('a link of ours has no print');
  const requestPrint = printOfRequest(vault, actor.accountId, body.requestKey);
  return await withOwnReferral(kit, actor, id, async ({ tx, referral, by }) => {
    if (await wasDone(tx, referral, requestPrint)) {
      if (!isSame(referral.linkPrint, linkPrint)) throw new AppError('referral.moved');
      return linkOf(referral, codes);
    }
    if (referral.version !== body.version) throw new AppError('referral.moved');
    if (referral.state === 'withdrawn' || referral.state === 'answered') throw new AppError('referral.over');
    const unit = await unitById(tx, referral.unitId);
    const waits = await waitsFor(tx, unit ?? { path: referral.unitPath }, at);
    const { expiresAt } = momentsOf(at, { ...waits, days: 0 });
    // Accepted before it ran out, it is accepted still.
    const hadAccepted = (await eventsOf(tx, vault, referral)).some((e) => e.kind === 'accepted');
    const after = {
      ...referral,
      state: hadAccepted ? ('accepted' as const) : ('sent' as const),
      linkPrint,
      pinPrint: printOfPin(vault, id, codes.pin),
      wrongPins: 0,
      expiresAt: expiresAt > referral.expiresAt ? expiresAt : referral.expiresAt,
    };
    await insertLink(tx, referral, linkPrint);
    await happened(tx, vault, referral, { kind: 'renewed', at, by, requestPrint });
    await updateReferral(tx, after);
    return linkOf(after, codes);
  });
}
