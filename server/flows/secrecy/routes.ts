import { matterParams } from '../../../contracts/api-flows.ts';
import {
  type ReadsView,
  type UrgentView,
  type UrgentViews,
  urgentViewAct,
  urgentViewBody,
  urgentViewParams,
} from '../../../contracts/api-secrecy.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { actingFor, type FlowKit, withMatters } from '../kit.ts';
import { dossierById } from '../store.ts';
import { mayKnow } from './may-know.ts';
import { readsOf } from './reads.ts';
import { viewsOfMatters } from './urgent-store.ts';
import { openUrgently } from './urgent-view.ts';

/** Who has looked at a case, and looking at one in an emergency. */
export function secrecyRoutes(kit: FlowKit): Route<Actor>[] {
  return [
    defineRoute<Actor, typeof matterParams>({
      method: 'GET',
      path: '/api/matters/:id/reads',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Who has looked at a case, and urgent views of it 谁看过',
      params: matterParams,
      handle: async ({ caller, params }) => await readsOfCase(kit, caller, params.id),
    }),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/urgent-views',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Her open urgent views, and those of others that she has to know of 紧急查看',
      handle: async ({ caller }) => await urgentViews(kit, caller),
    }),
    defineRoute<Actor, undefined, undefined, typeof urgentViewBody>({
      method: 'POST',
      path: '/api/urgent-views',
      permission: 'matter.use',
      rate: 'write',
      fresh: true,
      summary: 'Look at a case in an emergency, with a reason, for three hours 紧急查看',
      body: urgentViewBody,
      handle: async ({ caller, body }): Promise<UrgentView> => await openUrgently(kit, caller, body),
    }),
    defineRoute<Actor, typeof urgentViewParams, undefined, typeof urgentViewAct>({
      method: 'POST',
      path: '/api/urgent-views/:id/end',
      permission: 'matter.use',
      rate: 'write',
      summary: 'She has seen what she needed 看完了',
      params: urgentViewParams,
      body: urgentViewAct,
      handle: async ({ caller, params }): Promise<UrgentViews> => {
        await endView(kit, caller, params.id);
        return await urgentViews(kit, caller);
      },
    }),
    defineRoute<Actor, typeof urgentViewParams, undefined, typeof urgentViewAct>({
      method: 'POST',
      path: '/api/urgent-views/:id/seen',
      permission: 'matter.use',
      rate: 'write',
      summary: 'She knows that somebody looked 知道了',
      params: urgentViewParams,
      body: urgentViewAct,
      handle: async ({ caller, params }): Promise<UrgentViews> => {
        await acknowledge(kit, caller, params.id);
        return await urgentViews(kit, caller);
      },
    }),
  ];
}

async function readsOfCase(kit: FlowKit, actor: Actor, matterId: string): Promise<ReadsView> {
  const acting = await actingFor(kit, actor);
  const at = kit.now();
  const reads = await withMatters(
    kit,
    actor,
    acting,
    async (tx) => {
      const d = await dossierById(tx, kit.vault, matterId, false);
      if (!d || !(await mayKnow(kit, tx, d, acting, at))) throw new AppError('not-found', { what: '这件事' });
      return await readsOf(tx, matterId);
    },
    'read',
  );
  // Of others' views her own transaction shows only those that were told to her; she may know of all.
  const urgent = await kit.worker.transaction(
    [],
    (tx) => viewsOfMatters(tx, kit, { matter: matterId }, at),
    'read',
  );
  return { reads, urgent };
}

async function urgentViews(kit: FlowKit, actor: Actor): Promise<UrgentViews> {
  const acting = await actingFor(kit, actor);
  const at = kit.now();
  const posts = [acting.own, ...acting.principals].map((s) => s.postId);
  // As the worker: a supervisor is told number and kind of a matter that she has no part in.
  return await kit.worker.transaction(
    [],
    async (tx) => {
      const mine = await viewsOfMatters(tx, kit, { openOf: acting.own.postId }, at);
      const waiting = await viewsOfMatters(tx, kit, { waitingFor: posts }, at);
      return {
        mine,
        notices: waiting.map(({ holderPost, ...v }) => ({ ...v, opens: posts.includes(holderPost) })),
      };
    },
    'read',
  );
}

async function endView(kit: FlowKit, actor: Actor, id: string): Promise<void> {
  const acting = await actingFor(kit, actor);
  const at = kit.now();
  await withMatters(kit, actor, acting, async (tx) => {
    const rows = await tx.sql(
      `UPDATE urgent_view SET ended_at = $3 WHERE id = $1 AND post_id = $2 AND ended_at IS NULL AND until_at > $3
       RETURNING region_code, matter_id`,
      [id, acting.own.postId, at],
    );
    const row = rows[0];
    if (!row) {
      const over = await tx.sql('SELECT 1 FROM urgent_view WHERE id = $1 AND post_id = $2', [
        id,
        acting.own.postId,
      ]);
      if (over.length === 0) throw new AppError('not-found', { what: '这次紧急查看' });
      // Already over: what she wants is so.
      return;
    }
    await recordEvent(tx, {
      regionCode: String(row['region_code']),
      accountId: actor.accountId,
      postId: actor.postId,
      unitPath: actor.unit.path,
      action: 'matter.urgent-end',
      object: 'matter',
      objectId: String(row['matter_id']),
      result: 'ok',
      detail: {},
      at,
    });
  });
}

async function acknowledge(kit: FlowKit, actor: Actor, id: string): Promise<void> {
  const acting = await actingFor(kit, actor);
  const posts = [acting.own, ...acting.principals].map((s) => s.postId);
  await withMatters(kit, actor, acting, async (tx) => {
    const rows = await tx.sql(
      `UPDATE urgent_view SET
         holder_seen_at = CASE WHEN holder_post = ANY ($2::uuid[]) THEN coalesce(holder_seen_at, $3) ELSE holder_seen_at END,
         supervisor_seen_at = CASE WHEN supervisor_post = ANY ($2::uuid[]) THEN coalesce(supervisor_seen_at, $3)
           ELSE supervisor_seen_at END
       WHERE id = $1 AND (holder_post = ANY ($2::uuid[]) OR supervisor_post = ANY ($2::uuid[])) RETURNING id`,
      [id, posts, kit.now()],
    );
    if (rows.length === 0) throw new AppError('not-found', { what: '这次紧急查看' });
  });
}
