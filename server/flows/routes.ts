import { endDeputyBody } from '../../contracts/api-deputies.ts';
import {
  type AwayView,
  absenceBody,
  beginMatterBody,
  candidatesQuery,
  countsQuery,
  type FlowView,
  inboxQuery,
  inChargeBody,
  matterParams,
  takeStepBody,
} from '../../contracts/api-flows.ts';
import type { Actor } from '../access/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { awaysOf } from './absences.ts';
import { beginMatter, mayBegin } from './actions/begin-matter.ts';
import { putInCharge } from './actions/put-in-charge.ts';
import { sayAway, sayBack } from './actions/say-away.ts';
import { takeStep } from './actions/take-step.ts';
import { countMatters } from './counts.ts';
import { inboxPage } from './inbox.ts';
import { actingFor, type FlowKit, withMatters } from './kit.ts';
import { placeOf } from './people.ts';
import { matterCandidates, readMatter } from './read-matter.ts';
import { withoutKept } from './secrecy/may-know.ts';
import { secrecyRoutes } from './secrecy/routes.ts';

/** Matters over the wire: what waits for her, one matter, its next step, counts for superiors, deputies. */
export function flowRoutes(kit: FlowKit): Route<Actor>[] {
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/flows',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Flows, with those that she may begin 流程',
      handle: async ({ caller }): Promise<{ flows: FlowView[] }> => {
        const acting = await actingFor(kit, caller);
        const flows = await kit.flows.newest();
        return await withMatters(
          kit,
          caller,
          acting,
          async (tx) => {
            const place = await placeOf(tx, acting.own.unit.id);
            return {
              flows: flows.map((f) => ({
                flow: f.definition,
                mayBegin: place !== null && mayBegin(f, acting.own, place),
              })),
            };
          },
          'read',
        );
      },
    }),
    defineRoute<Actor, undefined, typeof inboxQuery>({
      method: 'GET',
      path: '/api/matters',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Inbox: what waits, what to read, what passed, what is late 待办、传阅、经手、超期',
      query: inboxQuery,
      handle: async ({ caller, query }) => {
        const acting = await actingFor(kit, caller);
        return await withMatters(
          kit,
          caller,
          acting,
          async (tx) => {
            const found = await inboxPage(tx, kit.flows, acting, query, kit.now());
            return await withoutKept(kit, tx, acting, found, kit.now());
          },
          'read',
        );
      },
    }),
    defineRoute<Actor, typeof matterParams>({
      method: 'GET',
      path: '/api/matters/:id',
      permission: 'matter.use',
      rate: 'read',
      summary: 'One matter with its history, clocks and next steps 事项',
      params: matterParams,
      handle: async ({ caller, params }) => await readMatter(kit, caller, params.id),
    }),
    defineRoute<Actor, typeof matterParams, typeof candidatesQuery>({
      method: 'GET',
      path: '/api/matters/:id/candidates',
      permission: 'matter.use',
      rate: 'read',
      summary: 'Whom a step may go to 可以交给谁',
      params: matterParams,
      query: candidatesQuery,
      handle: async ({ caller, params, query }) => ({
        candidates: await matterCandidates(kit, caller, params.id, query),
      }),
    }),
    defineRoute<Actor, undefined, undefined, typeof beginMatterBody>({
      method: 'POST',
      path: '/api/matters',
      permission: 'matter.use',
      rate: 'write',
      summary: 'Begin a matter 发起',
      body: beginMatterBody,
      handle: async ({ caller, body }) => await beginMatter(kit, caller, body),
    }),
    defineRoute<Actor, typeof matterParams, undefined, typeof takeStepBody>({
      method: 'POST',
      path: '/api/matters/:id/steps',
      permission: 'matter.use',
      rate: 'write',
      summary: 'Take one step of a matter 办一步',
      params: matterParams,
      body: takeStepBody,
      handle: async ({ caller, params, body }) => await takeStep(kit, caller, params.id, body),
    }),
    defineRoute<Actor, undefined, typeof countsQuery>({
      method: 'GET',
      path: '/api/matter-counts',
      permission: 'matter.use',
      rate: 'read',
      summary: 'How many matters a unit and those below have, by flow 事项件数',
      query: countsQuery,
      handle: async ({ caller, query }) => await countMatters(kit, caller, query.unit),
    }),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/absences',
      permission: 'matter.use',
      rate: 'read',
      summary: 'When she is away by her own word or by a leave 外出、请假',
      handle: async ({ caller }): Promise<{ rows: readonly AwayView[] }> => ({
        rows: await kit.worker.transaction([], (tx) => awaysOf(tx, caller.postId, kit.now()), 'read'),
      }),
    }),
    defineRoute<Actor, undefined, undefined, typeof absenceBody>({
      method: 'POST',
      path: '/api/absences',
      permission: 'matter.use',
      rate: 'write',
      summary: 'Away from … to …, and nobody stands in 外出',
      body: absenceBody,
      handle: async ({ caller, body }) => await sayAway(kit, caller, body),
    }),
    defineRoute<Actor, undefined, undefined, typeof endDeputyBody>({
      method: 'POST',
      path: '/api/absences/end',
      permission: 'matter.use',
      rate: 'write',
      summary: 'She is back 回来了',
      body: endDeputyBody,
      handle: async ({ caller }) => await sayBack(kit, caller),
    }),
    defineRoute<Actor, undefined, undefined, typeof inChargeBody>({
      method: 'POST',
      path: '/api/in-charge',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Put a vice-chair in charge of a department 定分管领导',
      body: inChargeBody,
      handle: async ({ caller, body }) => await putInCharge(kit, caller, body),
    }),
    ...secrecyRoutes(kit),
  ];
}
