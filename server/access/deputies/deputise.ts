import type { ActingView, DeputyCandidate, DeputyList, DeputyView } from '../../../contracts/api-deputies.ts';
import { auditAccount, endEverything, type Identity, writeLog } from '../../identity/index.ts';
import { holdUnit } from '../../org/index.ts';
import { addDays, chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { assertOneHand, seatAccount } from '../accounts/give-post.ts';
import { roleName, roleNamed } from '../accounts/rules.ts';
import { accountKnown, type HeldRow } from '../accounts/store.ts';
import type { Actor } from '../actor.ts';
import { SEPARATE_POWERS } from '../policy.ts';
import { reaches } from '../scope.ts';
import { actingTitle, daysProblem, overlap, pathsUp } from './rules.ts';
import {
  accountsAt,
  type Deputation,
  deputationByPost,
  deputationsOf,
  endDeputationRow,
  insertDeputation,
  openDeputations,
} from './store.ts';

/**
 * Acting for an absence (代理): the deputy gets a dated post of her own beside the one she stands in for, so that everything
 * that asks for posts ends with its last day by itself, and every event says with which post it was done.
 */

/** The post, if it is hers or she manages accounts where it stands. Errors: not-found, deputy.power, deputy.chain. */
async function postToActFor(
  tx: Tx,
  actor: Actor,
  postId: string,
  at: Date,
): Promise<{ post: HeldRow; accountId: string }> {
  const rows = await tx.sql('SELECT account_id FROM account_post WHERE post_id = $1', [postId]);
  const accountId = rows[0] ? String(rows[0]['account_id']) : null;
  const account = accountId ? await accountKnown(tx, accountId, at) : null;
  const post = account?.held.find((h) => h.id === postId && !h.waits);
  const isHers = accountId === actor.accountId;
  if (
    !account ||
    !accountId ||
    !post ||
    !(isHers || (actor.can('account.manage') && reaches(actor, post.unitPath)))
  )
    throw new AppError('not-found', { what: '这个职务' });
  const role = roleNamed(post.role);
  if (!role || SEPARATE_POWERS.includes(role))
    throw new AppError('deputy.power', { role: roleName(post.role) });
  if (await deputationByPost(tx, postId)) throw new AppError('deputy.chain');
  return { post, accountId };
}

/** Who may stand in for a post: people of its own unit and of those above it. Errors as of postToActFor. */
export async function deputyCandidates(
  o: Pick<Identity, 'db'>,
  actor: Actor,
  postId: string,
  at: Date,
): Promise<DeputyCandidate[]> {
  return await o.db.transaction(
    [],
    async (tx) => {
      const { post, accountId } = await postToActFor(tx, actor, postId, at);
      const q = { paths: pathsUp(post.unitPath), except: accountId, today: chinaDay(at) };
      return (await accountsAt(tx, q)).map(({ accountId: id, ...rest }) => ({ id, ...rest }));
    },
    'read',
  );
}

/**
 * Lets somebody stand in. The same again is the same one. Errors: those above, deputy.self, deputy.stranger, deputy.past,
 * deputy.order, deputy.long, deputy.overlap, post.two-powers.
 */
export async function deputise(
  o: Pick<Identity, 'db'>,
  actor: Actor,
  ask: { postId: string; deputyId: string; from: string; to: string; reason: string },
  at: Date,
): Promise<{ id: string }> {
  const today = chinaDay(at);
  const wrong = daysProblem(ask, today);
  if (wrong) throw new AppError(wrong.code, wrong.details);
  return await o.db.transaction([], async (tx) => {
    const { post, accountId } = await postToActFor(tx, actor, ask.postId, at);
    if (ask.deputyId === accountId) throw new AppError('deputy.self');
    // One deputation of a post at a time: two clicks wait for each other here.
    await tx.sql('SELECT 1 FROM account WHERE id = $1 FOR UPDATE', [accountId]);
    const q = { paths: pathsUp(post.unitPath), except: accountId, today };
    if (!(await accountsAt(tx, q)).some((c) => c.accountId === ask.deputyId))
      throw new AppError('deputy.stranger', { unit: post.unitName });
    for (const d of await openDeputations(tx, post.id, today)) {
      const span = { from: d.from, to: addDays(d.to, -1) };
      if (d.deputyAccount === ask.deputyId && span.from === ask.from && span.to === ask.to)
        return { id: d.postId };
      if (overlap(span, ask)) throw new AppError('deputy.overlap', { name: d.deputy, ...span });
    }
    const role = roleNamed(post.role);
    const deputy = await accountKnown(tx, ask.deputyId, at);
    const unit = await holdUnit(tx, post.unitId, 'shared');
    if (!role || !deputy || !unit || unit.to !== null) throw new AppError('not-found', { what: '这个职务' });
    await assertOneHand(tx, deputy, role, at);
    const to = addDays(ask.to, 1);
    const id = await seatAccount(
      tx,
      deputy,
      unit,
      { title: actingTitle(post.title), role, from: ask.from, to },
      at,
    );
    await insertDeputation(tx, {
      postId: id,
      regionCode: unit.regionCode,
      principalPost: post.id,
      principalAccount: accountId,
      deputyAccount: deputy.accountId,
      from: ask.from,
      to,
      reason: ask.reason,
      givenBy: actor.accountId,
      at,
    });
    await writeLog(tx, { accountId: deputy.accountId, at, kind: 'post-given', by: actor.accountId });
    await auditAccount(tx, actor, {
      action: 'deputy.give',
      accountId: deputy.accountId,
      at,
      detail: { role, unit: unit.code, from: ask.from, to: ask.to },
      place: unit,
    });
    return { id };
  });
}

/** Ends a deputation before its day: she is back. By her, by her deputy, or by who manages accounts there. */
export async function endDeputation(
  o: Pick<Identity, 'db'>,
  actor: Actor,
  id: string,
  at: Date,
): Promise<void> {
  await o.db.transaction([], async (tx) => await endActing(tx, actor, id, chinaDay(at), at));
}

/** The same inside somebody's transaction, from a day on. Errors: not-found. */
export async function endActing(tx: Tx, actor: Actor, id: string, day: string, at: Date): Promise<void> {
  const d = await deputationByPost(tx, id);
  if (!d || !mayEnd(actor, d)) throw new AppError('not-found', { what: '这次代理' });
  if (stateOf(d, day) !== 'over') await endOne(tx, actor, d, day, at);
}

/** Whatever stands in for a post ends with it. */
export async function endDeputationsFor(
  tx: Tx,
  actor: Actor,
  principalPost: string,
  day: string,
  at: Date,
): Promise<void> {
  for (const d of await openDeputations(tx, principalPost, day)) await endOne(tx, actor, d, day, at);
}

async function endOne(tx: Tx, actor: Actor, d: Deputation, day: string, at: Date): Promise<void> {
  await endDeputationRow(tx, d, { day, by: actor.accountId, at });
  await endEverything(tx, d.deputyAccount);
  await writeLog(tx, { accountId: d.deputyAccount, at, kind: 'post-ended', by: actor.accountId });
  await auditAccount(tx, actor, {
    action: 'deputy.end',
    accountId: d.deputyAccount,
    at,
    place: { regionCode: d.regionCode, path: d.unitPath },
  });
}

const mayEnd = (actor: Actor, d: Deputation): boolean =>
  d.principalAccount === actor.accountId ||
  d.deputyAccount === actor.accountId ||
  (actor.can('account.manage') && reaches(actor, d.unitPath));

function stateOf(d: Deputation, today: string): DeputyView['state'] {
  if (d.ended || d.to <= today) return 'over';
  return d.from > today ? 'coming' : 'now';
}

/** Deputations of an account in either role, and its posts that somebody may stand in for. */
export async function listDeputies(tx: Tx, actor: Actor, accountId: string, at: Date): Promise<DeputyList> {
  const today = chinaDay(at);
  const [rows, account] = await Promise.all([deputationsOf(tx, accountId), accountKnown(tx, accountId, at)]);
  const isHers = accountId === actor.accountId;
  const acting = new Set(rows.map((d) => d.postId));
  const posts = (account?.held ?? []).filter(
    (h) =>
      !h.waits &&
      !acting.has(h.id) &&
      !SEPARATE_POWERS.some((r) => r === h.role) &&
      (isHers || reaches(actor, h.unitPath)),
  );
  return {
    rows: rows
      .filter((d) => isHers || reaches(actor, d.unitPath))
      .map((d) => ({
        id: d.postId,
        title: d.title,
        unitName: d.unitName,
        principal: d.principal,
        deputy: d.deputy,
        from: d.from,
        to: addDays(d.to, -1),
        reason: d.reason,
        state: stateOf(d, today),
        mine: d.principalAccount === accountId,
        may: stateOf(d, today) !== 'over' && mayEnd(actor, d) ? ['end'] : [],
      })),
    posts: posts.map(({ id, title, unitName }) => ({ id, title, unitName })),
  };
}

/** In whose place the holder of this post acts; null for a post of her own. */
export async function actingOf(tx: Tx, postId: string): Promise<ActingView | null> {
  const d = await deputationByPost(tx, postId);
  return d ? { forName: d.principal, title: d.title, until: addDays(d.to, -1) } : null;
}
