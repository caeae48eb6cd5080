import type {
  HandoverList,
  HandoverPage,
  HandoverPost,
  HandoverThing,
  Vacancy,
} from '../../../contracts/api-handover.ts';
import {
  auditAccount,
  endEverything,
  type Identity,
  setAccountState,
  writeLog,
} from '../../identity/index.ts';
import { holdUnit } from '../../org/index.ts';
import { addDays, chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError, sentenceOf } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { assertNotLast } from '../accounts/change-account.ts';
import { assertOneHand, seatAccount } from '../accounts/give-post.ts';
import { isInReach, refusalOf, roleName, roleNamed } from '../accounts/rules.ts';
import { accountKnown, endPostRow, type HeldRow, type KnownAccount } from '../accounts/store.ts';
import type { Actor } from '../actor.ts';
import { endActing, endDeputationsFor, listDeputies } from '../deputies/deputise.ts';
import { SEPARATE_POWERS } from '../policy.ts';
import { reaches } from '../scope.ts';
import type { Hanging, Leaver } from './ports.ts';
import { handoverByKey, handoversOf, insertHandover, vacanciesIn } from './store.ts';

export interface HandoverKit extends Identity {
  readonly hanging: readonly Hanging[];
}

/** A hand-over may be dated back or ahead so far: papers are often signed a few days before or after. */
const DAYS = { back: 60, ahead: 31 } as const;

/** Her own posts in this administrator's reach; what she only stands in for is ended, not handed over. */
async function postsOf(
  tx: Tx,
  actor: Actor,
  account: KnownAccount,
  at: Date,
): Promise<{ own: HeldRow[]; acting: string[]; words: string[] }> {
  const deputies = await listDeputies(tx, actor, account.accountId, at);
  const open = deputies.rows.filter((d) => d.state !== 'over');
  const acting = open.filter((d) => !d.mine).map((d) => d.id);
  return {
    own: account.held.filter((h) => !h.waits && !acting.includes(h.id) && reaches(actor, h.unitPath)),
    acting,
    words: open.map((d) =>
      d.mine
        ? `请${d.deputy}代理“${d.unitName} ${d.title}”(到 ${d.to}),随职务结束`
        : `替${d.principal}代理“${d.unitName} ${d.title}”(到 ${d.to}),结束后请另请人`,
    ),
  };
}

const leaverOf = (account: KnownAccount, posts: readonly HeldRow[]): Leaver => ({
  accountId: account.accountId,
  name: account.name,
  posts: posts.map((p) => p.id),
});

async function thingsOf(tx: Tx, hanging: readonly Hanging[], leaver: Leaver): Promise<HandoverThing[]> {
  const things: HandoverThing[] = [];
  for (const h of hanging) {
    const what = await h.list(tx, leaver);
    if (what.length > 0) things.push({ name: h.name, what, first: h.first ?? null });
  }
  return things;
}

/** Everything that hangs on an account, on one page. Errors: not-found. */
export async function handoverPage(
  o: HandoverKit,
  actor: Actor,
  accountId: string,
  at: Date,
): Promise<HandoverPage> {
  return await o.db.transaction(
    [],
    async (tx) => {
      const account = await accountKnown(tx, accountId, at);
      if (!account || !isInReach(actor, account)) throw new AppError('not-found', { what: '这个账号' });
      const posts = await postsOf(tx, actor, account, at);
      const refusal = refusalOf(actor, account, 'end-post');
      return {
        account: { id: account.accountId, name: account.name, login: account.login },
        posts: posts.own.map(
          (p): HandoverPost => ({
            id: p.id,
            unitName: p.unitName,
            title: p.title,
            roleName: roleName(p.role),
            notTaken: SEPARATE_POWERS.some((r) => r === p.role)
              ? '管理员的职务不随交接走,请另行授权,由安全管理员确认。'
              : null,
          }),
        ),
        things: await thingsOf(tx, o.hanging, leaverOf(account, posts.own)),
        deputies: posts.words,
        refusal: refusal ? sentenceOf(refusal.code, refusal.details) : null,
        past: await handoversOf(tx, accountId),
      };
    },
    'read',
  );
}

/**
 * Hands everything over in one transaction (办交接): her posts end on the day, those named go to the successor from that day
 * on, her things become the successor's, what she stands in for ends, the account is disabled if that is wanted. The same
 * click twice is one. Errors: not-found, account.self, account.last-power, handover.day, handover.no-successor,
 * handover.same, handover.first, handover.later, post.two-powers, account.elsewhere.
 */
export async function handOver(
  o: HandoverKit,
  actor: Actor,
  accountId: string,
  ask: {
    requestKey: string;
    day: string;
    successorId: string | null;
    taken: readonly string[];
    disable: boolean;
  },
  at: Date,
): Promise<HandoverList> {
  const today = chinaDay(at);
  if (ask.day < addDays(today, -DAYS.back) || ask.day > addDays(today, DAYS.ahead))
    throw new AppError('handover.day', DAYS);
  if (ask.successorId === accountId) throw new AppError('handover.same');
  if (ask.disable && ask.day > today) throw new AppError('handover.later', { day: ask.day });
  return await o.db.transaction([], async (tx) => {
    // Both accounts, in one order, so that two hand-overs crossing each other wait and do not stop each other.
    await tx.sql('SELECT 1 FROM account WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [
      [accountId, ...(ask.successorId ? [ask.successorId] : [])],
    ]);
    const done = await handoverByKey(tx, actor.accountId, ask.requestKey);
    if (done) return done;
    const account = await mayAct(
      tx,
      actor,
      accountId,
      ask.disable ? ['end-post', 'disable'] : ['end-post'],
      at,
    );
    const posts = await postsOf(tx, actor, account, at);
    const leaver = leaverOf(account, posts.own);
    const things = await thingsOf(tx, o.hanging, leaver);
    const first = things.find((t) => t.first !== null);
    if (first)
      throw new AppError('handover.first', {
        what: first.name,
        n: first.what.length,
        first: first.first ?? '',
      });
    const successor = ask.successorId ? await successorOf(tx, actor, ask.successorId, at) : null;
    if (!successor && (things.length > 0 || ask.taken.length > 0))
      throw new AppError('handover.no-successor');

    const last = ask.day > today ? ask.day : today;
    for (const post of posts.own) {
      await assertNotLast(tx, account, post.role, at);
      await endPostRow(tx, post.regionCode, post.id, ask.day);
      await endDeputationsFor(tx, actor, post.id, last, at);
    }
    for (const id of posts.acting) await endActing(tx, actor, id, last, at);
    if (successor) {
      for (const post of posts.own.filter((p) => ask.taken.includes(p.id)))
        await takeOver(tx, successor, post, ask.day, at);
      for (const h of o.hanging)
        await h.give?.(tx, leaver, { accountId: successor.accountId, name: successor.name });
    }
    await endEverything(tx, accountId);
    await writeLog(tx, { accountId, at, kind: 'post-ended', by: actor.accountId });
    const place = posts.own[0]
      ? { regionCode: posts.own[0].regionCode, path: posts.own[0].unitPath }
      : actor.unit;
    if (ask.disable && !account.disabled)
      await setAccountState(tx, { accountId, by: actor, at, place, disabled: true });
    const list = {
      name: account.name,
      login: account.login,
      successor: successor?.name ?? null,
      day: ask.day,
      by: actor.name,
      at: at.toISOString(),
      posts: posts.own.map((p) => ({
        unitName: p.unitName,
        title: p.title,
        taken: successor !== null && ask.taken.includes(p.id),
      })),
      things: things.map(({ name, what }) => ({ name, what })),
      disabled: ask.disable,
    };
    const id = newId(at);
    await insertHandover(tx, {
      id,
      accountId,
      successorId: successor?.accountId ?? null,
      day: ask.day,
      by: actor.accountId,
      requestKey: ask.requestKey,
      list,
      at,
      // What was taken over is no empty seat.
      posts: successor ? posts.own.filter((p) => !ask.taken.includes(p.id)) : posts.own,
    });
    await auditAccount(tx, actor, {
      action: 'account.hand-over',
      accountId,
      at,
      detail: { posts: posts.own.length, to: successor?.login ?? null },
      place,
    });
    return { ...list, id };
  });
}

async function mayAct(
  tx: Tx,
  actor: Actor,
  accountId: string,
  acts: readonly ('end-post' | 'disable')[],
  at: Date,
): Promise<KnownAccount> {
  const account = await accountKnown(tx, accountId, at);
  if (!account) throw new AppError('not-found', { what: '这个账号' });
  for (const act of acts) {
    const refusal = refusalOf(actor, account, act);
    if (refusal) throw new AppError(refusal.code, refusal.details);
  }
  return account;
}

async function successorOf(tx: Tx, actor: Actor, id: string, at: Date): Promise<KnownAccount> {
  const account = await accountKnown(tx, id, at);
  if (!account || !isInReach(actor, account)) throw new AppError('not-found', { what: '接手的人' });
  if (account.disabled) throw new AppError('account.is-disabled', { name: account.name });
  return account;
}

/** The successor's own post in the same seat, from the day on; what she holds there already is enough. */
async function takeOver(
  tx: Tx,
  successor: KnownAccount,
  post: HeldRow,
  day: string,
  at: Date,
): Promise<void> {
  const role = roleNamed(post.role);
  if (!role || SEPARATE_POWERS.includes(role))
    throw new AppError('deputy.power', { role: roleName(post.role) });
  if (successor.held.some((h) => h.unitId === post.unitId && h.role === role && h.title === post.title))
    return;
  const unit = await holdUnit(tx, post.unitId, 'shared');
  if (!unit || unit.to !== null) throw new AppError('not-found', { what: '这个组织' });
  await assertOneHand(tx, successor, role, at);
  await seatAccount(tx, successor, unit, { title: post.title, role, from: day }, at);
  await writeLog(tx, { accountId: successor.accountId, at, kind: 'post-given' });
}

/** Seats in her reach that hand-overs left empty. */
export async function vacancies(o: Pick<Identity, 'db'>, actor: Actor, at: Date): Promise<Vacancy[]> {
  return await o.db.transaction([], (tx) => vacanciesIn(tx, actor.scope, chinaDay(at)), 'read');
}
