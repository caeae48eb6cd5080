import type { AccountAct } from '../../../contracts/api-accounts.ts';
import {
  auditAccount,
  endEverything,
  type Identity,
  issueCode,
  resetSecondStep,
  setAccountState,
  writeLog,
} from '../../identity/index.ts';
import { holdUnit } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { Actor } from '../actor.ts';
import { endDeputationsFor } from '../deputies/deputise.ts';
import { SEPARATE_POWERS } from '../policy.ts';
import { reaches } from '../scope.ts';
import { assertOneHand, givePost, type PostWanted, seatAccount } from './give-post.ts';
import { refusalOf, roleName, roleNamed } from './rules.ts';
import { accountKnown, endPostRow, type KnownAccount, othersWithPower } from './store.ts';
import { decideGrantRow, lockGrant } from './store-grants.ts';

/** Acts of an administrator on an account: first whether she may, then the act, all in one transaction. */

async function theAccount(
  tx: Tx,
  actor: Actor,
  accountId: string,
  act: AccountAct,
  at: Date,
): Promise<KnownAccount> {
  await tx.sql('SELECT 1 FROM account WHERE id = $1 FOR UPDATE', [accountId]);
  const account = await accountKnown(tx, accountId, at);
  if (!account) throw new AppError('not-found', { what: '这个账号' });
  const refusal = refusalOf(actor, account, act);
  if (refusal) throw new AppError(refusal.code, refusal.details);
  return account;
}

/** Where an act on an account belongs in the audit: the unit of its first post in her reach, else her own. */
function placeOf(actor: Actor, account: KnownAccount): { regionCode: string; path: string } {
  const post = account.held.find((h) => reaches(actor, h.unitPath));
  return post ? { regionCode: post.regionCode, path: post.unitPath } : actor.unit;
}

/** A one-time code for a forgotten password. Errors: account.is-disabled and those of refusalOf. */
export async function helpWithCode(
  o: Identity,
  actor: Actor,
  accountId: string,
  at: Date,
): Promise<{ code: string; expiresAt: Date }> {
  return await o.db.transaction([], async (tx) => {
    const account = await theAccount(tx, actor, accountId, 'code', at);
    if (account.disabled) throw new AppError('account.is-disabled', { name: account.name });
    const purpose = account.lastSignIn === null ? 'first' : 'forgotten';
    return await issueCode(o, tx, { accountId, by: actor, purpose, at, place: placeOf(actor, account) });
  });
}

/** Takes the second step away: a lost telephone. Errors: second.none. */
export async function resetAuthenticator(
  o: Identity,
  actor: Actor,
  accountId: string,
  at: Date,
): Promise<void> {
  await o.db.transaction([], async (tx) => {
    const account = await theAccount(tx, actor, accountId, 'reset', at);
    const done = await resetSecondStep(tx, { accountId, by: actor, at, place: placeOf(actor, account) });
    if (!done) throw new AppError('second.none');
  });
}

/** Disables or enables; doing it twice changes nothing. Errors: account.last-power. */
export async function changeState(
  o: Identity,
  actor: Actor,
  accountId: string,
  disabled: boolean,
  at: Date,
): Promise<void> {
  await o.db.transaction([], async (tx) => {
    const account = await theAccount(tx, actor, accountId, disabled ? 'disable' : 'enable', at);
    if (account.disabled === disabled) return;
    if (disabled) for (const post of account.held) await assertNotLast(tx, account, post.role, at);
    const place = placeOf(actor, account);
    await setAccountState(tx, { accountId, by: actor, at, place, disabled });
  });
}

export async function giveAnotherPost(
  o: Identity,
  actor: Actor,
  accountId: string,
  wanted: PostWanted,
  at: Date,
): Promise<{ waits: boolean }> {
  return await o.db.transaction([], async (tx) => {
    const account = await theAccount(tx, actor, accountId, 'give-post', at);
    if (account.disabled) throw new AppError('account.is-disabled', { name: account.name });
    const given = await givePost(tx, actor, account, wanted, at);
    if (!given.waits) await writeLog(tx, { accountId, at, kind: 'post-given', by: actor.accountId });
    return given;
  });
}

/** Ends a post from today on, or takes back a grant that waits. Its sign-ins end at once. Errors: account.last-power. */
export async function endPost(
  o: Identity,
  actor: Actor,
  accountId: string,
  postId: string,
  at: Date,
): Promise<void> {
  await o.db.transaction([], async (tx) => {
    const account = await theAccount(tx, actor, accountId, 'end-post', at);
    const post = account.held.find((h) => h.id === postId);
    if (!post || !reaches(actor, post.unitPath)) throw new AppError('not-found', { what: '这个职务' });
    if (post.waits) {
      if (await lockGrant(tx, postId)) await decideGrantRow(tx, postId, actor.accountId, false, at);
    } else {
      await assertNotLast(tx, account, post.role, at);
      await endPostRow(tx, post.regionCode, postId, chinaDay(at));
      await endDeputationsFor(tx, actor, postId, chinaDay(at), at);
      await endEverything(tx, accountId);
      await writeLog(tx, { accountId, at, kind: 'post-ended', by: actor.accountId });
    }
    await auditAccount(tx, actor, {
      action: 'account.post-end',
      accountId,
      at,
      detail: { role: post.role, waited: post.waits },
      place: { regionCode: post.regionCode, path: post.unitPath },
    });
  });
}

/** Somebody must be left who can do what only this power does, or the house has locked itself in. */
export async function assertNotLast(
  tx: Tx,
  account: KnownAccount,
  roleText: string,
  at: Date,
): Promise<void> {
  const role = roleNamed(roleText);
  if (!role || !SEPARATE_POWERS.includes(role)) return;
  if ((await othersWithPower(tx, role, account.accountId, at)) === 0)
    throw new AppError('account.last-power', { role: roleName(role) });
}

/** The security administrator confirms or refuses a grant. Errors: not-found, account.self, account.own-request, post.two-powers. */
export async function decideGrant(
  o: Identity,
  actor: Actor,
  requestId: string,
  granted: boolean,
  at: Date,
): Promise<void> {
  await o.db.transaction([], async (tx) => {
    const request = await lockGrant(tx, requestId);
    const unit = request ? await holdUnit(tx, request.unitId, 'shared') : null;
    if (!request || !unit || !reaches(actor, unit.path))
      throw new AppError('not-found', { what: '这项授权,可能已经有人确认或退回' });
    if (request.accountId === actor.accountId) throw new AppError('account.self');
    if (request.askedBy === actor.accountId) throw new AppError('account.own-request');
    const account = await accountKnown(tx, request.accountId, at);
    const role = roleNamed(request.role);
    if (!account || !role) throw new AppError('not-found', { what: '这个账号' });
    await decideGrantRow(tx, request.id, actor.accountId, granted, at);
    if (granted) {
      if (unit.to !== null) throw new AppError('unit.closed', { name: unit.name, day: unit.to });
      if (account.disabled) throw new AppError('account.is-disabled', { name: account.name });
      const others = { ...account, held: account.held.filter((h) => h.id !== request.id) };
      await assertOneHand(tx, others, role, at);
      await seatAccount(tx, account, unit, { title: request.title, role }, at);
      await writeLog(tx, { accountId: account.accountId, at, kind: 'post-given', by: actor.accountId });
    }
    await auditAccount(tx, actor, {
      action: granted ? 'account.post-confirmed' : 'account.post-refused',
      accountId: account.accountId,
      at,
      detail: { role, unit: unit.code },
      place: unit,
    });
  });
}
