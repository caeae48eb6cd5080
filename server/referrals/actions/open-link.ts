import { AppError } from '../../platform/errors/index.ts';
import { byLink } from '../by-link.ts';
import { isSame, printOfPin, typedPin } from '../codes.ts';
import type { ReferralKit } from '../kit.ts';
import { type Letter, letterFor } from '../letter.ts';
import { happened } from '../record.ts';
import { MOST_WRONG_PINS } from '../rules.ts';
import { updateReferral } from '../store.ts';

/** Looks whether a link may still be used, and tells nothing else. Errors: as `byLink`. */
export const lookAtLink = (kit: ReferralKit, token: string): Promise<string> =>
  byLink(kit, token, 'read', async (_tx, r) => r.id);

/**
 * Opens a referral by its link and PIN. Each opening is written down; wrong PINs are counted on the held row, so that
 * guesses at once are guesses one after the other, and the sixth locks the link. Errors: as `byLink`, referral.pin-wrong.
 */
export async function openLink(kit: ReferralKit, token: string, typed: string): Promise<Letter> {
  const { vault, now } = kit.flows;
  const at = now();
  const opened = await byLink(kit, token, 'write', async (tx, r) => {
    if (isSame(r.pinPrint, printOfPin(vault, r.id, typedPin(typed)))) {
      await happened(tx, vault, r, { kind: 'opened', at, by: null });
      const after = { ...r, opens: r.opens + 1 };
      await updateReferral(tx, after);
      return await letterFor(kit, tx, after, at);
    }
    const wrongPins = r.wrongPins + 1;
    const isLocked = wrongPins >= MOST_WRONG_PINS;
    await happened(tx, vault, r, { kind: isLocked ? 'locked' : 'wrong-pin', at, by: null });
    await updateReferral(tx, { ...r, wrongPins });
    return MOST_WRONG_PINS - wrongPins;
  });
  // Thrown outside, or the count would be rolled back with it.
  if (opened === 0) throw new AppError('referral.link-locked');
  if (typeof opened === 'number') throw new AppError('referral.pin-wrong', { left: opened });
  return opened;
}

/** Opens it again for who has given the PIN a moment ago (the page's own cookie says so). Errors: as `byLink`. */
export async function openAgain(kit: ReferralKit, token: string, id: string): Promise<Letter> {
  const { vault, now } = kit.flows;
  const at = now();
  return await byLink(kit, token, 'write', async (tx, r) => {
    if (r.id !== id) throw new AppError('referral.pin-first');
    await happened(tx, vault, r, { kind: 'opened', at, by: null });
    const after = { ...r, opens: r.opens + 1 };
    await updateReferral(tx, after);
    return await letterFor(kit, tx, after, at);
  });
}
