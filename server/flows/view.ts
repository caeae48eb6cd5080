import type { ClockView, MatterAct, MatterStepView, MatterView } from '../../contracts/api-flows.ts';
import type { Scope, Value } from '../../contracts/expression.ts';
import type { Transition } from '../../contracts/flow.ts';
import { seatForBuiltIn } from './actions/take-step.ts';
import { BUILT_IN, type BuiltIn, passedStates } from './apply.ts';
import { type Clock, isLate } from './clocks.ts';
import type { CompiledFlow } from './compile.ts';
import type { Data, Dossier, Step } from './matter.ts';
import type { Place } from './people.ts';
import { type Acting, seatFor } from './who.ts';

/** A matter as one person sees it, with the steps that are hers now. Pure. */
export function matterView(
  flow: CompiledFlow,
  d: Dossier,
  o: {
    acting: Acting;
    place: Place;
    scope: Scope;
    subs: MatterView['subs'];
    links: MatterView['links'];
    at: Date;
    known: boolean;
    /** The end of her urgent view (紧急查看); she only looks then. */
    urgentUntil: Date | null;
  },
): MatterView {
  const { matter } = d;
  const { known } = o;
  const since = d.steps.findLast((s, i) => s.holder.postId !== d.steps[i - 1]?.holder.postId);
  return {
    id: matter.id,
    number: matter.number,
    title: known ? matter.title : '',
    flow: flow.definition,
    unit: o.place.unit.name,
    state: matter.state,
    starter: known ? matter.starter.name : '',
    holder: matter.holder.name,
    holderSince: (since?.at ?? matter.startedAt).toISOString(),
    offered: matter.offered?.name ?? null,
    urgent: matter.urgent,
    version: matter.seq,
    known,
    data: known ? matter.data : {},
    derived: known
      ? (flow.definition.derived ?? []).flatMap((x) => {
          const value = x.fn === 'overlaps' ? null : matter.data[x.key];
          return typeof value === 'number' ? [{ name: x.name, value: `${value} ${x.unitWord}` }] : [];
        })
      : [],
    clocks: d.clocks.map((c) => clockView(c, o.at)),
    steps: known ? d.steps.map((s) => stepView(flow, s)) : [],
    parts: known ? d.parts.map((p) => ({ name: p.name, why: p.why })) : [],
    parent: known && matter.parent ? { id: matter.parent.id } : null,
    subs: known ? o.subs : [],
    links: known ? o.links : [],
    closedAt: matter.closedAt?.toISOString() ?? null,
    now: o.at.toISOString(),
    urgentUntil: o.urgentUntil?.toISOString() ?? null,
    may: o.urgentUntil ? [] : actsOf(flow, d, o),
  };
}

const clockView = (c: Clock, at: Date): ClockView => ({
  key: c.key,
  name: c.name,
  unit: c.unit,
  length: c.length,
  ceiling: c.ceiling,
  countsFirst: c.countsFirst,
  startedAt: c.startedAt.toISOString(),
  dueAt: c.dueAt.toISOString(),
  ceilingAt: c.ceilingAt?.toISOString() ?? null,
  pausedAt: c.pausedAt?.toISOString() ?? null,
  stoppedAt: c.stoppedAt?.toISOString() ?? null,
  isLate: isLate(c, at),
});

const stepView = (flow: CompiledFlow, s: Step): MatterStepView => ({
  seq: s.seq,
  at: s.at.toISOString(),
  step: s.step,
  name: s.stepName,
  by: s.by?.name ?? '平台',
  title: s.by?.title ?? '',
  forName: s.forSeat?.name ?? null,
  fromState: s.fromState,
  toState: s.toState,
  holder: s.holder.name,
  offered: s.offeredName,
  opinion: s.opinion,
  data: saidOf(flow, s.data),
});

/** What a step brought, in words. */
export function saidOf(flow: CompiledFlow, data: Data): { label: string; value: string }[] {
  const words = (v: Value): string =>
    v === true ? '是' : v === false ? '否' : Array.isArray(v) ? v.join('、') : String(v);
  return Object.entries(data).flatMap(([key, value]) => {
    const field = flow.fields.get(key);
    const derived = flow.definition.derived?.find((x) => x.key === key);
    const label = field?.label ?? derived?.name;
    if (!label || value === null) return [];
    const unit = field?.unitWord ?? derived?.unitWord;
    return [{ label, value: unit ? `${words(value)} ${unit}` : words(value) }];
  });
}

/** The steps that are hers now, as buttons with what each asks. */
function actsOf(
  flow: CompiledFlow,
  d: Dossier,
  o: { acting: Acting; place: Place; scope: Scope },
): MatterAct[] {
  const own = o.acting.own.postId;
  const built = (Object.keys(BUILT_IN) as BuiltIn[]).flatMap((key): MatterAct[] => {
    const seat = seatForBuiltIn(key, o.acting, d);
    if (!seat) return [];
    return [
      {
        key,
        name: BUILT_IN[key],
        asks: [],
        opinion: key === 'decline' || key === 'against' || key === 'take-over' ? 'required' : 'offered',
        chooses: [],
        backTo: [],
        returns: false,
        forName: seat.postId === own ? null : seat.name,
      },
    ];
  });
  const named = flow.definition.transitions.flatMap((t): MatterAct[] => {
    const seat = seatFor(flow, t, o.acting, d, o.place, o.scope);
    if (!seat) return [];
    return [
      {
        key: t.key,
        name: t.name,
        asks: (t.asks ?? []).map((a) => ({ ...a, required: a.required ?? false })),
        opinion: t.opinion,
        chooses: choosesOf(t),
        backTo: t.to === 'chosen' ? passedStates(d) : [],
        returns: t.returns ?? false,
        forName: seat.postId === own ? null : seat.name,
      },
    ];
  });
  return [...built, ...named];
}

const choosesOf = (t: Transition): MatterAct['chooses'] => [
  ...(t.hand?.to === 'chosen' ? (['to'] as const) : []),
  ...(t.circulates ? (['readers'] as const) : []),
  ...(t.countersigns ? (['signers'] as const) : []),
];
