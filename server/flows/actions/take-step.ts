import type { Actor } from '../../access/index.ts';
import type { Calendar } from '../../platform/calendar/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { applyBuiltIn, BUILT_IN, type BuiltIn, isBuiltIn } from '../apply.ts';
import type { CompiledFlow } from '../compile.ts';
import { keptFrom } from '../kept-from.ts';
import { actingFor, type FlowKit, withMatters } from '../kit.ts';
import type { Dossier, Seat } from '../matter.ts';
import { numbersOf } from '../numbers.ts';
import { placeOf } from '../people.ts';
import { scopeOf } from '../scope.ts';
import { assertSecondStep } from '../secrecy/second-step.ts';
import { claimedBefore, claimStep, dossierById } from '../store.ts';
import { type Acting, seatFor } from '../who.ts';
import { hashOf, type MatterAnswer } from './begin-matter.ts';
import { actOf, automaticSteps, openSubs, refuse, type StepInput, settle, workOut } from './run-step.ts';

export interface TakenStep extends StepInput {
  readonly requestKey: string;
  /** The step she saw last; another since then means that her page is old. */
  readonly version: number;
  readonly step: string;
}

/**
 * Takes one step of a matter (办一步), exactly once: the matter is held, the key claimed, the version compared, then who
 * may, what is asked and what stops it; all of it or nothing is kept. Of two who come at once one wins, the other is told
 * who was before her. Errors: not-found, matter.moved, matter.not-yours, input.invalid, save.key-reused.
 */
export async function takeStep(
  kit: FlowKit,
  actor: Actor,
  matterId: string,
  input: TakenStep,
): Promise<MatterAnswer> {
  const acting = await actingFor(kit, actor);
  const at = kit.now();
  return await withMatters(kit, actor, acting, async (tx) => {
    const request = {
      regionCode: actor.unit.regionCode,
      key: `${actor.accountId}/${input.requestKey}`,
      postId: actor.postId,
      hash: hashOf([matterId, input]),
      at,
    };
    // One packet: the matter is held first, and the key claimed behind it.
    const [d, isNew] = await Promise.all([
      dossierById(tx, kit.vault, matterId, true),
      claimStep(tx, matterId, request),
    ]);
    if (!d) throw new AppError('not-found', { what: '这件事' });
    const claimed = isNew ? null : await claimedBefore(tx, request);
    if (claimed && !claimed.sameBody) throw new AppError('save.key-reused');
    if (claimed) return answerOf(d);
    if (!isAsSeen(d, input.version)) throw movedSince(d);
    const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
    await assertSecondStep(kit, actor, d.matter);
    const unit = { path: d.matter.unitPath };
    const [place, calendar, numbers] = await Promise.all([
      placeOf(tx, d.matter.unitId),
      kit.calendarOf(tx, unit),
      numbersOf(tx, flow, unit, chinaDay(at)),
    ]);
    if (!place) throw new AppError('not-found', { what: '这件事的组织' });
    const running = { kit, tx, flow, place, calendar, numbers, at, asks: kit.worker };
    const scope = scopeOf(flow, d, {
      today: chinaDay(at),
      at,
      level: place.unit.level,
      openSubs: await openSubs(kit.worker, flow, d.matter.id),
    });
    // Whom it is kept from takes no step in it, nor accepts it, nor takes it over as the leader who is shown what is late.
    if ((await keptFrom(kit.worker, flow, d.matter.id, scope, [acting.own])).size > 0)
      throw new AppError('not-found', { what: '这件事' });
    let after: Dossier;
    if (isBuiltIn(input.step)) {
      after = builtIn(flow, input.step, d, { actor, acting }, input, calendar, at);
    } else {
      const t = flow.steps.get(input.step);
      if (!t || t.from.length === 0) return refuse([{ field: 'step', message: '这件事没有这一步。' }]);
      const seat = seatFor(flow, t, acting, d, place, scope);
      if (!seat) throw notYours(flow, d);
      after = await workOut(running, t, d, { actor, acting, seat }, input);
    }
    after = await automaticSteps(running, after);
    await settle(running, d, after, { actor, action: 'matter.step' });
    return answerOf(after);
  });
}

const answerOf = ({ matter }: Dossier): MatterAnswer => ({
  id: matter.id,
  seq: matter.seq,
  number: matter.number,
});

/** What she saw still stands: since then there were at most marks of readers (已阅), which change nothing that she decides. */
const isAsSeen = (d: Dossier, version: number): boolean =>
  d.matter.seq >= version && d.steps.every((s) => s.seq <= version || s.step === 'read');

/** Somebody was quicker: who, what and when. */
export function movedSince(d: Dossier): AppError {
  const last = d.steps.at(-1);
  const clock = last ? new Date(last.at.getTime() + 8 * 3_600_000).toISOString() : '';
  return new AppError('matter.moved', {
    who: last?.by?.name ?? '平台',
    what: last?.stepName ?? '',
    when: `${Number(clock.slice(5, 7))}月${Number(clock.slice(8, 10))}日 ${clock.slice(11, 16)}`,
  });
}

export function notYours(flow: CompiledFlow, d: Dossier): AppError {
  const state = flow.states.get(d.matter.state)?.name ?? '';
  return new AppError('matter.not-yours', { holder: d.matter.holder.name, state });
}

/** In which seat a built-in step is hers; null = in none. Pure. */
export function seatForBuiltIn(key: BuiltIn, acting: Acting, d: Dossier): Seat | null {
  const { matter } = d;
  const seats = [acting.own, ...acting.principals];
  const of = (postId: string | undefined): Seat | null => seats.find((s) => s.postId === postId) ?? null;
  if (matter.closedAt && key !== 'read') return null;
  if (key === 'accept' || key === 'decline') return of(matter.offered?.postId);
  // Shown to a leader because it is late, or because who had it has left: she may take it into her own hands.
  if (key === 'take-over') return of(d.parts.find((p) => p.why === 'late' && of(p.postId) !== null)?.postId);
  if (key === 'take-back') return matter.offered ? of(matter.holder.postId) : null;
  const part = d.parts.find(
    (p) => p.why === (key === 'read' ? 'read' : 'sign') && seats.some((s) => s.postId === p.postId),
  );
  const seat = of(part?.postId);
  // Whose matter it is does not countersign it, nor does who asked for the signature, nor either of them as a deputy.
  const own = [matter.starter.personId, matter.holder.personId];
  if (key !== 'read' && seat && (own.includes(seat.personId) || own.includes(acting.own.personId)))
    return null;
  return seat;
}

function builtIn(
  flow: CompiledFlow,
  key: BuiltIn,
  d: Dossier,
  by: { readonly actor: Actor; readonly acting: Acting },
  input: TakenStep,
  calendar: Calendar,
  at: Date,
): Dossier {
  const seat = seatForBuiltIn(key, by.acting, d);
  if (!seat) throw notYours(flow, d);
  const opinion = input.opinion?.trim() || null;
  if (opinion === null && (key === 'decline' || key === 'against' || key === 'take-over'))
    return refuse([{ field: 'opinion', message: `${BUILT_IN[key]}要写明理由。` }]);
  if (Object.keys(input.data).length > 0)
    return refuse([{ field: 'data', message: '这一步没有要填的栏目。' }]);
  return applyBuiltIn(flow, key, seat, d, {
    ...actOf({ ...by, seat }, at),
    data: d.matter.data,
    brought: {},
    opinion,
    to: null,
    readers: [],
    signers: [],
    backTo: null,
    calendar,
  });
}
