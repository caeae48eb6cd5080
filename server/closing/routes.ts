import {
  type ClosingView,
  closingQuery,
  remindBody,
  type StatedZeros,
  zerosBody,
} from '../../contracts/api-closing.ts';
import { type Actor, withActor } from '../access/index.ts';
import { type Kit, stateZeros } from '../ledgers/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { closingOf } from './closing.ts';
import { remindUnits } from './remind.ts';

/** The month's close (月结): how it stands, 本月无 for many ledgers at once, a word to those who are late. */
export function closingRoutes(kit: Kit): Route<Actor>[] {
  return [
    defineRoute<Actor, undefined, typeof closingQuery>({
      method: 'GET',
      path: '/api/closing',
      permission: 'entry.read',
      rate: 'read',
      summary: 'How a month stands: own ledgers, units below 月结',
      query: closingQuery,
      handle: async ({ caller, query }): Promise<ClosingView> =>
        await withActor(
          kit.db,
          caller,
          (tx) =>
            closingOf(tx, kit.registry(), caller, {
              unitId: query.unit,
              month: `${query.month}-01`,
              now: kit.now(),
            }),
          'read',
        ),
    }),
    defineRoute<Actor, undefined, undefined, typeof zerosBody>({
      method: 'POST',
      path: '/api/closing/zeros',
      permission: 'entry.write',
      rate: 'write',
      summary: 'State that nothing happened in many ledgers of a month, or take it back 一起记本月无',
      body: zerosBody,
      handle: async ({ caller, body }): Promise<StatedZeros> =>
        await stateZeros(kit, caller, { ...body, month: `${body.month}-01` }),
    }),
    defineRoute<Actor, undefined, undefined, typeof remindBody>({
      method: 'POST',
      path: '/api/closing/reminders',
      permission: 'entry.write',
      rate: 'write',
      summary: 'Remind units directly below of an open month 催报',
      body: remindBody,
      handle: async ({ caller, body }) =>
        await remindUnits(kit.db, caller, { ...body, month: `${body.month}-01` }, kit.now()),
    }),
  ];
}
