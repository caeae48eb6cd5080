import { createHash, randomBytes } from 'node:crypto';
import { recordEvent } from '../audit/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { checkPassword, hashPassword, needsRehash } from './passwords.ts';
import {
  accountByLogin,
  addFailure,
  changeSessionPost,
  clearFailures,
  deleteSession,
  insertSession,
  postsOf,
  recentFailures,
  setPassword,
} from './store.ts';

const WINDOW_MINUTES = 15;
/** Per login and address together, so that nobody locks another out for ever; per address wider (SECURITY 4). */
const MOST_PER_LOGIN = 6;
const MOST_PER_ADDRESS = 60;

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
/** 256 bits; only its hash is stored (SECURITY 7). */
export const newToken = (): string => randomBytes(32).toString('base64url');

/**
 * Signs in and opens a session with the account's first post. `db` is the identity store's own way in (no row scope:
 * who she is comes before what she reaches). Errors: sign-in.wrong, sign-in.slow-down, sign-in.no-post.
 */
export async function signIn(
  db: Database,
  input: { readonly login: string; readonly password: string; readonly address: string },
  at: Date,
): Promise<{ token: string; accountId: string }> {
  const login = input.login.trim().toLowerCase();
  const keys = [`login:${login}@${input.address}`, `address:${input.address}`];
  const since = new Date(at.getTime() - WINDOW_MINUTES * 60_000);
  const { account, failures } = await db.transaction([], async (tx) => ({
    account: await accountByLogin(tx, login),
    failures: await Promise.all(keys.map((k) => recentFailures(tx, k, since))),
  }));
  if ((failures[0] ?? 0) >= MOST_PER_LOGIN || (failures[1] ?? 0) >= MOST_PER_ADDRESS) {
    throw new AppError('sign-in.slow-down', { minutes: WINDOW_MINUTES, retryAfter: WINDOW_MINUTES * 60 });
  }
  const right = await checkPassword(account?.password, input.password);
  if (!right || !account || account.disabledAt !== null) {
    await db.transaction([], async (tx) => {
      for (const key of keys) await addFailure(tx, key, at);
      await recordEvent(tx, { ...EVENT, accountId: account?.id ?? null, result: 'denied', at });
    });
    throw new AppError('sign-in.wrong');
  }
  const token = newToken();
  await db.transaction([], async (tx) => {
    const [post] = await postsOf(tx, account.id, chinaDay(at));
    if (!post) throw new AppError('sign-in.no-post');
    await insertSession(tx, { tokenHash: hashToken(token), accountId: account.id, postId: post.id, at });
    for (const key of keys.slice(0, 1)) await clearFailures(tx, key);
    if (needsRehash(account.password)) await setPassword(tx, account.id, await hashPassword(input.password));
    await recordEvent(tx, { ...EVENT, accountId: account.id, postId: post.id, result: 'ok', at });
  });
  return { token, accountId: account.id };
}

const EVENT = {
  regionCode: '000000',
  postId: null,
  unitPath: null,
  action: 'sign-in',
  object: 'session',
  objectId: null,
  detail: {},
} as const;

export async function signOut(db: Database, token: string): Promise<void> {
  await db.transaction([], (tx) => deleteSession(tx, hashToken(token)));
}

/** Acts with another of her posts; the session gets a new token, since its powers change. */
export async function choosePost(
  db: Database,
  token: string,
  accountId: string,
  postId: string,
  at: Date,
): Promise<string> {
  const next = newToken();
  await db.transaction([], async (tx) => {
    const posts = await postsOf(tx, accountId, chinaDay(at));
    if (!posts.some((p) => p.id === postId)) throw new AppError('not-found', { what: '这个职务' });
    await changeSessionPost(tx, hashToken(token), hashToken(next), postId);
  });
  return next;
}
