import { z } from 'zod';
import {
  type BlankSpots,
  blankSpotsQuery,
  type ChangePreview,
  type CoverageRate,
  coverageRateQuery,
  giveBlanksBody,
  previewBody,
  type UnitProfile,
  unitProfileQuery,
} from '../../contracts/api-network.ts';
import { type Actor, postsUnder, reaches, withActor } from '../access/index.ts';
import { withFigures } from '../figures/index.ts';
import { openMatters } from '../flows/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { blankSpots, giveBlanks } from './blank-spots.ts';
import { coverageRate } from './coverage-rate.ts';
import { previewOf, thoughtOf } from './preview.ts';
import { unitProfile } from './unit-profile.ts';

const unitParams = z.object({ id: z.uuid('编号不对。') });

/** What org, ledgers, figures and accounts know about a unit together. */
export function networkRoutes(o: {
  db: Database;
  worker: Database;
  registry: () => Registry;
  now: () => Date;
}): Route<Actor>[] {
  const unitOf = async (tx: Tx, caller: Actor, id: string): Promise<Unit> => {
    const unit = await unitById(tx, id);
    if (!unit || !reaches(caller, unit.path)) throw new AppError('not-found', { what: '这个组织' });
    return unit;
  };
  return [
    defineRoute<Actor, undefined, undefined, typeof previewBody>({
      method: 'POST',
      path: '/api/units/preview',
      permission: 'unit.manage',
      rate: 'read',
      summary: 'What a change of the tree would do; nothing is written 变动预览',
      body: previewBody,
      handle: async ({ caller, body }): Promise<ChangePreview> => {
        const today = chinaDay(o.now());
        return await withFigures(o.db, caller, async (tx) => {
          const change = await thoughtOf(tx, caller, body);
          return await previewOf(tx, o.registry(), change, today, {
            posts: (scope) => o.worker.transaction([], (wtx) => postsUnder(wtx, scope, today), 'read'),
            matters: (unitId) => o.worker.transaction([], (wtx) => openMatters(wtx, unitId), 'read'),
          });
        });
      },
    }),
    defineRoute<Actor, typeof unitParams, typeof unitProfileQuery>({
      method: 'GET',
      path: '/api/units/:id/profile',
      permission: 'figure.read',
      rate: 'read',
      summary: 'Posts, figures of a period, and what is expected of a unit 组织概况',
      params: unitParams,
      query: unitProfileQuery,
      handle: async ({ caller, params, query }): Promise<UnitProfile> =>
        await withFigures(
          o.db,
          caller,
          async (tx) =>
            await unitProfile(
              tx,
              o.registry(),
              caller,
              await unitOf(tx, caller, params.id),
              query,
              chinaDay(o.now()),
            ),
        ),
    }),
    defineRoute<Actor, undefined, typeof coverageRateQuery>({
      method: 'GET',
      path: '/api/coverage-rate',
      permission: 'figure.read',
      rate: 'read',
      summary: 'Who has an organisation of those who should 组建率',
      query: coverageRateQuery,
      handle: async ({ caller, query }): Promise<CoverageRate> =>
        await withFigures(
          o.db,
          caller,
          async (tx) =>
            await coverageRate(tx, o.registry(), await unitOf(tx, caller, query.unit), chinaDay(o.now())),
        ),
    }),
    defineRoute<Actor, undefined, typeof blankSpotsQuery>({
      method: 'GET',
      path: '/api/blank-spots',
      permission: 'entry.read',
      rate: 'read',
      summary: 'Places without an organisation, and whose task they are 空白点',
      query: blankSpotsQuery,
      handle: async ({ caller, query }): Promise<BlankSpots> =>
        await withActor(
          o.db,
          caller,
          async (tx) =>
            await blankSpots(tx, caller, await unitOf(tx, caller, query.unit), {
              kind: query.kind,
              state: query.state,
              today: chinaDay(o.now()),
            }),
          'read',
        ),
    }),
    defineRoute<Actor, undefined, undefined, typeof giveBlanksBody>({
      method: 'POST',
      path: '/api/blank-spots/give',
      permission: 'unit.manage',
      rate: 'write',
      summary: 'Give blank spots to a unit with a day 交办空白点',
      body: giveBlanksBody,
      handle: async ({ caller, body }): Promise<{ given: number }> =>
        await withActor(o.db, caller, (tx) => giveBlanks(tx, caller, body, o.now())),
    }),
  ];
}
