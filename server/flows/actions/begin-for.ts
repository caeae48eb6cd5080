import type { Relation, Transition } from '../../../contracts/flow.ts';
import type { Actor } from '../../access/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { applyStep, isRefusal } from '../apply.ts';
import type { FlowKit } from '../kit.ts';
import type { Data, Seat } from '../matter.ts';
import { numbersOf } from '../numbers.ts';
import { awayNow, findSeats, placeOf } from '../people.ts';
import { takeNumber } from '../store.ts';
import type { Acting } from '../who.ts';
import { type MatterAnswer, mayBegin, unbegun } from './begin-matter.ts';
import { actOf, automaticSteps, PLATFORM, settle } from './run-step.ts';

/**
 * Who gets what comes from outside (来件交给谁): of those with the first of these relations to a unit, one who is here and
 * whom `prefers` likes best; a unit where nobody can sign in leaves it to the federation above. Null when there is nobody
 * up to the top.
 */
export async function seatToReceive(
  kit: FlowKit,
  unitId: string,
  order: readonly Relation[],
  prefers: (seat: Seat) => number,
  but: readonly string[] = [],
): Promise<Seat | null> {
  const at = kit.now();
  for (let next: string | null = unitId; next !== null; ) {
    const here: string = next;
    const place = await kit.worker.transaction([], (tx) => placeOf(tx, here), 'read');
    if (!place) return null;
    for (const relation of order) {
      const seats = (await findSeats(kit.worker, [relation], place, chinaDay(at))).filter(
        (s) => !but.includes(s.personId),
      );
      const away = await awayNow(
        kit.worker,
        seats.map((s) => s.postId),
        at,
      );
      const weight = (s: Seat): number => prefers(s) - (away.some((a) => a.postId === s.postId) ? 1_000 : 0);
      const [best] = seats.toSorted((a, b) => weight(b) - weight(a));
      if (best) return best;
    }
    next = place.office.id === here ? place.office.parentId : place.office.id;
  }
  return null;
}

/**
 * Begins a matter in somebody's seat, inside a transaction of another room: in the name of the platform (what came in by a
 * public page has no starter here; who gets it is responsible from this moment), or by the one who sits there. The
 * transaction must stand in that seat (`app.posts`). The data are the caller's own, checked against the flow's fields.
 */
export async function beginFor(
  kit: FlowKit,
  tx: Tx,
  o: {
    readonly flow: string;
    readonly seat: Seat;
    readonly data: Data;
    readonly by: { readonly actor: Actor; readonly acting: Acting } | null;
  },
): Promise<MatterAnswer> {
  const flow = await kit.flows.flow(o.flow);
  const at = kit.now();
  const [place, calendar] = await Promise.all([placeOf(tx, o.seat.unit.id), kit.calendarOf(tx, o.seat.unit)]);
  if (!place) throw new AppError('not-found', { what: '这个组织' });
  if (o.by && !mayBegin(flow, o.seat, place)) throw new AppError('forbidden');
  const year = Number(chinaDay(at).slice(0, 4));
  const { regionCode, id: unitId } = o.seat.unit;
  const last = await takeNumber(tx, { regionCode, unitId, flow: flow.definition.key, year });
  const number = `${flow.definition.prefix}〔${year}〕${last}号`;
  const nothing = unbegun(flow, { id: newId(at), number, starter: o.seat, parent: null, at });
  const start: Transition = { ...flow.definition.start, from: [] };
  const numbers = await numbersOf(tx, flow, o.seat.unit, chinaDay(at));
  const begun = applyStep(flow, start, nothing, {
    ...PLATFORM,
    ...(o.by ? actOf({ ...o.by, seat: o.seat }, at) : {}),
    at,
    data: o.data,
    brought: o.data,
    to: null,
    calendar,
    numbers,
  });
  if (isRefusal(begun)) throw new Error(begun.problem);
  const running = { kit, tx, flow, place, calendar, at, asks: kit.worker };
  const after = await automaticSteps(running, begun);
  await settle(running, null, after, { actor: o.by?.actor ?? null, action: 'matter.begin' });
  return { id: after.matter.id, seq: after.matter.seq, number };
}
