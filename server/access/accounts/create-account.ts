import { randomBytes } from 'node:crypto';
import {
  accountById,
  accountByLogin,
  auditAccount,
  hashPassword,
  type Identity,
  insertAccount,
  issueCode,
  type Origin,
  openSession,
  passwordProblem,
  spendFirstCode,
} from '../../identity/index.ts';
import { findUnit } from '../../org/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { Actor } from '../actor.ts';
import type { Role } from '../policy.ts';
import { assertOneHand, checkPlace, givePost, type PostWanted, seatAccount } from './give-post.ts';
import { rolesAt } from './rules.ts';
import { accountKnown } from './store.ts';

export interface NewAccount extends PostWanted {
  readonly login: string;
  readonly name: string;
}

/**
 * A new account with its first post, and a one-time code for its first sign-in. Nobody ever knows a password of it but
 * its owner. Errors: account.login-taken and those of givePost.
 */
export async function createAccount(
  o: Identity,
  actor: Actor,
  wanted: NewAccount,
  at: Date,
): Promise<{ id: string; code: string; expiresAt: Date; waits: boolean }> {
  // A hash of something that nobody knows: a try with it costs what every other costs.
  const password = await hashPassword(randomBytes(32).toString('base64url'));
  return await o.db.transaction([], async (tx) => {
    const { unit } = await checkPlace(tx, actor, wanted);
    const id = await openAccount(tx, { ...wanted, password, mustChange: true }, at);
    await auditAccount(tx, actor, { action: 'account.create', accountId: id, at, place: unit });
    const { waits } = await givePost(tx, actor, { accountId: id, name: wanted.name, held: [] }, wanted, at);
    const issued = await issueCode(o, tx, { accountId: id, by: actor, purpose: 'first', at, place: unit });
    return { id, waits, ...issued };
  });
}

/** The bare account, without a post. Errors: account.login-taken. */
export async function openAccount(
  tx: Tx,
  a: { login: string; name: string; password: string; mustChange: boolean },
  at: Date,
): Promise<string> {
  const id = newId(at);
  const made = await insertAccount(tx, {
    id,
    login: a.login,
    password: a.password,
    displayName: a.name,
    sample: false,
    mustChange: a.mustChange,
    createdAt: at,
  });
  if (!made) throw new AppError('account.login-taken', { login: a.login });
  return id;
}

export interface FirstAccount {
  /** The one-time code that the start printed. */
  readonly code: string;
  readonly login: string;
  readonly name: string;
  readonly password: string;
  /** Code of the unit, in any form. */
  readonly unit: string;
}

/**
 * The first account of an empty house: a system administrator, who lets in everybody else. She chose the password herself.
 * Errors: account.password, unit.unknown, account.role-place, account.code-wrong.
 */
export async function createFirstAccount(
  o: Identity,
  first: FirstAccount,
  at: Date,
): Promise<{ accountId: string }> {
  const problem = passwordProblem(first.password, [first.login, first.name], o.profile);
  if (problem) throw new AppError('account.password', { sentence: problem });
  const password = await hashPassword(first.password);
  return await o.db.transaction([], async (tx) => {
    await spendFirstCode(tx, first.code, at);
    const unit = await findUnit(tx, first.unit);
    if (!unit) throw new AppError('unit.unknown', { code: first.unit });
    const role: Role = 'system-admin';
    if (!rolesAt(unit).includes(role))
      throw new AppError('account.role-place', { role: '系统管理员', unit: unit.name });
    const accountId = await openAccount(tx, { ...first, password, mustChange: false }, at);
    await seatAccount(tx, { accountId, name: first.name }, unit, { title: '系统管理员', role }, at);
    await auditAccount(
      tx,
      { accountId, postId: null, unit },
      { action: 'account.first', accountId, at, place: unit },
    );
    return { accountId };
  });
}

/** The first account, signed in at once: she is at the page, with her password just chosen. */
export async function enterFirst(o: Identity, first: FirstAccount, from: Origin, at: Date): Promise<string> {
  const { accountId } = await createFirstAccount(o, first, at);
  return await o.db.transaction([], async (tx) => {
    const account = await accountById(tx, accountId);
    if (!account) throw new AppError('sign-in.required');
    return (await openSession(tx, { account, byCode: false }, from, at)).token;
  });
}

/**
 * An account with a post, or another post of an account that is there, by the operator's hand at the server; no
 * administrator is asked, and the audit says so. `password` is a hash. Errors: unit.unknown, post.two-powers.
 */
export async function openAccountByOperator(
  db: Database,
  wanted: {
    readonly login: string;
    readonly name: string;
    readonly unit: string;
    readonly title: string;
    readonly role: Role;
    readonly password: string;
  },
  at: Date,
): Promise<void> {
  await db.transaction([], async (tx) => {
    const unit = await findUnit(tx, wanted.unit);
    if (!unit) throw new AppError('unit.unknown', { code: wanted.unit });
    const login = wanted.login.trim().toLowerCase();
    const existing = await accountByLogin(tx, login);
    const id = existing?.id ?? (await openAccount(tx, { ...wanted, login, mustChange: true }, at));
    const account = await accountKnown(tx, id, at);
    if (!account) throw new AppError('not-found', { what: '这个账号' });
    await assertOneHand(tx, account, wanted.role, at);
    await seatAccount(tx, account, unit, wanted, at);
    const by = { accountId: null, postId: null, unit };
    const detail = { role: wanted.role, byOperator: true };
    await auditAccount(tx, by, { action: 'account.add', accountId: id, at, detail });
  });
}
