import { z } from 'zod';
import {
  candidatesQuery,
  type DeputyCandidate,
  type DeputyList,
  deputyBody,
  endDeputyBody,
} from '../../../contracts/api-deputies.ts';
import type { IdentityKit } from '../../identity/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { oneAccount } from '../accounts/list-accounts.ts';
import type { Actor } from '../actor.ts';
import { deputise, deputyCandidates, endDeputation, listDeputies } from './deputise.ts';

const params = z.object({ id: z.uuid('编号不对。') });

/** Acting for an absence (代理): everybody for her own posts, who manages accounts for those in her reach. */
export function deputyRoutes(o: Pick<IdentityKit, 'db' | 'now' | 'forget'>): Route<Actor>[] {
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/deputies',
      permission: 'signed-in',
      rate: 'read',
      summary: 'Who stands in for me, and for whom I do 代理',
      handle: async ({ caller }): Promise<DeputyList> =>
        await o.db.transaction([], (tx) => listDeputies(tx, caller, caller.accountId, o.now()), 'read'),
    }),
    defineRoute<Actor, undefined, typeof candidatesQuery>({
      method: 'GET',
      path: '/api/deputies/candidates',
      permission: 'signed-in',
      rate: 'read',
      summary: 'Who may stand in for a post 可以请谁代理',
      query: candidatesQuery,
      handle: async ({ caller, query }): Promise<{ rows: readonly DeputyCandidate[] }> => ({
        rows: await deputyCandidates(o, caller, query.post, o.now()),
      }),
    }),
    defineRoute<Actor, typeof params>({
      method: 'GET',
      path: '/api/accounts/:id/deputies',
      permission: 'account.manage',
      rate: 'read',
      summary: 'Deputations of an account 某人的代理',
      params,
      handle: async ({ caller, params: p }): Promise<DeputyList> => {
        await oneAccount(o.db, caller, p.id, o.now());
        return await o.db.transaction([], (tx) => listDeputies(tx, caller, p.id, o.now()), 'read');
      },
    }),
    defineRoute<Actor, undefined, undefined, typeof deputyBody>({
      method: 'POST',
      path: '/api/deputies',
      permission: 'signed-in',
      fresh: true,
      rate: 'write',
      summary: 'Let somebody stand in 请人代理',
      body: deputyBody,
      handle: async ({ caller, body }) => {
        const made = await deputise(o, caller, body, o.now());
        o.forget();
        return made;
      },
    }),
    defineRoute<Actor, typeof params, undefined, typeof endDeputyBody>({
      method: 'POST',
      path: '/api/deputies/:id/end',
      permission: 'signed-in',
      rate: 'write',
      summary: 'She is back: end it before its day 提前结束代理',
      params,
      body: endDeputyBody,
      handle: async ({ caller, params: p }) => {
        await endDeputation(o, caller, p.id, o.now());
        o.forget();
        return { ok: true };
      },
    }),
  ];
}
