import { timingSafeEqual } from 'node:crypto';
import type { Vault } from '../platform/crypto/index.ts';

/**
 * The link and its PIN (口令) are made from the form's own random key, as receipts of letters are: the same press twice shows
 * the same link, and neither is written anywhere. 256 bits in the address, six digits said by another way.
 */
export interface LinkCodes {
  readonly token: string;
  readonly pin: string;
}
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

export function codesOf(vault: Vault, accountId: string, requestKey: string): LinkCodes {
  const from = (column: string): Buffer =>
    vault.print({ table: 'referral', column, row: accountId }, requestKey);
  return {
    token: from('token').toString('base64url'),
    pin: String(from('pin-of').readUInt32BE(0) % 1_000_000).padStart(6, '0'),
  };
}

/** What stands in the database instead of the link; null for what can be none. */
export const printOfToken = (vault: Vault, token: string): Buffer | null =>
  TOKEN.test(token) ? vault.print({ table: 'referral_link', column: 'print', row: 'token' }, token) : null;

/** What stands there instead of the PIN: keyed, since six digits are tried in a second. */
export const printOfPin = (vault: Vault, referralId: string, pin: string): Buffer =>
  vault.print({ table: 'referral', column: 'pin_print', row: referralId }, pin);

/** As people type it: spaces, full-width digits. */
export const typedPin = (typed: string): string => typed.normalize('NFKC').replace(/[^0-9]/g, '');

export const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** What stands in the database instead of a request's key. */
export const printOfRequest = (vault: Vault, by: string, requestKey: string): Buffer =>
  vault.print({ table: 'referral', column: 'request_print', row: by }, requestKey);
