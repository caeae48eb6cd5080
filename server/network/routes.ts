import { type ChangePreview, previewBody } from '../../contracts/api-network.ts';
import { type Actor, postsUnder } from '../access/index.ts';
import { withFigures } from '../figures/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { previewOf, thoughtOf } from './preview.ts';

/** What org, ledgers, figures and accounts know about a unit together. */
export function networkRoutes(o: {
  db: Database;
  worker: Database;
  registry: () => Registry;
  now: () => Date;
}): Route<Actor>[] {
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
          return await previewOf(tx, o.registry(), change, today, (scope) =>
            o.worker.transaction([], (wtx) => postsUnder(wtx, scope, today), 'read'),
          );
        });
      },
    }),
  ];
}
