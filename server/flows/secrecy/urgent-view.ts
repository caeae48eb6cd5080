import type { UrgentView } from '../../../contracts/api-secrecy.ts';
import type { Scope } from '../../../contracts/expression.ts';
import { type Actor, roleName } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import type { CompiledFlow } from '../compile.ts';
import { actingFor, type FlowKit } from '../kit.ts';
import { type Dossier, hasKnown, type Seat } from '../matter.ts';
import { plainNumber } from '../of-person.ts';
import { findSeats, isAt, type Place, placeOf } from '../people.ts';
import { scopeOf } from '../scope.ts';
import { dossierById } from '../store.ts';
import { isAgainst } from './accused.ts';
import { insertUrgentView, openViewOf, viewsOfMatters, viewsToday } from './urgent-store.ts';

/** SECURITY 15; issue 5 §4: three hours, and no longer by any way (the table refuses more). */
const LASTS_MS = 3 * 3_600_000;
/** Who needs more in a day than this needs another arrangement, and who tries numbers one by one is stopped. */
const MOST_A_DAY = 5;

/**
 * Opens a case for reading in an emergency (紧急查看): for somebody of the same office or the one above who has no part in
 * it, with a reason in words, for three hours; the responsible person and a supervisor are told, and the case shows it.
 * Never to whom the matter is against. Whether there is no such matter or she may not: one sentence, `matter.urgent-none`.
 * Errors: matter.urgent-none, matter.urgent-needless, matter.urgent-many, matter.urgent-often.
 */
export async function openUrgently(
  kit: FlowKit,
  actor: Actor,
  o: { readonly unit: string; readonly number: string; readonly reason: string },
): Promise<UrgentView> {
  const { own } = await actingFor(kit, actor);
  const at = kit.now();
  return await kit.worker.transaction([], async (tx) => {
    // One after the other: the limit of a day is counted, and a double press opens one view.
    await tx.sql('SELECT 1 FROM post WHERE region_code = $1 AND id = $2 FOR UPDATE', [
      own.unit.regionCode,
      own.postId,
    ]);
    const found = await tx.sql(
      `SELECT m.id FROM matter m JOIN unit u ON u.id = m.unit_id
       WHERE (m.unit_id = $1 OR u.kind = 'department' AND u.parent_id = $1) AND m.number = $2 LIMIT 3`,
      [o.unit, plainNumber(o.number)],
    );
    if (found.length > 1) throw new AppError('matter.urgent-many');
    const id = found[0] ? String(found[0]['id']) : null;
    const d = id === null ? null : await dossierById(tx, kit.vault, id, false);
    const place = d && (await placeOf(tx, d.matter.unitId));
    const flow = d && (await kit.flows.flow(d.matter.flow, d.matter.flowVersion));
    const scope =
      d && flow && place
        ? scopeOf(flow, d, { today: chinaDay(at), at, level: place.unit.level, openSubs: 0 })
        : null;
    if (!d || !place || !flow || !scope || !(await mayOpen(tx, { flow, d, place, scope }, own)))
      throw new AppError('matter.urgent-none');
    if (hasKnown(d, own.postId)) throw new AppError('matter.urgent-needless');
    const open = await openViewOf(tx, d.matter.id, own.postId, at);
    if (!open) {
      if ((await viewsToday(tx, own.personId, new Date(at.getTime() - 86_400_000))) >= MOST_A_DAY)
        throw new AppError('matter.urgent-often', { most: MOST_A_DAY });
      const view = {
        regionCode: d.matter.regionCode,
        id: newId(at),
        matterId: d.matter.id,
        by: own,
        byTitle: own.title || roleName(own.role),
        accountId: actor.accountId,
        reason: o.reason,
        at,
        until: new Date(at.getTime() + LASTS_MS),
        holderPost: d.matter.holder.postId,
        supervisorPost: (await supervisorOf(kit, tx, { flow, d, place, scope }, own))?.postId ?? null,
      };
      await insertUrgentView(tx, kit.vault, view);
      await recordEvent(tx, {
        regionCode: d.matter.regionCode,
        accountId: actor.accountId,
        postId: actor.postId,
        unitPath: d.matter.unitPath,
        action: 'matter.urgent-view',
        object: `flow/${d.matter.flow}`,
        objectId: d.matter.id,
        result: 'ok',
        // Why stands on the case: somebody may have written a name there.
        detail: { until: view.until.toISOString() },
        at,
      });
    }
    const [view] = await viewsOfMatters(tx, kit, { post: own.postId, matter: d.matter.id }, at);
    if (!view) throw new AppError('matter.urgent-none');
    return view;
  });
}

interface Case {
  readonly flow: CompiledFlow;
  readonly d: Dossier;
  readonly place: Place;
  readonly scope: Scope;
}

async function mayOpen(tx: Tx, { flow, d, place, scope }: Case, seat: Seat): Promise<boolean> {
  if (flow.definition.privacy !== 'case') return false;
  if (!isAt('office', seat, place) && !isAt('unit-above', seat, place)) return false;
  return !(await isAgainst(tx, flow, d, scope, seat));
}

/** Who watches over it: the nearest leader who is neither the one who looks nor the one responsible nor the one accused. */
async function supervisorOf(
  kit: FlowKit,
  tx: Tx,
  { flow, d, place, scope }: Case,
  by: Seat,
): Promise<Seat | null> {
  const order = ['department-head', 'in-charge', 'chair', 'above-chair'] as const;
  const seats = await findSeats(kit.worker, order, place, chinaDay(kit.now()));
  for (const relation of order)
    for (const seat of seats) {
      if (!isAt(relation, seat, place)) continue;
      if ([by.personId, d.matter.holder.personId].includes(seat.personId)) continue;
      if (await isAgainst(tx, flow, d, scope, seat)) continue;
      return seat;
    }
  return null;
}
