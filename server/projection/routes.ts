import { z } from 'zod';
import type { MatterBehind } from '../../contracts/api-projection.ts';
import type { Actor } from '../access/index.ts';
import { actingFor, withMatters } from '../flows/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import type { ProjectionKit } from './kit.ts';
import { entriesOfMatters, numberOfMatter } from './store.ts';

const entryParams = z.object({ id: z.uuid('编号不对。') });

/** From a line to the matter behind it, for who has or had that matter in hand. */
export function projectionRoutes(kit: ProjectionKit): Route<Actor>[] {
  return [
    defineRoute<Actor, typeof entryParams>({
      method: 'GET',
      path: '/api/entries/:id/matter',
      permission: 'entry.read',
      rate: 'read',
      summary: 'Is a line a matter’s, and which, for who may see that one 记录出自哪件事项',
      params: entryParams,
      handle: async ({ caller, params }): Promise<MatterBehind> => {
        const acting = await actingFor(kit.flows, caller);
        return await withMatters(
          kit.flows,
          caller,
          acting,
          async (tx) => {
            const matterId = (await entriesOfMatters(tx, [params.id])).get(params.id);
            if (matterId === undefined) return { ofMatter: false, matter: null };
            // Asked through the matter's own wall: who has no part in it learns that there is one, and not which.
            return { ofMatter: true, matter: await numberOfMatter(tx, matterId) };
          },
          'read',
        );
      },
    }),
  ];
}
