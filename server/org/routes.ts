import { z } from 'zod';
import type { UnitPage } from '../../contracts/api.ts';
import {
  closeUnitBody,
  createUnitBody,
  mergeUnitBody,
  moveUnitBody,
  renameUnitBody,
  splitUnitBody,
} from '../../contracts/api.ts';
import { recordEvent } from '../audit/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { type Caller, defineRoute, type Route } from '../platform/http/index.ts';
import type { By } from './actions/by.ts';
import { closeUnit } from './actions/close-unit.ts';
import { createUnit } from './actions/create-unit.ts';
import { mergeUnits } from './actions/merge-units.ts';
import { moveUnit } from './actions/move-unit.ts';
import { renameUnit } from './actions/rename-unit.ts';
import { splitUnit } from './actions/split-unit.ts';
import { mayUndo, undoChange } from './actions/undo-change.ts';
import type { OrgPorts } from './ports.ts';
import { childrenOf, haveChildren, searchUnits, type Unit, unitById, unitsByIds } from './store.ts';
import { ancestorsOn, eventsOf, spansOf } from './store-history.ts';
import { toHistory, toUnitView } from './views.ts';

/** Who looks at the tree, as far as org knows her: access gives more, and stands above. */
export interface Viewer extends Caller {
  readonly accountId: string;
  readonly postId: string;
  readonly unit: { readonly id: string; readonly regionCode: string };
  readonly scope: { readonly from: string; readonly to: string };
}

const unitParams = z.object({ id: z.uuid() });
const searchQuery = z.object({ q: z.string().trim().min(1, '请输入要找的字。').max(60) });

/**
 * Units (组织). Changes of the tree run with the worker's way in, since figures of upper levels change with them;
 * so each is authorised here, by her scope, before it begins.
 */
export function orgRoutes<V extends Viewer>(o: {
  app: Database;
  worker: Database;
  ports: OrgPorts;
  now: () => Date;
  changed: () => void;
}): Route<V>[] {
  const inReach = (viewer: V, unit: Unit | null): Unit => {
    if (!unit || unit.path < viewer.scope.from || unit.path >= viewer.scope.to)
      throw new AppError('not-found', { what: '这个组织' });
    return unit;
  };
  /** Lower units are hers to change; her own unit, and a department's own federation, are changed by the level above. */
  const mayChange = (viewer: V, unit: Unit): boolean =>
    viewer.can('unit.manage') && unit.id !== viewer.unit.id && unit.path !== viewer.scope.from;

  const change = async (
    viewer: V,
    unitIds: readonly string[],
    action: string,
    act: (tx: Tx, by: By) => Promise<Unit>,
    target: 'parent' | 'itself' = 'itself',
  ): Promise<{ unit: ReturnType<typeof toUnitView> }> => {
    const at = o.now();
    const by: By = { accountId: viewer.accountId, at, today: chinaDay(at) };
    const changed = await o.worker.transaction([], async (tx) => {
      for (const [i, id] of unitIds.entries()) {
        const unit = inReach(viewer, await unitById(tx, id));
        // The unit that is changed must be below her; a new parent or the other side of a merger may be her own.
        if (target === 'itself' && i === 0 && !mayChange(viewer, unit)) throw new AppError('forbidden');
      }
      const unit = await act(tx, by);
      await o.ports.treeChanged(tx);
      await recordEvent(tx, {
        regionCode: unit.regionCode,
        accountId: viewer.accountId,
        postId: viewer.postId,
        unitPath: unit.path,
        action,
        object: 'unit',
        objectId: unit.id,
        result: 'ok',
        detail: { code: unit.code },
        at,
      });
      return unit;
    });
    o.changed();
    return { unit: toUnitView(changed) };
  };

  return [
    defineRoute<V, undefined, typeof searchQuery>({
      method: 'GET',
      path: '/api/units',
      permission: 'unit.read',
      rate: 'read',
      summary: 'Search units by name, code or pinyin initials 找组织',
      query: searchQuery,
      handle: async ({ caller, query }) => {
        const units = await o.app.transaction([], (tx) => searchUnits(tx, query.q, caller.scope, 30), 'read');
        return { units: units.map((u) => toUnitView(u)) };
      },
    }),
    defineRoute<V, typeof unitParams>({
      method: 'GET',
      path: '/api/units/:id',
      permission: 'unit.read',
      rate: 'read',
      summary: 'A unit with its ancestors and lower units 组织',
      params: unitParams,
      handle: async ({ caller, params }): Promise<UnitPage> =>
        await o.app.transaction(
          [],
          async (tx) => {
            const unit = inReach(caller, await unitById(tx, params.id));
            const [ancestors, children] = await Promise.all([
              ancestorsOn(tx, unit.id, chinaDay(o.now())),
              childrenOf(tx, unit.id),
            ]);
            const parents = await haveChildren(
              tx,
              children.map((c) => c.id),
            );
            const may = caller.can('unit.manage')
              ? ['create', ...(mayChange(caller, unit) ? ['rename', 'move', 'merge', 'split', 'close'] : [])]
              : [];
            return {
              unit: toUnitView(unit, children.length > 0),
              // Above her own unit she sees names, since her path is no secret, but opens nothing.
              ancestors: ancestors.slice(0, -1).map((u) => toUnitView(u)),
              children: children.map((c) => toUnitView(c, parents.has(c.id))),
              may: unit.to === null ? may : [],
            };
          },
          'read',
        ),
    }),
    defineRoute<V, typeof unitParams>({
      method: 'GET',
      path: '/api/units/:id/history',
      permission: 'unit.read',
      rate: 'read',
      summary: 'What a unit was, and when it changed 沿革',
      params: unitParams,
      handle: async ({ caller, params }) =>
        await o.app.transaction(
          [],
          async (tx) => {
            const unit = inReach(caller, await unitById(tx, params.id));
            const [spans, events] = await Promise.all([spansOf(tx, unit.id), eventsOf(tx, unit.id)]);
            const parents = await unitsByIds(
              tx,
              spans.flatMap((s) => (s.parentId ? [s.parentId] : [])),
            );
            const undo = mayChange(caller, unit) ? await mayUndo(tx, unit.id) : null;
            return toHistory(unit, spans, events, new Map(parents.map((p) => [p.id, p.name])), undo);
          },
          'read',
        ),
    }),
    defineRoute<V, undefined, undefined, typeof createUnitBody>({
      method: 'POST',
      path: '/api/units',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Found a unit 建立组织',
      body: createUnitBody,
      handle: ({ caller, body }) =>
        change(caller, [body.parentId], 'unit.create', (tx, by) => createUnit(tx, body, by), 'parent'),
    }),
    defineRoute<V, typeof unitParams, undefined, typeof renameUnitBody>({
      method: 'POST',
      path: '/api/units/:id/rename',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Rename a unit from a day on 更名',
      params: unitParams,
      body: renameUnitBody,
      handle: ({ caller, params, body }) =>
        change(caller, [params.id], 'unit.rename', (tx, by) =>
          renameUnit(tx, { unitId: params.id, ...body }, by),
        ),
    }),
    defineRoute<V, typeof unitParams, undefined, typeof moveUnitBody>({
      method: 'POST',
      path: '/api/units/:id/move',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Move a unit to another parent from a day on 调整隶属',
      params: unitParams,
      body: moveUnitBody,
      handle: ({ caller, params, body }) =>
        change(caller, [params.id, body.parentId], 'unit.move', (tx, by) =>
          moveUnit(tx, o.ports, { unitId: params.id, ...body }, by),
        ),
    }),
    defineRoute<V, typeof unitParams, undefined, typeof mergeUnitBody>({
      method: 'POST',
      path: '/api/units/:id/merge',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Merge a unit into another 合并',
      params: unitParams,
      body: mergeUnitBody,
      handle: ({ caller, params, body }) =>
        change(caller, [params.id, body.intoId], 'unit.merge', (tx, by) =>
          mergeUnits(tx, o.ports, { unitId: params.id, ...body }, by),
        ),
    }),
    defineRoute<V, typeof unitParams, undefined, typeof splitUnitBody>({
      method: 'POST',
      path: '/api/units/:id/split',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Split a unit 分设',
      params: unitParams,
      body: splitUnitBody,
      handle: ({ caller, params, body }) =>
        change(caller, [params.id], 'unit.split', (tx, by) =>
          splitUnit(tx, o.ports, { unitId: params.id, ...body }, by),
        ),
    }),
    defineRoute<V, typeof unitParams, undefined, typeof closeUnitBody>({
      method: 'POST',
      path: '/api/units/:id/close',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Close a unit 撤销',
      params: unitParams,
      body: closeUnitBody,
      handle: ({ caller, params, body }) =>
        change(caller, [params.id], 'unit.close', (tx, by) =>
          closeUnit(tx, o.ports, { unitId: params.id, ...body }, by),
        ),
    }),
    defineRoute<V, typeof unitParams>({
      method: 'POST',
      path: '/api/units/:id/undo',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Take the last change of a unit back, while nothing has followed 撤回变动',
      params: unitParams,
      handle: ({ caller, params }) =>
        change(caller, [params.id], 'unit.undo', (tx) =>
          undoChange(tx, o.ports, params.id, (unit) => void inReach(caller, unit)),
        ),
    }),
  ];
}
