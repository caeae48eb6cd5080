import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { recordEvent } from '../audit/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Vault } from '../platform/crypto/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import type { PasswordProfile } from './password-rules.ts';
import { checkPassword, hashPassword, needsRehash } from './passwords.ts';
import { plainCode } from './readable-code.ts';
import { checkSecondStep } from './second-step.ts';
import {
  type Account,
  accountById,
  accountByLogin,
  postsOf,
  setMustChange,
  setPasswordHash,
} from './store.ts';
import {
  accountCodeOf,
  deleteStep,
  deleteStepsOf,
  insertStep,
  spendAccountCode,
  stepByToken,
} from './store-codes.ts';
import { writeLog } from './store-log.ts';
import { secondFactorOf } from './store-second.ts';
import { changeSessionPost, deleteSession, insertSession } from './store-sessions.ts';
import { assertNotTooOften, countFailure, forgetFailures, passwordTries } from './throttle.ts';

/** What identity's acts work with. `db` is its own way in (no row scope: who she is comes before what she reaches). */
export interface Identity {
  readonly db: Database;
  readonly vault: Vault;
  readonly profile: PasswordProfile;
}

/** From where somebody asks. */
export interface Origin {
  readonly address: string;
  /** In plain words, by `deviceWords`. */
  readonly device: string;
}

/** Either she is in, or her second step is wanted: `step` is the short-lived token that stands for her password. */
export type Entered =
  | { readonly in: true; readonly token: string; readonly accountId: string }
  | { readonly in: false; readonly step: string };

const STEP_MINUTES = 5;
export const CODE_PLACE = (accountId: string) => ({ table: 'account_code', column: 'print', row: accountId });

export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest();
/** 256 bits; only its hash is stored (SECURITY 7). */
const newToken = (): string => randomBytes(32).toString('base64url');

/**
 * The first step: a login with its password, or with a one-time code in its place. Errors: sign-in.wrong (one answer for
 * unknown, wrong and disabled), sign-in.slow-down, sign-in.no-post, account.waits.
 */
export async function signIn(
  o: Identity,
  input: { readonly login: string; readonly password: string } & Origin,
  at: Date,
): Promise<Entered> {
  const login = input.login.trim().toLowerCase();
  const tries = passwordTries(login, input.address);
  await assertNotTooOften(o.db, tries, at);
  const { account, code } = await o.db.transaction([], async (tx) => {
    const found = await accountByLogin(tx, login);
    return { account: found, code: found ? await accountCodeOf(tx, found.id) : null };
  });
  // The same work whether there is such an account, such a code, or neither (SECURITY 5).
  const byPassword = await checkPassword(account?.password, input.password);
  const print = o.vault.print(CODE_PLACE(account?.id ?? login), plainCode(input.password));
  const byCode = code !== null && code.print.length === print.length && timingSafeEqual(code.print, print);
  const codeLives = code !== null && code.usedAt === null && code.expiresAt > at;
  if (!account || account.disabledAt !== null || !(byPassword || (byCode && codeLives))) {
    await o.db.transaction([], async (tx) => {
      await countFailure(tx, tries, at);
      if (account) await writeLog(tx, { accountId: account.id, at, kind: 'wrong-password', ...input });
      await audit(tx, account?.id ?? null, 'denied', input, at);
    });
    // Whoever holds the very code may know that it is spent; it tells her nothing that she could not guess.
    if (byCode && account?.disabledAt === null)
      throw new AppError(code?.usedAt ? 'sign-in.code-spent' : 'sign-in.code-late');
    throw new AppError('sign-in.wrong');
  }
  const entering = { account, byCode: !byPassword };
  const wantsSecond = await o.db.transaction([], async (tx) => {
    await assertHasPost(tx, account.id, at);
    await forgetFailures(tx, tries);
    if (byPassword && needsRehash(account.password))
      await setPasswordHash(tx, account.id, await hashPassword(input.password));
    if (byPassword && isTooOld(account, o.profile, at)) await setMustChange(tx, account.id);
    return (await secondFactorOf(tx, account.id))?.confirmedAt != null;
  });
  if (!wantsSecond) return await o.db.transaction([], (tx) => openSession(tx, entering, input, at));
  const step = newToken();
  await o.db.transaction([], (tx) =>
    insertStep(tx, hashToken(step), {
      accountId: account.id,
      byCode: entering.byCode,
      expiresAt: new Date(at.getTime() + STEP_MINUTES * 60_000),
    }),
  );
  return { in: false, step };
}

/** The second step, with a code of the authenticator or a recovery code. Errors: sign-in.step-over and those of checkSecondStep. */
export async function finishSignIn(
  o: Identity,
  input: { readonly step: string; readonly code: string } & Origin,
  at: Date,
): Promise<Extract<Entered, { in: true }>> {
  const hash = hashToken(input.step);
  const { step, account } = await o.db.transaction([], async (tx) => {
    const found = await stepByToken(tx, hash);
    return { step: found, account: found ? await accountById(tx, found.accountId) : null };
  });
  if (!step || !account || step.expiresAt <= at || account.disabledAt !== null)
    throw new AppError('sign-in.step-over');
  await checkSecondStep(o, { ...input, accountId: account.id }, at);
  return await o.db.transaction([], async (tx) => {
    await deleteStep(tx, hash);
    return await openSession(tx, { account, byCode: step.byCode }, input, at);
  });
}

/** For whom the first step was taken; null when it is over. For the page that asks for the second. */
export async function stepOwner(o: Identity, step: string, at: Date): Promise<{ name: string } | null> {
  return await o.db.transaction([], async (tx) => {
    const found = await stepByToken(tx, hashToken(step));
    if (!found || found.expiresAt <= at) return null;
    const account = await accountById(tx, found.accountId);
    return account && account.disabledAt === null ? { name: account.displayName } : null;
  });
}

/** Opens a session of an account that has proved who she is. A one-time code is used up here, once (SECURITY 6). */
export async function openSession(
  tx: Tx,
  who: { readonly account: Account; readonly byCode: boolean },
  from: Origin,
  at: Date,
): Promise<Extract<Entered, { in: true }>> {
  const { account } = who;
  const post = await assertHasPost(tx, account.id, at);
  if (who.byCode) {
    if (!(await spendAccountCode(tx, account.id, at))) throw new AppError('sign-in.code-spent');
    await setMustChange(tx, account.id);
    await deleteStepsOf(tx, account.id);
    await writeLog(tx, { accountId: account.id, at, kind: 'code-used', ...from });
  }
  const token = newToken();
  await insertSession(tx, {
    tokenHash: hashToken(token),
    id: newId(at),
    accountId: account.id,
    postId: post.id,
    byCode: who.byCode,
    at,
    ...from,
  });
  await writeLog(tx, { accountId: account.id, at, kind: 'sign-in', ...from });
  await audit(tx, account.id, 'ok', from, at, who.byCode ? { byCode: true } : {});
  return { in: true, token, accountId: account.id };
}

async function assertHasPost(
  tx: Tx,
  accountId: string,
  at: Date,
): Promise<Awaited<ReturnType<typeof postsOf>>[number]> {
  const [post] = await postsOf(tx, accountId, chinaDay(at));
  if (post) return post;
  const waits = await tx.sql(
    'SELECT 1 FROM grant_request WHERE account_id = $1 AND decided_at IS NULL LIMIT 1',
    [accountId],
  );
  throw new AppError(waits.length > 0 ? 'sign-in.post-waits' : 'sign-in.no-post');
}

const isTooOld = (account: Account, profile: PasswordProfile, at: Date): boolean =>
  profile.days !== null &&
  account.passwordAt !== null &&
  at.getTime() - account.passwordAt.getTime() > profile.days * 86_400_000;

/** The account's place in the tree goes with the event, so that its own auditor finds it; an unknown login has none. */
async function audit(
  tx: Tx,
  accountId: string | null,
  result: 'ok' | 'denied',
  from: Origin,
  at: Date,
  detail: Readonly<Record<string, boolean>> = {},
): Promise<void> {
  const [post] = accountId ? await postsOf(tx, accountId, chinaDay(at)) : [];
  await recordEvent(tx, {
    regionCode: post?.regionCode ?? '000000',
    accountId,
    postId: post?.id ?? null,
    unitPath: post?.unitPath ?? null,
    action: 'sign-in',
    object: 'session',
    objectId: null,
    result,
    detail: { address: from.address, ...detail },
    at,
  });
}

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
