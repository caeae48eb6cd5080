import { z } from 'zod';
import {
  type FigureSeries,
  type FigureViewItem,
  figureSeriesQuery,
  keepFigureViewBody,
} from '../../contracts/api-figures.ts';
import { type Actor, withActor } from '../access/index.ts';
import type { Registry } from '../ledgers/index.ts';
import type { Database } from '../platform/db/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { keepView, keptViews, removeView } from './kept-views.ts';
import { reachableUnit, whereFor } from './question.ts';
import { withFigures } from './reader.ts';
import { figureSeries } from './series.ts';

/** What the explorer (数字) asks beside the figures themselves: small charts, and views kept by name. */
export function explorerRoutes(o: {
  db: Database;
  registry: () => Registry;
  now: () => Date;
}): Route<Actor>[] {
  return [
    defineRoute<Actor, undefined, typeof figureSeriesQuery>({
      method: 'GET',
      path: '/api/figures/series',
      permission: 'figure.read',
      rate: 'read',
      summary: 'Months of every lower unit 下级逐月',
      query: figureSeriesQuery,
      handle: async ({ caller, query }): Promise<FigureSeries> =>
        await withFigures(o.db, caller, async (tx) => {
          const { unit: id, where, ...rest } = query;
          const unit = await reachableUnit(tx, caller, id);
          return await figureSeries(tx, o.registry(), {
            ...rest,
            unit,
            where: whereFor(o.registry(), query.measure, where),
          });
        }),
    }),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/figure-views',
      permission: 'figure.read',
      rate: 'read',
      summary: 'Kept views of figures 存下的看法',
      handle: async ({ caller }): Promise<{ views: FigureViewItem[] }> =>
        await withActor(o.db, caller, async (tx) => ({ views: await keptViews(tx, caller) })),
    }),
    defineRoute<Actor, undefined, undefined, typeof keepFigureViewBody>({
      method: 'POST',
      path: '/api/figure-views',
      permission: 'figure.read',
      rate: 'write',
      summary: 'Keep a view 存下看法',
      body: keepFigureViewBody,
      handle: async ({ caller, body }): Promise<FigureViewItem> =>
        await withActor(o.db, caller, async (tx) => await keepView(tx, caller, body, o.now())),
    }),
    defineRoute<Actor, typeof viewParams>({
      method: 'POST',
      path: '/api/figure-views/:id/remove',
      permission: 'figure.read',
      rate: 'write',
      summary: 'Take a kept view away 去掉看法',
      params: viewParams,
      handle: async ({ caller, params }): Promise<{ removed: true }> =>
        await withActor(o.db, caller, async (tx) => {
          await removeView(tx, caller, params.id);
          return { removed: true };
        }),
    }),
  ];
}

const viewParams = z.object({ id: z.uuid('编号不对。') });
