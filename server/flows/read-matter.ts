import type { CandidateView, MatterView } from '../../contracts/api-flows.ts';
import type { Actor } from '../access/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { openSubs } from './actions/run-step.ts';
import type { CompiledFlow } from './compile.ts';
import { assertNotErased } from './erase.ts';
import { candidatesFor } from './hand-over.ts';
import { keptFrom } from './kept-from.ts';
import { actingFor, type FlowKit, withMatters } from './kit.ts';
import { linksOf } from './links.ts';
import type { Dossier, Seat } from './matter.ts';
import { type Place, placeOf } from './people.ts';
import { scopeOf } from './scope.ts';
import { rightTo } from './secrecy/may-know.ts';
import { noteRead } from './secrecy/reads.ts';
import { dossierById } from './store.ts';
import { matterView } from './view.ts';
import type { Acting } from './who.ts';

/** A matter's page (事项). 404 for who has no part in it. Reading a case is recorded. */
export async function readMatter(kit: FlowKit, actor: Actor, id: string): Promise<MatterView> {
  const acting = await actingFor(kit, actor);
  const at = kit.now();
  return await withMatters(kit, actor, acting, async (tx) => {
    const { d, flow, place, scope } = await openMatter(kit, tx, acting, id, at);
    const subs = await tx.sql(
      'SELECT id, number, closed_at FROM matter WHERE parent_id = $1 ORDER BY started_at',
      [id],
    );
    const isCase = flow.definition.privacy === 'case';
    assertNotErased(d.matter);
    const right = isCase ? await rightTo(tx, d, acting, at) : null;
    if (right && !actor.provedTwice) throw new AppError('matter.second-step');
    const view = matterView(flow, d, {
      acting,
      place,
      scope,
      at,
      known: !isCase || right !== null,
      urgentUntil: right?.until ?? null,
      links: await linksOf(tx, kit.flows, id),
      subs: subs.map((r) => ({
        id: String(r['id']),
        number: String(r['number']),
        closed: r['closed_at'] !== null,
      })),
    });
    if (right) tx.later(noteRead(tx, { matter: d.matter, actor, acting, right, what: 'matter', at }));
    return view;
  });
}

/** Whom a step of a matter may be handed to, or who may be asked to read or sign. */
export async function matterCandidates(
  kit: FlowKit,
  actor: Actor,
  id: string,
  q: { step: string; list: 'to' | 'readers' | 'signers' },
): Promise<CandidateView[]> {
  const acting = await actingFor(kit, actor);
  const at = kit.now();
  return await withMatters(
    kit,
    actor,
    acting,
    async (tx) => {
      const { d, flow, place, scope } = await openMatter(kit, tx, acting, id, at);
      const t = flow.steps.get(q.step);
      const among =
        q.list === 'to'
          ? t?.hand?.to === 'chosen'
            ? t.hand.among
            : undefined
          : q.list === 'readers'
            ? t?.circulates
            : t?.countersigns;
      if (!among) return [];
      const found = await candidatesFor({ worker: kit.worker, flow, d, place, scope, at }, among);
      return found.map(({ seat, awayUntil }) => candidateView(seat, awayUntil));
    },
    'read',
  );
}

const candidateView = (seat: Seat, awayUntil: string | null): CandidateView => ({
  post: seat.postId,
  name: seat.name,
  title: seat.title,
  unit: seat.unit.name,
  awayUntil,
});

async function openMatter(
  kit: FlowKit,
  tx: Tx,
  acting: Acting,
  id: string,
  at: Date,
): Promise<{ d: Dossier; flow: CompiledFlow; place: Place; scope: ReturnType<typeof scopeOf> }> {
  const d = await dossierById(tx, kit.vault, id, false);
  if (!d) throw new AppError('not-found', { what: '这件事' });
  const flow = await kit.flows.flow(d.matter.flow, d.matter.flowVersion);
  const place = await placeOf(tx, d.matter.unitId);
  if (!place) throw new AppError('not-found', { what: '这件事的组织' });
  const scope = scopeOf(flow, d, {
    today: chinaDay(at),
    at,
    level: place.unit.level,
    openSubs: await openSubs(kit.worker, flow, id),
  });
  // Whom it is kept from does not see it as somebody's deputy either, nor in an emergency.
  if ((await keptFrom(kit.worker, flow, id, scope, [acting.own])).size > 0)
    throw new AppError('not-found', { what: '这件事' });
  return { d, flow, place, scope };
}
