import { auditAccount, linkPost } from '../../identity/index.ts';
import { holdUnit, type Unit } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { Actor } from '../actor.ts';
import { mayHoldTogether, type Role } from '../policy.ts';
import { needsConfirmation, roleName, roleNamed, rolesAt } from './rules.ts';
import {
  endPostRow,
  insertPerson,
  insertPost,
  isThereSecurity,
  type KnownAccount,
  personOf,
  rolesOfPerson,
  setPerson,
} from './store.ts';
import { insertGrant } from './store-grants.ts';

export interface PostWanted {
  readonly unitId: string;
  readonly title: string;
  readonly role: string;
}

/** The unit and role of a post to be given, looked at together. Errors: not-found, unit.closed, account.role-place. */
export async function checkPlace(
  tx: Tx,
  actor: Pick<Actor, 'scope'>,
  wanted: Pick<PostWanted, 'unitId' | 'role'>,
): Promise<{ unit: Unit; role: Role }> {
  const unit = await holdUnit(tx, wanted.unitId, 'shared');
  if (!unit || unit.path < actor.scope.from || unit.path >= actor.scope.to)
    throw new AppError('not-found', { what: '这个组织' });
  if (unit.to !== null) throw new AppError('unit.closed', { name: unit.name, day: unit.to });
  const role = roleNamed(wanted.role);
  if (!role || !rolesAt(unit).includes(role))
    throw new AppError('account.role-place', { role: roleName(wanted.role), unit: unit.name });
  return { unit, role };
}

/**
 * Gives an account a post: at once, or, for an administrator's post, when the security administrator has confirmed it.
 * Errors: those of checkPlace, post.two-powers, account.post-held.
 */
export async function givePost(
  tx: Tx,
  actor: Actor,
  account: Pick<KnownAccount, 'accountId' | 'name' | 'held'>,
  wanted: PostWanted,
  at: Date,
): Promise<{ waits: boolean }> {
  const { unit, role } = await checkPlace(tx, actor, wanted);
  if (account.held.some((h) => h.unitId === unit.id && h.role === role))
    throw new AppError('account.post-held', { unit: unit.name, role: roleName(role) });
  await assertOneHand(tx, account, role, at);
  const waits = needsConfirmation(role, await isThereSecurity(tx, unit.path, at));
  if (waits)
    await insertGrant(tx, {
      id: newId(at),
      accountId: account.accountId,
      unitId: unit.id,
      title: wanted.title,
      role,
      askedBy: actor.accountId,
      at,
    });
  else await seatAccount(tx, account, unit, { title: wanted.title, role }, at);
  await auditAccount(tx, actor, {
    action: waits ? 'account.post-asked' : 'account.post',
    accountId: account.accountId,
    at,
    detail: { role, unit: unit.code },
    place: unit,
  });
  return { waits };
}

/** System, security and audit are never in one hand, nor with a business post (SECURITY 19): by person, not by account. */
export async function assertOneHand(
  tx: Tx,
  account: Pick<KnownAccount, 'accountId' | 'held'>,
  role: Role,
  at: Date,
): Promise<void> {
  const person = await personOf(tx, account.accountId);
  const others = person ? await rolesOfPerson(tx, person.id, account.accountId, at) : [];
  const held = [...account.held.map((h) => h.role), ...others].flatMap((r) => roleNamed(r) ?? []);
  if (!mayHoldTogether(held, role)) throw new AppError('post.two-powers');
}

/** The post itself, held by the account's person, who is entered when nobody knows her yet; from today unless told. Returns its id. */
export async function seatAccount(
  tx: Tx,
  account: Pick<KnownAccount, 'accountId' | 'name'>,
  unit: Unit,
  post: {
    readonly title: string;
    readonly role: Role;
    readonly from?: string;
    /** The first day on which it is over. */
    readonly to?: string;
  },
  at: Date,
): Promise<string> {
  let person = await personOf(tx, account.accountId);
  if (!person) {
    person = { id: newId(at), region: unit.regionCode };
    await insertPerson(tx, { ...person, name: account.name });
    await setPerson(tx, account.accountId, person);
  }
  const id = newId(at);
  await insertPost(tx, {
    id,
    region: unit.regionCode,
    person,
    unitId: unit.id,
    unitPath: unit.path,
    title: post.title,
    role: post.role,
    from: post.from ?? chinaDay(at),
  });
  if (post.to !== undefined) await endPostRow(tx, unit.regionCode, id, post.to);
  await linkPost(tx, account.accountId, id, unit.regionCode);
  return id;
}
