import type { Scope } from '../../contracts/expression.ts';
import type { ClockRule, Transition } from '../../contracts/flow.ts';
import type { Calendar } from '../platform/calendar/index.ts';
import { type Clock, extend, isLate, lateSince, pause, resume, timed } from './clocks.ts';
import { type CompiledFlow, fill } from './compile.ts';
import type { Data, Dossier, Holder, Matter, Part, Step, Why } from './matter.ts';
import { decidedRule } from './numbers.ts';

/** A step as it has been decided: who takes it, with what, to whom it goes. */
export interface Act {
  readonly by: Step['by'];
  readonly forSeat: Step['forSeat'];
  readonly at: Date;
  /** Fields as they are after the step, derived values with them. */
  readonly data: Data;
  /** Only what this step brought, for the history. */
  readonly brought: Data;
  readonly opinion: string | null;
  /** To whom it goes, where the step hands over. */
  readonly to: Holder | null;
  /** Who gets it to read or to sign. */
  readonly readers: readonly Holder[];
  readonly signers: readonly Holder[];
  /** The state chosen for a return. */
  readonly backTo: string | null;
  readonly calendar: Calendar;
  /** The flow's numbers as they hold today, for the lengths of clocks. */
  readonly numbers?: Readonly<Record<string, number>>;
}

/** A sentence that stops a step. */
export interface Refusal {
  readonly problem: string;
}
export const isRefusal = (x: Dossier | Refusal): x is Refusal => 'problem' in x;

/**
 * What a matter is after a step: state, responsible person, parts, clocks, one more line of history. Pure. Who may take
 * it and what guards say was asked before.
 */
export function applyStep(flow: CompiledFlow, t: Transition, d: Dossier, act: Act): Dossier | Refusal {
  const before = d.matter;
  const offers = t.hand?.to === 'chosen' && t.hand.accept && act.to !== null;
  const back = t.to === 'chosen' ? lastIn(d, act.backTo) : null;
  if (t.to === 'chosen' && !back) return { problem: '请选退回到哪一步,要是这件事经过的一步。' };
  const state = back ? back.toState : t.to === 'stay' ? before.state : t.to;
  const holder = back ? back.holder : act.to && !offers ? act.to : before.holder;
  const clocks = moveClocks(flow, t, d.clocks, act);
  if ('problem' in clocks) return clocks;
  const asked = askedParts(d.parts, act);
  return finish(
    flow,
    {
      ...before,
      state,
      holder,
      // Whatever else happens to it, an offer that was not accepted is over.
      offered: offers && act.to ? { ...act.to, step: t.key } : null,
      data: act.data,
      transfers: before.transfers + (holder.personId === before.holder.personId ? 0 : 1),
    },
    { ...d, parts: asked, clocks: clocks.clocks },
    { key: t.key, name: t.name, verdict: null },
    act,
  );
}

/** Steps that every flow has and no definition names. */
export const BUILT_IN = {
  accept: '接收',
  decline: '不接收',
  'take-back': '收回',
  'take-over': '接过来办',
  read: '已阅',
  agree: '同意(会签)',
  against: '不同意(会签)',
} as const;
export type BuiltIn = keyof typeof BUILT_IN;
export const isBuiltIn = (key: string): key is BuiltIn => key in BUILT_IN;

/** Accepting, declining, taking back, taking over, reading, countersigning. `seat` is the part's, also when a deputy acts in it. */
export function applyBuiltIn(flow: CompiledFlow, key: BuiltIn, seat: Holder, d: Dossier, act: Act): Dossier {
  const { matter } = d;
  const accepted = key === 'accept' ? flow.steps.get(matter.offered?.step ?? '')?.accepted : undefined;
  const isAnswer = key === 'read' || key === 'agree' || key === 'against';
  const next: Matter =
    key === 'accept' || key === 'take-over'
      ? {
          ...matter,
          holder: seat,
          offered: null,
          transfers: matter.transfers + 1,
          state: accepted ?? matter.state,
        }
      : isAnswer
        ? matter
        : { ...matter, offered: null };
  const parts = isAnswer
    ? d.parts.map((p) => (p.postId === seat.postId ? { ...p, why: 'past' as const, answeredAt: act.at } : p))
    : d.parts;
  const verdict = key === 'agree' || key === 'against' ? key : null;
  return finish(flow, next, { ...d, parts }, { key, name: BUILT_IN[key], verdict }, act);
}

/** Where it last stood in a state, with who had it then. */
const lastIn = (d: Dossier, state: string | null): Step | undefined =>
  d.steps.findLast((s) => s.toState === state && state !== d.matter.state);

/** The states it has passed through and may be returned to, the latest first. */
export function passedStates(d: Dossier): string[] {
  const states = d.steps.map((s) => s.toState).reverse();
  return [...new Set(states)].filter((s) => s !== d.matter.state);
}

function askedParts(parts: readonly Part[], act: Act): Part[] {
  const asked = new Map<string, Part>(parts.map((p) => [p.postId, p]));
  for (const [list, why] of [
    [act.readers, 'read'],
    [act.signers, 'sign'],
  ] as const)
    for (const p of list) {
      const before = asked.get(p.postId);
      // A signature that is still owed is not talked away by asking her to read as well.
      if (before?.why === 'sign') continue;
      asked.set(p.postId, { ...p, why, answeredAt: before?.answeredAt ?? null });
    }
  return [...asked.values()];
}

/** Everybody's part from what the matter is now; the number of the step; the history's new line. */
function finish(
  flow: CompiledFlow,
  next: Matter,
  d: Dossier,
  step: { key: string; name: string; verdict: Step['verdict'] },
  act: Act,
): Dossier {
  const end = flow.states.get(next.state);
  const closed = end?.ends === true;
  const clocks = closed ? d.clocks.map((c) => stop(c, act.at)) : d.clocks;
  const running = clocks.filter((c) => !c.stoppedAt && !c.pausedAt);
  const due = running.map((c) => c.dueAt).sort((a, b) => a.getTime() - b.getTime())[0];
  const offered = closed ? null : next.offered;
  const parts = partsAfter({ ...next, offered }, d.parts, closed);
  const scope: Scope = { ...next.data, state: next.state };
  const matter: Matter = {
    ...next,
    offered,
    title: fill(flow.definition.title, scope),
    urgent: flow.definition.urgent !== undefined && flow.judge(flow.definition.urgent, scope) === true,
    readers: [...new Set([...d.matter.readers, ...parts.map((p) => p.postId)])],
    seq: d.matter.seq + 1,
    dueAt: closed ? null : (due ?? null),
    lateAt: closed ? next.lateAt : (running.find((c) => c.lateAt)?.lateAt ?? null),
    movedAt: act.at,
    // What is noted after the end (how satisfied she is) does not move the end.
    closedAt: closed ? (d.matter.closedAt ?? act.at) : null,
    outcome: closed ? (end.outcome ?? 'done') : null,
  };
  const line: Step = {
    seq: matter.seq,
    at: act.at,
    step: step.key,
    stepName: step.name,
    fromState: d.matter.seq === 0 ? null : d.matter.state,
    toState: matter.state,
    by: act.by,
    forSeat: act.forSeat,
    holder: matter.holder,
    offeredName: matter.offered?.name ?? null,
    opinion: act.opinion,
    verdict: step.verdict,
    data: act.brought,
  };
  return { matter, steps: [...d.steps, line], parts, clocks };
}

function partsAfter(m: Matter, before: readonly Part[], closed: boolean): Part[] {
  const all = new Map<string, Part>(before.map((p) => [p.postId, p]));
  for (const p of [m.starter, m.holder, ...(m.offered ? [m.offered] : [])])
    if (!all.has(p.postId))
      all.set(p.postId, {
        postId: p.postId,
        personId: p.personId,
        name: p.name,
        why: 'past',
        answeredAt: null,
      });
  const whyOf = (p: Part): Why => {
    const rest: Why = p.postId === m.starter.postId ? 'own' : 'past';
    // What was circulated is read also after the end; nothing else waits for anybody then.
    if (closed) return p.why === 'read' ? 'read' : rest;
    if (p.postId === m.holder.postId) return 'hold';
    if (p.postId === m.offered?.postId) return 'offer';
    return p.why === 'sign' || p.why === 'read' || p.why === 'late' ? p.why : rest;
  };
  return [...all.values()].map((p) => ({ ...p, why: whyOf(p) }));
}

const stop = (c: Clock, at: Date): Clock =>
  c.stoppedAt ? c : { ...c, stoppedAt: at, lateAt: lateSince(c, at) };

function moveClocks(
  flow: CompiledFlow,
  t: Transition,
  clocks: readonly Clock[],
  act: Act,
): { clocks: readonly Clock[] } | Refusal {
  const moves = t.clocks ?? {};
  const next = new Map(clocks.map((c) => [c.key, c]));
  for (const key of moves.stops ?? []) {
    const c = next.get(key);
    if (c) next.set(key, stop(c, act.at));
  }
  for (const key of moves.pauses ?? []) {
    const c = next.get(key);
    if (c) next.set(key, pause(c, act.at));
  }
  for (const key of moves.resumes ?? []) {
    const c = next.get(key);
    if (c) next.set(key, resume(c, act.at, act.calendar));
  }
  for (const { clock, by } of moves.extends ?? []) {
    const c = next.get(clock);
    if (!c) continue;
    if (isLate(c, act.at)) return { problem: `「${c.name}」已经超期,不能再延长;请尽快办结,并写明原因。` };
    const extended = extend(c, Number(act.data[by] ?? 0), act.calendar);
    if (typeof extended === 'string') return { problem: extended };
    next.set(clock, extended);
  }
  const scope: Scope = { ...act.data, ...act.numbers };
  for (const start of moves.starts ?? []) {
    const key = typeof start === 'string' ? start : start.clock;
    const defined = flow.definition.clocks.find((c) => c.key === key);
    if (!defined) continue;
    const rule = decidedRule(defined, act.numbers);
    const known = next.get(key);
    if (typeof start !== 'string') {
      if ((known && !known.stoppedAt) || flow.judge(start.when, scope) !== true) continue;
    }
    const field = rule.unit === 'until' ? act.data[String(rule.length)] : null;
    const length = typeof rule.length === 'number' ? rule.length : (act.numbers?.[rule.length] ?? 0);
    next.set(
      key,
      timed(
        {
          key,
          name: rule.name,
          unit: rule.unit,
          length: rule.unit === 'until' ? 0 : length,
          ceiling: rule.ceiling ?? null,
          countsFirst: rule.countsFirst ?? false,
          untilDay: typeof field === 'string' ? field : null,
          startedAt: sinceOf(rule, act),
          dueAt: act.at,
          ceilingAt: null,
          pausedAt: null,
          paused: 0,
          stoppedAt: null,
          lateAt: null,
          missedAt: known ? (known.missedAt ?? lateSince(known, act.at)) : null,
        },
        act.calendar,
      ),
    );
  }
  return { clocks: [...next.values()] };
}

/** The moment that a clock's own fields name; where they are empty, that of the step. */
function sinceOf(rule: ClockRule, act: Act): Date {
  const [day, time] = (rule.since ?? []).map((name) => act.data[name]);
  if (typeof day !== 'string') return act.at;
  const at = new Date(`${day}T${typeof time === 'string' ? time : '00:00'}:00+08:00`);
  return Number.isNaN(at.getTime()) ? act.at : at;
}
