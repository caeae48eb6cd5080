import type { Scope } from '../../contracts/expression.ts';
import type { Transition, Who } from '../../contracts/flow.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { CompiledFlow } from './compile.ts';
import { keptFrom } from './kept-from.ts';
import type { Dossier, Holder, Seat } from './matter.ts';
import { type Asks, awayNow, findSeats, isAt, type Place, seatsByPosts } from './people.ts';
import { isOwn } from './who.ts';

export interface Asking {
  readonly worker: Asks;
  readonly flow: CompiledFlow;
  readonly d: Dossier;
  readonly place: Place;
  readonly scope: Scope;
  readonly at: Date;
}

/** A person, or the sentence that says why there is none. */
export type Found = { readonly holder: Holder } | { readonly problem: string };

const isMeant = (a: Asking, who: Who, seat: Seat): boolean =>
  isAt(who.is, seat, a.place) &&
  (!who.roles || who.roles.includes(seat.role)) &&
  (!who.levels || who.levels.includes(seat.unit.level));
const holds = (a: Asking, who: Who): boolean =>
  who.when === undefined || a.flow.judge(who.when, a.scope) === true;

/** Posts among these that must have no part in the matter (被反映的、回避的). */
const barred = (a: Asking, seats: readonly Seat[]): Promise<ReadonlySet<string>> =>
  keptFrom(a.worker, a.flow, a.d.matter.id, a.scope, seats);

/** Whom a step hands the matter to; null = nobody new. `taker`: who takes the step, where it is not the platform. */
export async function handTo(
  a: Asking,
  t: Transition,
  chosen: string | null,
  taker: Holder | null = null,
): Promise<Found | null> {
  if (!t.hand) return null;
  if (t.hand.to === 'taker') return taker && { holder: taker };
  if (t.hand.to === 'starter') return { holder: a.d.matter.starter };
  return t.hand.to === 'rule' ? await byRule(a, t.hand.order) : await byChoice(a, t.hand.among, chosen);
}

const RULE_NAMES: Readonly<Record<string, string>> = {
  'department-head': '部室负责人',
  'in-charge': '分管副主席',
  chair: '主席',
  'above-chair': '上级妇联主席',
};

/**
 * The first of the order for whom there is somebody who did not begin the matter, and who is here or has a deputy who did
 * not begin it either (R-120: 不能自批).
 */
async function byRule(a: Asking, order: readonly Who[]): Promise<Found> {
  const meant = order.filter((who) => holds(a, who));
  const seats = await findSeats(
    a.worker,
    meant.map((w) => w.is),
    a.place,
    chinaDay(a.at),
  );
  const away = await awayNow(
    a.worker,
    seats.map((s) => s.postId),
    a.at,
  );
  const out = await barred(a, seats);
  const isThere = (s: Seat): boolean => {
    const off = away.find((x) => x.postId === s.postId);
    return !off || (off.deputy !== null && off.deputy.personId !== a.d.matter.starter.personId);
  };
  for (const who of meant) {
    const fit = seats.filter((s) => isMeant(a, who, s) && !isOwn(s, a.d) && isThere(s) && !out.has(s.postId));
    const here = fit.find((s) => !away.some((x) => x.postId === s.postId)) ?? fit[0];
    if (here) return { holder: here };
  }
  const names = [...new Set(meant.map((w) => RULE_NAMES[w.is] ?? '经办人'))].join('、');
  return {
    problem: `找不到能办这一步的人:没有登记${names}(或者就是您本人,或者在请假又没有代理人)。请联系办公室登记后再办。`,
  };
}

async function byChoice(a: Asking, among: readonly Who[], chosen: string | null): Promise<Found> {
  if (chosen === null) return { problem: '请选交给谁。' };
  const [seat] = await seatsByPosts(a.worker, [chosen], chinaDay(a.at));
  if (!seat) return { problem: '选的人已经不在这个岗位上,或所在的组织已经撤销,请另选一位。' };
  if (!among.some((who) => holds(a, who) && isMeant(a, who, seat)))
    return { problem: `按规定这一步不能交给${seat.name}(${seat.unit.name}),请另选一位。` };
  if (seat.personId === a.d.matter.holder.personId)
    return { problem: `这件事现在就由${seat.name}负责,不能交给本人,请另选一位。` };
  if ((await barred(a, [seat])).size > 0) return { problem: mayNotHave(seat) };
  if (a.d.parts.some((p) => p.postId === seat.postId && p.why === 'sign'))
    return { problem: `${seat.name}还没有会签,请等她答复后再交给她,或另选一位。` };
  const [off] = await awayNow(a.worker, [seat.postId], a.at);
  if (off) {
    const until = chinaDay(new Date(off.untilAt.getTime() - 1));
    const deputy = off.deputy ? `请交给代理人${off.deputy.name},或另选一位。` : '请另选一位。';
    return { problem: `${seat.name}在请假(到 ${until}),${deputy}` };
  }
  return { holder: seat };
}

/** Said of somebody whom the matter is about: it tells no more than who hands it over knows. */
const mayNotHave = (seat: Seat): string =>
  `${seat.name}(${seat.unit.name})是被反映的人、在被反映的单位,或者经手过原来那件事,不能交给这里的人,请另选一位。`;

/** Those chosen to read or to sign; each must be among whom the definition names. */
export async function askedPersons(
  a: Asking,
  among: readonly Who[] | undefined,
  posts: readonly string[],
  what: string,
): Promise<{ readonly holders: readonly Holder[] } | { readonly problem: string }> {
  if (!among) return { holders: [] };
  if (posts.length === 0) return { problem: `请至少选一位${what}的人。` };
  const seats = await seatsByPosts(a.worker, posts, chinaDay(a.at));
  const gone = new Set(posts).size - seats.length;
  if (gone > 0) return { problem: `选的人里有 ${gone} 位已经不在岗位上,请重新选。` };
  const wrong = seats.find((s) => !among.some((who) => holds(a, who) && isMeant(a, who, s)));
  if (wrong) return { problem: `按规定不能请${wrong.name}(${wrong.unit.name})${what},请另选。` };
  const out = await barred(a, seats);
  const accused = seats.find((s) => out.has(s.postId));
  if (accused) return { problem: mayNotHave(accused) };
  const offered = seats.find((s) => s.postId === a.d.matter.offered?.postId);
  if (offered) return { problem: `已经交给${offered.name},等她接收。请等她答复后再请她${what}。` };
  const self = seats.find((s) => s.personId === a.d.matter.holder.personId);
  if (self) return { problem: `${self.name}是现在的责任人,不用再请本人${what}。` };
  return { holders: seats };
}

/** Everybody whom a step could be handed to, for choosing: not the present holder, absent ones told. */
export async function candidatesFor(
  a: Asking,
  among: readonly Who[],
): Promise<readonly { readonly seat: Seat; readonly awayUntil: string | null }[]> {
  const meant = among.filter((who) => holds(a, who));
  const seats = await findSeats(
    a.worker,
    meant.map((w) => w.is),
    a.place,
    chinaDay(a.at),
  );
  const out = await barred(a, seats);
  const fit = seats.filter(
    (s) =>
      s.personId !== a.d.matter.holder.personId &&
      !out.has(s.postId) &&
      meant.some((who) => isMeant(a, who, s)),
  );
  const away = await awayNow(
    a.worker,
    fit.map((s) => s.postId),
    a.at,
  );
  return fit.map((seat) => {
    const off = away.find((x) => x.postId === seat.postId);
    return { seat, awayUntil: off ? chinaDay(new Date(off.untilAt.getTime() - 1)) : null };
  });
}

/** Who is told at once: of the first relation for whom there is somebody else than the holder, one who is here. */
export async function toldBy(a: Asking, t: Transition): Promise<readonly Holder[]> {
  for (const who of t.tells ?? []) {
    const found = await candidatesFor(a, [who]);
    const here = found.find((c) => c.awayUntil === null) ?? found[0];
    if (here) return [here.seat];
  }
  return [];
}
