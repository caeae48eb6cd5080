import type { Database, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { addFailure, clearFailures, recentFailures, tooManyFailures } from './store-failures.ts';

/**
 * Failures counted in a window (SECURITY 4). Passwords: by login and address together, so that nobody locks another out
 * for ever; by address wider, since a whole office may stand behind one. Codes of the second step: by account, since only
 * who already has the password comes that far, and a million codes must not be tried from many addresses.
 */
const WINDOW_MINUTES = 15;
const MOST: Readonly<Record<'login' | 'address' | 'second', number>> = { login: 6, address: 60, second: 6 };

export interface Tried {
  readonly kind: keyof typeof MOST;
  readonly key: string;
}

export const passwordTries = (login: string, address: string): readonly Tried[] => [
  { kind: 'login', key: `login:${login}@${address}` },
  { kind: 'address', key: `address:${address}` },
];
export const codeTries = (accountId: string): readonly Tried[] => [
  { kind: 'second', key: `second:${accountId}` },
];

/** Throws `sign-in.slow-down` with the minutes that are left when one of the keys has failed too often. */
export async function assertNotTooOften(db: Database, tries: readonly Tried[], at: Date): Promise<void> {
  const since = new Date(at.getTime() - WINDOW_MINUTES * 60_000);
  const found = await db.transaction([], (tx) =>
    Promise.all(tries.map(async (t) => ({ ...t, ...(await recentFailures(tx, t.key, since)) }))),
  );
  const full = found.find((t) => t.count >= MOST[t.kind]);
  if (!full) return;
  const oldest = full.oldest?.getTime() ?? at.getTime();
  const left = Math.ceil((oldest + WINDOW_MINUTES * 60_000 - at.getTime()) / 1000);
  const retryAfter = Math.min(Math.max(left, 1), WINDOW_MINUTES * 60);
  throw new AppError('sign-in.slow-down', { minutes: Math.ceil(retryAfter / 60), retryAfter });
}

export async function countFailure(tx: Tx, tries: readonly Tried[], at: Date): Promise<void> {
  for (const t of tries) await addFailure(tx, t.key, at);
}

/** After a success: her own count starts anew; that of the address does not, or a guesser would sign in between. */
export async function forgetFailures(tx: Tx, tries: readonly Tried[]): Promise<void> {
  for (const t of tries) if (t.kind !== 'address') await clearFailures(tx, t.key);
}

/** Who is kept waiting at this moment after too many failures: by login, or by account where the code was wrong. */
export async function lockedOut(tx: Tx, at: Date): Promise<{ logins: string[]; accounts: string[] }> {
  const since = new Date(at.getTime() - WINDOW_MINUTES * 60_000);
  const full = await tooManyFailures(tx, since, Math.min(MOST.login, MOST.second));
  const of = (kind: string): string[] =>
    full.filter((key) => key.startsWith(kind)).map((key) => key.slice(kind.length));
  // Addresses of IPv6 hold colons, logins hold no '@'.
  return { logins: of('login:').map((l) => l.split('@')[0] ?? ''), accounts: of('second:') };
}
