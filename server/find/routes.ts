import { type FindView, findQuery } from '../../contracts/api-find.ts';
import { type Actor, withActor } from '../access/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { findPeople } from '../people/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { findLines } from './find-lines.ts';
import { findPapers } from './find-papers.ts';

/** Finding anything by words (Ctrl K). What she may not read is not looked for. */
export function findRoutes(o: { db: Database; registry: () => Registry; now: () => Date }): Route<Actor>[] {
  return [
    defineRoute<Actor, undefined, typeof findQuery>({
      method: 'GET',
      path: '/api/find',
      permission: 'signed-in',
      rate: 'read',
      summary: 'Lines, papers and people that hold some words 搜索',
      query: findQuery,
      handle: async ({ caller, query }): Promise<FindView> =>
        await withActor(
          o.db,
          caller,
          async (tx) => ({
            people: caller.can('person.read') ? await findPeople(tx, query.q, chinaDay(o.now())) : [],
            lines: caller.can('entry.read') ? await findLines(tx, o.registry(), caller, query.q) : [],
            papers: caller.can('report.read') ? await findPapers(tx, caller, query.q) : [],
          }),
          'read',
        ),
    }),
  ];
}
