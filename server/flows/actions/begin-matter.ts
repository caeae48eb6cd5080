import { createHash } from 'node:crypto';
import type { Transition } from '../../../contracts/flow.ts';
import type { ContactPlan } from '../../../contracts/safe-contact.ts';
import type { Actor } from '../../access/index.ts';
import { holdUnit } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { CompiledFlow } from '../compile.ts';
import { actingFor, type FlowKit, withMatters } from '../kit.ts';
import { cameByNumber, cameFrom, namesAccused, offerTwins, writeLink } from '../links.ts';
import { type Dossier, type Holder, rankOf, type Seat } from '../matter.ts';
import { isAt, type Place, placeOf } from '../people.ts';
import { claimRequest, dossierById, takeNumber } from '../store.ts';
import type { Acting } from '../who.ts';
import { automaticSteps, refuse, type StepInput, settle, workOut } from './run-step.ts';

export interface NewMatter extends StepInput {
  readonly requestKey: string;
  readonly flow: string;
  /** The matter that this is a part of (子事项). */
  readonly parent: string | null;
  /** The matter that it comes from (由来), open or closed. */
  readonly from: string | null;
  /** Why it is another matter though she has an open one of this kind. */
  readonly another: string | null;
  /** How she may be reached without danger; null: not asked. */
  readonly safe: ContactPlan | null;
}

export interface MatterAnswer {
  readonly id: string;
  readonly seq: number;
  readonly number: string;
}

/** A flow that says when its starter is away is about herself, not about the post in which she stands in for another. */
const isAboutHerself = (flow: CompiledFlow): boolean =>
  flow.definition.transitions.some((t) => t.absence !== undefined);

/** The same answer for the same key: what was answered first. */
export const hashOf = (body: unknown): Buffer => createHash('sha256').update(JSON.stringify(body)).digest();

/** May this seat begin a matter of this flow? The flow must bind her unit, and she be one whom it names. Pure. */
export function mayBegin(flow: CompiledFlow, seat: Seat, place: Place): boolean {
  const { levels, kinds, start } = flow.definition;
  if (!levels.includes(seat.unit.level) || !kinds.includes(seat.unit.kind)) return false;
  return start.who.some(
    (who) =>
      isAt(who.is, seat, place) &&
      (!who.roles || who.roles.includes(seat.role)) &&
      (!who.levels || who.levels.includes(seat.unit.level)),
  );
}

/**
 * Begins a matter (发起) in one transaction: the key claimed, number taken, first step checked and taken, whatever the
 * platform does next, history and audit. The same key again answers the same matter.
 * Errors: input.invalid, forbidden, not-found, save.key-reused, flow.unknown.
 */
export async function beginMatter(kit: FlowKit, actor: Actor, input: NewMatter): Promise<MatterAnswer> {
  const flow = await kit.flows.flow(input.flow);
  const acting = await actingFor(kit, actor);
  const at = kit.now();
  const { own } = acting;
  return await withMatters(kit, actor, acting, async (tx) => {
    // Derived values look at her other matters: two of them must not be begun in one moment without seeing each other.
    if (flow.definition.serial) await holdUnit(tx, own.unit.id, 'alone');
    const [place, calendar] = await Promise.all([placeOf(tx, own.unit.id), kit.calendarOf(tx, own.unit)]);
    if (!place || !mayBegin(flow, own, place)) throw new AppError('forbidden');
    if (acting.standsFor !== null && isAboutHerself(flow))
      return refuse([{ field: 'flow', message: '这是您本人的事:请先在页面上方换回您自己的职务,再来办。' }]);
    const id = newId(at);
    const claimed = await claimRequest(tx, {
      regionCode: actor.unit.regionCode,
      key: `${actor.accountId}/${input.requestKey}`,
      postId: actor.postId,
      hash: hashOf(input),
      matterRegion: own.unit.regionCode,
      matterId: id,
      seq: 1,
      at,
    });
    if (claimed) {
      if (!claimed.sameBody) throw new AppError('save.key-reused');
      const known = await dossierById(tx, kit.vault, claimed.matterId, false);
      if (!known) throw new AppError('not-found', { what: '这件事' });
      return { id: known.matter.id, seq: known.matter.seq, number: known.matter.number };
    }
    const parent = input.parent === null ? null : await openParent(kit, tx, input.parent);
    const year = Number(chinaDay(at).slice(0, 4));
    const last = await takeNumber(tx, {
      regionCode: own.unit.regionCode,
      unitId: own.unit.id,
      flow: flow.definition.key,
      year,
    });
    const number = `${flow.definition.prefix}〔${year}〕${last}号`;
    const nothing = unbegun(flow, { id, number, starter: own, principal: principalOf(acting), parent, at });
    const start: Transition = { ...flow.definition.start, from: [] };
    const running = { kit, tx, flow, place, calendar, at, asks: kit.worker };
    const came =
      input.from === null
        ? await cameByNumber(kit, flow, place.office.id, input.data)
        : await cameFrom(kit, tx, flow, acting, input.from);
    // Why it is another one though one is open stands in the history as its first words.
    const first: Transition = input.another === null ? start : { ...start, opinion: 'required' };
    const said = { ...input, opinion: input.another ?? input.opinion };
    const begun = await workOut({ ...running, came }, first, nothing, { actor, acting, seat: own }, said);
    if (came?.keepsUrgency && !begun.matter.urgent)
      return refuse([
        {
          field: 'step',
          message: `${came.matter.number}是紧急的,转过来也是紧急的:请照原来登记的危险情况填,她安全了再另记。`,
        },
      ]);
    const { oneEach } = flow.definition;
    const twins = oneEach ? await kit.ports.openTwins(flow.definition.key, begun.matter.data, own) : [];
    if (twins.length > 0 && input.another === null) return await offerTwins(tx, twins);
    const after = await automaticSteps(running, begun);
    await settle(running, null, after, { actor, action: 'matter.begin' });
    if (came) await writeLink(tx, after.matter, came, at);
    if (input.safe) await kit.ports.contactAsked(tx, after.matter, input.safe, actor);
    for (const twin of twins)
      await writeLink(
        tx,
        after.matter,
        { ...twin, why: 'same', hidden: namesAccused(flow, after.matter) },
        at,
      );
    return { id, seq: after.matter.seq, number };
  });
}

async function openParent(kit: FlowKit, tx: Tx, id: string): Promise<{ regionCode: string; id: string }> {
  const parent = await dossierById(tx, kit.vault, id, true);
  if (!parent) throw new AppError('not-found', { what: '上一级的事项' });
  if (parent.matter.closedAt)
    throw new AppError('input.invalid', {
      problems: [{ field: 'parent', message: '那件事已经办结,不能再在它下面办新的。' }],
    });
  return { regionCode: parent.matter.regionCode, id: parent.matter.id };
}

/** Whose place she takes while she acts in a post that stands in for another (代理). */
const principalOf = ({ principals, standsFor }: Acting): Holder | null => {
  const seat = principals.find((s) => s.postId === standsFor);
  return seat ? { postId: seat.postId, personId: seat.personId, name: seat.name } : null;
};

/** A matter before its first step: hers alone, and of her for whom she stands in, who finds it when she is back. */
export function unbegun(
  flow: CompiledFlow,
  o: {
    id: string;
    number: string;
    starter: Seat;
    principal?: Holder | null;
    parent: { regionCode: string; id: string } | null;
    at: Date;
  },
): Dossier {
  const { postId, personId, name, role, unit } = o.starter;
  const holder: Holder = { postId, personId, name };
  return {
    matter: {
      regionCode: unit.regionCode,
      id: o.id,
      flow: flow.definition.key,
      flowVersion: flow.definition.version,
      number: o.number,
      unitId: unit.id,
      unitPath: unit.path,
      parent: o.parent,
      state: flow.definition.start.to,
      starter: { ...holder, rank: rankOf(role) },
      holder,
      offered: null,
      title: '',
      data: {},
      urgent: false,
      transfers: 0,
      readers: [],
      seq: 0,
      dueAt: null,
      lateAt: null,
      startedAt: o.at,
      movedAt: o.at,
      closedAt: null,
      outcome: null,
    },
    steps: [],
    parts: o.principal ? [{ ...o.principal, why: 'past', answeredAt: null }] : [],
    clocks: [],
  };
}
