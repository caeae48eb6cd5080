import type { Vault } from '../../platform/crypto/index.ts';
import { hostCookie, readCookie } from '../../platform/http/index.ts';

const NAME = '__Host-opened';
/** How long after the PIN the page goes on without it. */
const MINUTES = 30;

/**
 * Who has just given the PIN does not give it again with every form: a sealed cookie says which referral was opened, until
 * when. It is worth nothing without the link.
 */
export function passFor(vault: Vault, referralId: string, at: Date): string {
  const until = at.getTime() + MINUTES * 60_000;
  return hostCookie(
    NAME,
    vault.seal({ table: 'referral', column: 'pass', row: referralId }, String(until)),
    MINUTES * 60,
  );
}

/** True when the request carries a pass for this referral that has not run out. */
export function hasPass(vault: Vault, request: Request, referralId: string, at: Date): boolean {
  const kept = readCookie(request, NAME);
  if (!kept) return false;
  try {
    const until = Number(vault.open({ table: 'referral', column: 'pass', row: referralId }, kept));
    return until > at.getTime();
  } catch {
    // Of another referral, changed, or sealed with a key that is gone: she gives the PIN.
    return false;
  }
}
