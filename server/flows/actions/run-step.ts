import { createHash } from 'node:crypto';
import type { Scope } from '../../../contracts/expression.ts';
import type { Transition } from '../../../contracts/flow.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { Calendar } from '../../platform/calendar/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError, type FieldProblem } from '../../platform/errors/index.ts';
import { followAbsence } from '../absences.ts';
import { type Act, applyStep, isRefusal } from '../apply.ts';
import { type CompiledFlow, fill } from '../compile.ts';
import { type Asking, askedPersons, handTo, toldBy } from '../hand-over.ts';
import { keptFrom } from '../kept-from.ts';
import type { FlowKit } from '../kit.ts';
import type { CameFrom } from '../links.ts';
import { type Dossier, type Holder, hasKnown, type Seat } from '../matter.ts';
import { numbersOf } from '../numbers.ts';
import { type Asks, type Place, seatsByPosts } from '../people.ts';
import { deriveValues, readAsked, scopeOf, setsOf } from '../scope.ts';
import type { Acting } from '../who.ts';
import { writeDossier } from '../write-dossier.ts';

/** What a person sends with a step. */
export interface StepInput {
  readonly data: Readonly<Record<string, unknown>>;
  readonly opinion: string | null;
  /** Post to whom it goes. */
  readonly to: string | null;
  /** Posts who get it to read, to sign. */
  readonly readers: readonly string[];
  readonly signers: readonly string[];
  readonly backTo: string | null;
}

export const refuse = (problems: readonly FieldProblem[]): never => {
  throw new AppError('input.invalid', { problems });
};

export interface Running {
  readonly kit: FlowKit;
  readonly tx: Tx;
  readonly flow: CompiledFlow;
  readonly place: Place;
  readonly calendar: Calendar;
  readonly at: Date;
  /** Who is asked what lies beyond her own reach. */
  readonly asks: Asks;
  /** The flow's numbers on this day, where they were asked for beforehand. */
  readonly numbers?: Readonly<Record<string, number>>;
  /** The matter that this one comes from, while it is begun. */
  readonly came?: CameFrom | null;
}

const numbersFor = async (r: Running, { matter }: Dossier): Promise<Readonly<Record<string, number>>> =>
  r.numbers ?? (await numbersOf(r.tx, r.flow, { path: matter.unitPath }, chinaDay(r.at)));

/** Sub-matters that are open, where the definition asks. */
export async function openSubs(asks: Asks, flow: CompiledFlow, matterId: string): Promise<number> {
  if (!flow.asksSubs) return 0;
  const rows = await asks.single(
    'SELECT count(*)::int AS n FROM matter WHERE parent_id = $1 AND closed_at IS NULL',
    [matterId],
    'matter-subs',
  );
  return Number(rows[0]?.['n'] ?? 0);
}

/**
 * One step by a person, checked and worked out: fields, derived values, guards, to whom it goes. Answers the matter after
 * it; nothing is written yet. Throws input.invalid with all problems, each a Chinese sentence with its field.
 */
export async function workOut(
  r: Running,
  t: Transition,
  d: Dossier,
  by: { readonly actor: Actor; readonly acting: Acting; readonly seat: Seat },
  input: StepInput,
): Promise<Dossier> {
  const { flow, place, at } = r;
  const asked = readAsked(flow, t.asks ?? [], input.data, d.matter.data);
  const problems: FieldProblem[] = [...asked.problems];
  const opinion = input.opinion?.trim() || null;
  if (t.opinion === 'required' && opinion === null)
    problems.push({ field: 'opinion', message: t.returns ? '退回要写明理由。' : '请写明理由或意见。' });
  if (t.opinion === 'none' && opinion !== null)
    problems.push({ field: 'opinion', message: '这一步不写意见。' });
  if (problems.length > 0) return refuse(problems);

  const given = { ...d.matter.data, ...asked.data };
  const derived = t.asks?.length ? await deriveValues(r.asks, flow, d, given, r.calendar) : {};
  const numbers = await numbersFor(r, d);
  const before = scopeOf(flow, d, {
    today: chinaDay(at),
    at,
    level: r.place.unit.level,
    openSubs: await openSubs(r.asks, flow, d.matter.id),
    data: { ...given, ...derived },
  });
  const set = setsOf(flow, t, { ...before, ...numbers });
  const data = { ...given, ...derived, ...set };
  const scope = { ...before, ...numbers, ...set };
  for (const guard of t.guards ?? [])
    if (flow.judge(guard.test, scope) === false)
      problems.push({ field: guard.field ? `data.${guard.field}` : 'step', message: fill(guard.say, scope) });
  if (flow.definition.contact && d.matter.seq > 0)
    problems.push(...(await r.kit.ports.notSafe(flow, t, d.matter, data)));
  if (problems.length > 0) return refuse(problems);

  const asking: Asking = { worker: r.asks, flow, d, place, scope, at };
  await keepApart(r, t, d, by.seat, scope);
  const hand = await handTo(asking, t, input.to, by.seat);
  if (hand && 'problem' in hand) return refuse([{ field: 'to', message: hand.problem }]);
  const readers = await askedPersons(asking, t.circulates, input.readers, '传阅');
  if ('problem' in readers) return refuse([{ field: 'readers', message: readers.problem }]);
  const signers = await askedPersons(asking, t.countersigns, input.signers, '会签');
  if ('problem' in signers) return refuse([{ field: 'signers', message: signers.problem }]);

  const after = applyStep(flow, t, d, {
    ...actOf(by, at),
    data,
    brought: { ...asked.data, ...derived, ...set },
    opinion,
    to: hand?.holder ?? null,
    readers: [...readers.holders, ...(await toldBy(asking, t))],
    numbers,
    signers: signers.holders,
    backTo: input.backTo,
    calendar: r.calendar,
  });
  return isRefusal(after) ? refuse([{ field: 'step', message: after.problem }]) : after;
}

/**
 * Who is named as accused must have had no part so far, and does not register it herself; later it is not handed to her.
 * Asked only where a step names somebody, and at the beginning.
 */
async function keepApart(r: Running, t: Transition, d: Dossier, taker: Seat, scope: Scope): Promise<void> {
  const { keptFrom: named, follows } = r.flow.definition;
  const names = named && (t.asks ?? []).some((a) => [named.persons, named.units].includes(a.field));
  const apart = d.matter.seq === 0 && follows?.some((f) => f.apart);
  if (!names && !apart) return;
  const parts = await seatsByPosts(
    r.asks,
    d.parts.map((p) => p.postId),
    chinaDay(r.at),
  );
  const seats = [taker, ...parts.filter((s) => s.postId !== taker.postId)];
  const out = await keptFrom(r.asks, r.flow, r.came?.matter.id ?? d.matter.id, scope, seats);
  const found = seats.find((s) => out.has(s.postId));
  if (!found) return;
  const field = names && named ? `data.${named.persons}` : 'step';
  const who = found === taker ? '您本人' : `${found.name}(${found.unit.name})`;
  const message = names
    ? `这里写的就是${who}或所在的单位,不能由${who}经手。请核对姓名和单位;确实是的,由别的单位或上级妇联登记办理。`
    : `${who}经手过原来那件事,要由没有经手过的人来办。`;
  refuse([{ field, message }]);
}

/** Who acts, and for whom where she stands in. */
export function actOf(
  by: { readonly actor: Actor; readonly acting: Acting; readonly seat: Seat },
  at: Date,
): Pick<Act, 'by' | 'forSeat' | 'at'> {
  const { own } = by.acting;
  return {
    by: {
      postId: own.postId,
      personId: own.personId,
      name: own.name,
      title: own.title,
      accountId: by.actor.accountId,
    },
    forSeat: by.seat.postId === own.postId ? null : { postId: by.seat.postId, name: by.seat.name },
    at,
  };
}

export const PLATFORM: Pick<
  Act,
  'by' | 'forSeat' | 'opinion' | 'readers' | 'signers' | 'backTo' | 'brought'
> = {
  by: null,
  forSeat: null,
  opinion: null,
  readers: [],
  signers: [],
  backTo: null,
  brought: {},
};
const MOST_AUTOMATIC = 10;

/** Steps that the platform takes by itself after another one; `only`: in a sweep, the one that a clock has called for. */
export async function automaticSteps(r: Running, d: Dossier, only?: string): Promise<Dossier> {
  const { flow, at } = r;
  let now = d;
  for (let i = 0; i < MOST_AUTOMATIC; i += 1) {
    const scope = scopeOf(flow, now, {
      today: chinaDay(at),
      at,
      level: r.place.unit.level,
      openSubs: await openSubs(r.asks, flow, d.matter.id),
    });
    const t = flow.definition.transitions.find(
      (x) =>
        x.automatic &&
        x.on === undefined &&
        x.from.includes(now.matter.state) &&
        (x.when === undefined ? x.key === only && i === 0 : flow.judge(x.when, scope) === true),
    );
    if (!t) return now;
    const hand = await handTo({ worker: r.asks, flow, d: now, place: r.place, scope, at }, t, null);
    // The platform hands nothing to nobody. She who asks is told so and nothing is kept; a sweep, which can tell nobody,
    // leaves the matter where it is, with its responsible person.
    if (hand && 'problem' in hand)
      return only === undefined ? refuse([{ field: 'to', message: hand.problem }]) : now;
    const to: Holder | null = hand?.holder ?? null;
    const numbers = await numbersFor(r, now);
    const set = setsOf(flow, t, { ...scope, ...numbers });
    const after = applyStep(flow, t, now, {
      ...PLATFORM,
      at,
      data: { ...now.matter.data, ...set },
      brought: set,
      to,
      readers: await toldBy({ worker: r.asks, flow, d: now, place: r.place, scope, at }, t),
      calendar: r.calendar,
      numbers,
    });
    if (isRefusal(after)) return now;
    now = after;
  }
  return now;
}

/** Writes what a matter has become, with the audit of it and what follows from it. */
export async function settle(
  r: Running,
  before: Dossier | null,
  after: Dossier,
  o: { readonly actor: Actor | null; readonly action: string },
): Promise<void> {
  const { tx, flow, kit, at } = r;
  const since = before?.matter.seq ?? 0;
  const isCase = flow.definition.privacy === 'case';
  // Travels with whatever is asked next, at the latest with COMMIT.
  tx.later(
    writeDossier(tx, before, after, {
      knows: (d, post) => !isCase || hasKnown(d, post),
      sealWith: isCase ? kit.vault : null,
    }),
  );
  const fresh = after.steps.filter((s) => s.seq > since);
  for (const s of fresh) {
    const t = flow.steps.get(s.step);
    if (t) await followAbsence(tx, t, after.matter, at);
  }
  await kit.ports.matterMoved(tx, before?.matter ?? null, after.matter);
  tx.later(
    recordEvent(tx, {
      regionCode: after.matter.regionCode,
      accountId: o.actor?.accountId ?? null,
      postId: o.actor?.postId ?? null,
      unitPath: after.matter.unitPath,
      action: o.action,
      object: `flow/${after.matter.flow}`,
      objectId: after.matter.id,
      result: 'ok',
      // What was said stays in the matter; the chain keeps its print.
      detail: { steps: fresh.map((s) => `${s.seq} ${s.step}`).join('、'), digest: digestOf(fresh) },
      at,
    }),
  );
}

const digestOf = (steps: Dossier['steps']): string =>
  createHash('sha256').update(JSON.stringify(steps)).digest('hex');
