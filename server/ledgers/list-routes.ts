import { z } from 'zod';
import { type ChangedMany, changeManyBody, type KeptView, keepViewBody } from '../../contracts/api-lists.ts';
import { type Actor, withActor } from '../access/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { changeMany } from './actions/change-many.ts';
import type { Kit } from './actions/save-entry.ts';
import { keepView, keptViews, removeView } from './kept-views.ts';

const keyParams = z.object({ key: z.string() });
const idParams = z.object({ id: z.uuid() });

/** What is done with a list as a whole: many lines at once, filters under a name. */
export function listRoutes(kit: Kit): Route<Actor>[] {
  return [
    ...(['withdraw', 'restore'] as const).map((change) =>
      defineRoute<Actor, undefined, undefined, typeof changeManyBody>({
        method: 'POST',
        path: `/api/lines/${change}`,
        permission: 'entry.write',
        rate: 'heavy',
        summary: change === 'withdraw' ? 'Withdraw many lines 批量撤回' : 'Restore many lines 批量恢复',
        body: changeManyBody,
        handle: async ({ caller, body }): Promise<ChangedMany> => await changeMany(kit, caller, change, body),
      }),
    ),
    defineRoute<Actor, typeof keyParams>({
      method: 'GET',
      path: '/api/ledgers/:key/views',
      permission: 'entry.read',
      rate: 'read',
      summary: 'Filters kept under a name 常用筛选',
      params: keyParams,
      handle: async ({ caller, params }): Promise<{ views: readonly KeptView[] }> => ({
        views: await withActor(kit.db, caller, (tx) => keptViews(tx, caller, params.key), 'read'),
      }),
    }),
    defineRoute<Actor, typeof keyParams, undefined, typeof keepViewBody>({
      method: 'POST',
      path: '/api/ledgers/:key/views',
      permission: 'entry.read',
      rate: 'write',
      summary: 'Keep filters under a name 存为常用筛选',
      params: keyParams,
      body: keepViewBody,
      handle: async ({ caller, params, body }): Promise<{ views: readonly KeptView[] }> => ({
        views: await keepView(kit, caller, {
          ...body,
          ledger: kit.registry().ledger(params.key).definition.key,
        }),
      }),
    }),
    defineRoute<Actor, typeof idParams>({
      method: 'POST',
      path: '/api/views/:id/remove',
      permission: 'entry.read',
      rate: 'write',
      summary: 'Take away kept filters 删掉常用筛选',
      params: idParams,
      handle: async ({ caller, params }) => {
        await removeView(kit, caller, params.id);
        return {};
      },
    }),
  ];
}
