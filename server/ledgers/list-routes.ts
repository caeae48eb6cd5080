import { z } from 'zod';
import {
  type ChangedMany,
  changeManyBody,
  type JointLine,
  jointLinesQuery,
  jointUnitsQuery,
  type KeptView,
  keepViewBody,
} from '../../contracts/api-lists.ts';
import { type Actor, reaches, withActor } from '../access/index.ts';
import { toUnitView, unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { changeMany } from './actions/change-many.ts';
import type { Kit } from './actions/save-entry.ts';
import { jointLines, jointUnits } from './joint.ts';
import { keepView, keptViews, removeView } from './kept-views.ts';

const keyParams = z.object({ key: z.string() });
const idParams = z.object({ id: z.uuid() });

/** What is done with a list as a whole: many lines at once, filters under a name. */
export function listRoutes(kit: Kit, worker: Database): Route<Actor>[] {
  return [
    defineRoute<Actor, undefined, typeof jointUnitsQuery>({
      method: 'GET',
      path: '/api/joint-units',
      permission: 'entry.write',
      rate: 'read',
      summary: 'Units that may be partners of a joint event 找合办的组织',
      query: jointUnitsQuery,
      handle: async ({ caller, query }) => {
        const today = chinaDay(kit.now());
        const units = await withActor(kit.db, caller, (tx) => jointUnits(tx, caller, query.q, today), 'read');
        return { units: units.map((u) => toUnitView(u)) };
      },
    }),
    defineRoute<Actor, typeof keyParams, typeof jointLinesQuery>({
      method: 'GET',
      path: '/api/ledgers/:key/joint-lines',
      permission: 'entry.read',
      rate: 'read',
      summary: 'Lines that others led and this unit took part in 别家牵头的',
      params: keyParams,
      query: jointLinesQuery,
      handle: async ({ caller, params, query }): Promise<{ lines: readonly JointLine[] }> => {
        const unit = await withActor(kit.db, caller, (tx) => unitById(tx, query.unit), 'read');
        if (!unit || !reaches(caller, unit.path)) throw new AppError('not-found', { what: '这个组织' });
        // Of ledgers with names nobody sees a line of another's.
        if (kit.registry().ledger(params.key).definition.privacy !== 'open') return { lines: [] };
        return { lines: await jointLines(worker, { ...query, unit, ledger: params.key }) };
      },
    }),
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
