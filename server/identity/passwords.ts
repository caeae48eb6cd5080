import { hash, verify } from '@node-rs/argon2';

/** Argon2id, 19 MiB, t=2 (ASVS 6.2; SECURITY 1). Rehashed at sign-in when these rise. */
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Verified when nobody has that login, so that both answers cost the same work (SECURITY 5). */
const NOBODY_HASH =
  '$argon2id$v=19$m=19456,t=2,p=1$c29tZS1zYWx0LWhlcmUhIQ$8RrCq7Gg1vJbmvQvDPIb0GkX8gDqQnAIiRm4o7M2h7A';

export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFC'), OPTIONS);
}

/** True when right; does the same work for an unknown login (`stored` undefined). */
export async function checkPassword(stored: string | undefined, password: string): Promise<boolean> {
  try {
    const right = await verify(stored ?? NOBODY_HASH, password.normalize('NFC'));
    return right && stored !== undefined;
  } catch {
    return false;
  }
}

export const needsRehash = (stored: string): boolean =>
  !stored.includes(`m=${OPTIONS.memoryCost},t=${OPTIONS.timeCost},p=${OPTIONS.parallelism}`);
