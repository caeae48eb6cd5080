import type { FigureLines, FigureView, MeasureView } from '../../contracts/api.ts';
import { figureLinesQuery, figurePageQuery, figureQuery } from '../../contracts/api.ts';
import type { Actor } from '../access/index.ts';
import { entryViews, maySeeLines, type Registry } from '../ledgers/index.ts';
import type { Database } from '../platform/db/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { explorerRoutes } from './explorer-routes.ts';
import { linesBehind } from './lines-behind.ts';
import { reachableUnit, whereFor } from './question.ts';
import { withFigures } from './reader.ts';
import { figureView, measureView } from './views.ts';
import { yearPage } from './year-page.ts';

/** Figures (数字): asked, opened by unit, month or dimension, and down to their lines. */
export function figureRoutes(o: { db: Database; registry: () => Registry; now: () => Date }): Route<Actor>[] {
  return [
    ...explorerRoutes(o),
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/measures',
      permission: 'figure.read',
      rate: 'read',
      summary: 'What can be counted 指标量一览',
      handle: async (): Promise<{ measures: MeasureView[] }> => ({
        measures: [...o.registry().ledgers.values()].flatMap((ledger) =>
          // The count of bare lines is for the house itself; people ask for what the lines say.
          ledger.measures
            .filter((m) => m.measure.key !== `${ledger.definition.key}.lines`)
            .map((compiled) => measureView({ ledger, compiled })),
        ),
      }),
    }),
    defineRoute<Actor, undefined, typeof figureQuery>({
      method: 'GET',
      path: '/api/figures',
      permission: 'figure.read',
      rate: 'read',
      summary: 'A figure with its rows 数字',
      query: figureQuery,
      handle: async ({ caller, query }): Promise<FigureView> =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachableUnit(tx, caller, query.unit);
          const question = {
            unit,
            measure: query.measure,
            from: query.from,
            to: query.to,
            where: whereFor(o.registry(), query.measure, query.where),
            tree: query.tree,
          };
          return await figureView(tx, o.registry(), question, query.by);
        }),
    }),
    defineRoute<Actor, undefined, typeof figureLinesQuery>({
      method: 'GET',
      path: '/api/figures/lines',
      permission: 'figure.read',
      rate: 'read',
      summary: 'The lines behind a figure 数字背后的记录',
      query: figureLinesQuery,
      handle: async ({ caller, query }): Promise<FigureLines> =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachableUnit(tx, caller, query.unit);
          const { ledger } = o.registry().measure(query.measure);
          if (!maySeeLines(caller, ledger.definition, unit))
            return { rows: [], next: null, countsOnly: true };
          // Under one's own unit a case ledger opens one's own lines only.
          const scope = ledger.definition.privacy === 'case' ? 'own' : query.scope;
          const page = await linesBehind(tx, o.registry(), {
            unit,
            measure: query.measure,
            from: query.from,
            to: query.to,
            where: whereFor(o.registry(), query.measure, query.where),
            tree: query.tree,
            scope,
            after: query.after ?? null,
            limit: query.limit,
          });
          const views = await entryViews(
            tx,
            page.rows.map((r) => r.entry),
          );
          return {
            rows: views.map((v, i) => ({ ...v, counts: page.rows[i]?.counts ?? 0 })),
            next: page.next,
          };
        }),
    }),
    defineRoute<Actor, undefined, typeof figurePageQuery>({
      method: 'GET',
      path: '/api/figures/page',
      permission: 'figure.read',
      rate: 'read',
      summary: 'A unit and its lower units, many measures 一页数',
      query: figurePageQuery,
      handle: async ({ caller, query }) =>
        await withFigures(o.db, caller, async (tx) => {
          const unit = await reachableUnit(tx, caller, query.unit);
          const keys = query.measures
            .split(',')
            .filter((k) => k !== '')
            .slice(0, 40);
          return await yearPage(tx, o.registry(), unit, keys, query.from, query.to);
        }),
    }),
  ];
}
