import {
  ERASE_GROUNDS,
  type PersonalApproval,
  type PersonalRequestView,
} from '../../contracts/api-personal.ts';
import type { Actor } from '../access/index.ts';
import { lettersOf, placesOf } from '../cases/index.ts';
import { actingFor, dossierById, isErased } from '../flows/index.ts';
import { unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { allOf } from './all-of.ts';
import type { PersonalKit } from './kit.ts';
import { keptUntilOf } from './retention.ts';
import { type PersonalRequest, requestsWithin, saidOfRequest } from './store.ts';
import { tended } from './who.ts';

/** What was done is shown for so long. */
const SHOWN_MS = 90 * 86_400_000;

/** Requests that she tends to (本人的请求), those that wait first. */
export async function requestsFor(kit: PersonalKit, actor: Actor): Promise<PersonalRequestView[]> {
  const acting = await actingFor(kit.flows, actor);
  const at = kit.flows.now();
  return await kit.flows.worker.transaction(
    [],
    async (tx) => {
      const since = new Date(at.getTime() - SHOWN_MS);
      const found = await requestsWithin(tx, actor.scope, { erasuresOnly: false, since });
      const views: PersonalRequestView[] = [];
      for (const r of found) {
        const t = await tended(kit.flows, tx, [acting.own, ...acting.principals], r.matterId);
        if (t) views.push(await viewOf(kit, tx, r, at, actor.provedTwice));
      }
      return views;
    },
    'read',
  );
}

/** Erasures that a second person decides on (删除审批), by number, kind, days and ground: nothing of what they say. */
export async function approvalsFor(kit: PersonalKit, actor: Actor): Promise<PersonalApproval[]> {
  const at = kit.flows.now();
  return await kit.flows.worker.transaction(
    [],
    async (tx) => {
      const since = new Date(at.getTime() - SHOWN_MS);
      const found = await requestsWithin(tx, actor.scope, { erasuresOnly: true, since });
      return await Promise.all(
        found.map(async (r) => {
          const d = await dossierById(tx, kit.vault, r.matterId, false);
          const ids = await allOf(kit, tx, [r.matterId]);
          return {
            ...(await viewOf(kit, tx, r, at, false)),
            closedDay: d?.matter.closedAt ? chinaDay(d.matter.closedAt) : null,
            keptUntil: d ? await keptUntilOf(tx, d.matter, at) : null,
            matters: ids.length,
            letters: (await lettersOf(tx, ids)).length,
            files: d && isErased(d.matter) ? 0 : (await placesOf(tx, ids)).length,
          };
        }),
      );
    },
    'read',
  );
}

async function viewOf(
  kit: PersonalKit,
  tx: Tx,
  r: PersonalRequest,
  at: Date,
  shows: boolean,
): Promise<PersonalRequestView> {
  const d = await dossierById(tx, kit.vault, r.matterId, false);
  const flow = d && (await kit.flows.flows.flow(d.matter.flow, d.matter.flowVersion));
  const said = shows ? await saidOfRequest(tx, kit.vault, r) : null;
  return {
    id: r.id,
    what: r.what,
    origin: r.origin,
    // Restored from before the erasure and erased again, it is done all the same, by whoever did it then.
    state: r.what === 'erase' && !r.decided && d && isErased(d.matter) ? 'done' : r.state,
    matterId: r.matterId,
    number: d?.matter.number ?? '',
    flowName: flow?.definition.name ?? '',
    unit: (await unitById(tx, r.unitId))?.name ?? '',
    words: [said?.words, said?.reason, said?.answer].filter(Boolean).join(';'),
    ground: r.ground && ERASE_GROUNDS[r.ground],
    day: chinaDay(r.at),
    dueDay: r.dueDay,
    isLate: (r.state === 'open' || r.state === 'waiting') && chinaDay(at) > r.dueDay,
    askedBy: r.asked?.name ?? null,
    decidedBy: r.decided?.name ?? null,
    decidedDay: r.decidedAt && chinaDay(r.decidedAt),
  };
}
