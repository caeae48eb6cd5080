import { z } from 'zod';
import {
  type KeptSheet,
  keepSheetBody,
  type PointsView,
  pointCasesBody,
  pointsQuery,
  type SheetView,
  sheetQuery,
} from '../../contracts/api-assessments.ts';
import type { Assessment } from '../../contracts/assessment.ts';
import type { Actor } from '../access/index.ts';
import { withActor } from '../access/index.ts';
import { withFigures } from '../figures/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { keepSheet } from './actions/keep-sheet.ts';
import { attachCases, pointsView } from './points.ts';
import { markingUnit, type Stretch, sheetOf } from './sheet.ts';
import type { PointRule } from './store-points.ts';
import { sheetTable } from './table.ts';

const params = z.object({ key: z.string().max(40) });

/** Score sheets of units below and the points of the rights network (考核、维权网点). */
export function assessmentRoutes(o: {
  db: Database;
  registry: () => Registry;
  assessments: readonly Assessment[];
  now: () => Date;
}): Route<Actor>[] {
  const named = (key: string): Assessment => {
    const found = o.assessments.find((a) => a.key === key);
    if (!found) throw new AppError('not-found', { what: '这张考核表' });
    return found;
  };
  const rule = (key: string): PointRule => {
    const { points } = named(key);
    if (!points) throw new AppError('not-found', { what: '这种网点' });
    return points;
  };
  const view = (caller: Actor, key: string, q: { unit: string } & Stretch): Promise<SheetView> => {
    inOrder(q);
    return withFigures(o.db, caller, async (tx) => {
      const unit = await markingUnit(tx, caller, q.unit);
      return await sheetOf(tx, o.registry(), named(key), { caller, unit, from: q.from, to: q.to });
    });
  };
  return [
    defineRoute<Actor, typeof params, typeof sheetQuery>({
      method: 'GET',
      path: '/api/assessments/:key',
      permission: 'figure.read',
      rate: 'read',
      summary: 'Marks of the units below, from the ledgers 考核表',
      params,
      query: sheetQuery,
      handle: async ({ caller, params: p, query }) => await view(caller, p.key, query),
    }),
    defineRoute<Actor, typeof params, typeof sheetQuery>({
      method: 'GET',
      path: '/api/assessments/:key/table',
      permission: 'figure.read',
      rate: 'heavy',
      summary: 'The same as a workbook 考核表导出',
      params,
      query: sheetQuery,
      handle: async ({ caller, params: p, query }) =>
        sheetTable(await view(caller, p.key, query), { by: caller.name, at: o.now() }),
    }),
    defineRoute<Actor, typeof params, undefined, typeof keepSheetBody>({
      method: 'POST',
      path: '/api/assessments/:key/sheets',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Put the marks of a unit below on record, as the ledgers give them 登记得分',
      params,
      body: keepSheetBody,
      handle: async ({ caller, params: p, body }): Promise<KeptSheet> => {
        inOrder(body);
        return await withFigures(o.db, caller, (tx) =>
          keepSheet(tx, o.registry(), named(p.key), caller, body, o.now()),
        );
      },
    }),
    defineRoute<Actor, typeof params, typeof pointsQuery>({
      method: 'GET',
      path: '/api/assessments/:key/points',
      permission: 'figure.read',
      rate: 'read',
      summary: 'Points of the rights network, their cases, and where the next belongs 维权网点',
      params,
      query: pointsQuery,
      handle: async ({ caller, params: p, query }): Promise<PointsView> => {
        inOrder(query);
        return await withActor(
          o.db,
          caller,
          async (tx) => {
            const unit = await markingUnit(tx, caller, query.unit);
            return await pointsView(tx, rule(p.key), caller, { unit, from: query.from, to: query.to });
          },
          'read',
        );
      },
    }),
    defineRoute<Actor, typeof params, undefined, typeof pointCasesBody>({
      method: 'POST',
      path: '/api/assessments/:key/points/cases',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Own cases are given to a point, or taken from it 归到网点',
      params,
      body: pointCasesBody,
      handle: async ({ caller, params: p, body }) =>
        await withActor(o.db, caller, (tx) =>
          attachCases(tx, rule(p.key), caller, body, o.now(), chinaDay(o.now())),
        ),
    }),
  ];
}

function inOrder({ from, to }: Stretch): void {
  if (from > to)
    throw new AppError('input.invalid', {
      problems: [{ field: 'to', message: `结束日期 ${to} 早于开始日期 ${from},请改正其中一个。` }],
    });
}
