import { accountParams, type SeatSeen, type SeenView, seenQuery } from '../../contracts/api-preview.ts';
import {
  type Actor,
  actorAt,
  oneAccount,
  ROLE_NAMES,
  type Role,
  reaches,
  roleNamed,
  seatsOf,
} from '../access/index.ts';
import type { Registry } from '../ledgers/index.ts';
import { type Unit, unitById } from '../org/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route } from '../platform/http/index.ts';
import { seenBy } from './count-seen.ts';

/** What would she see? (她会看到什么) For a post that is planned and for the posts of an account. */
export function previewRoutes(o: {
  app: Database;
  worker: Database;
  registry: () => Registry;
  now: () => Date;
}): Route<Actor>[] {
  const seat = async (
    unit: Unit,
    role: Role,
    post: { readonly title: string | null; readonly waits: boolean },
  ): Promise<SeatSeen> => {
    const above = unit.parentId;
    const office =
      unit.kind === 'department' && above
        ? await o.worker.transaction([], (tx) => unitById(tx, above), 'read')
        : null;
    return {
      unitName: unit.name,
      roleName: ROLE_NAMES[role],
      ...post,
      areas: await seenBy(o.app, o.registry(), actorAt(unit, office, role)),
    };
  };
  const unitOf = (id: string): Promise<Unit | null> =>
    o.worker.transaction([], (tx) => unitById(tx, id), 'read');
  return [
    defineRoute<Actor, undefined, typeof seenQuery>({
      method: 'GET',
      path: '/api/grants/seen',
      permission: 'account.read',
      rate: 'read',
      summary: 'What a planned post would see, counted 她会看到什么',
      query: seenQuery,
      handle: async ({ caller, query }): Promise<SeenView> => {
        const unit = await unitOf(query.unit);
        const role = roleNamed(query.role);
        if (!unit || !reaches(caller, unit.path)) throw new AppError('not-found', { what: '这个组织' });
        if (!role) throw new AppError('not-found', { what: '这个角色' });
        return { seats: [await seat(unit, role, { title: null, waits: false })] };
      },
    }),
    defineRoute<Actor, typeof accountParams>({
      method: 'GET',
      path: '/api/accounts/:id/seen',
      permission: 'account.read',
      rate: 'read',
      summary: 'What an account sees with each of its posts, counted 她能看到什么',
      params: accountParams,
      handle: async ({ caller, params }): Promise<SeenView> => {
        await oneAccount(o.worker, caller, params.id, o.now());
        const seats: SeatSeen[] = [];
        for (const held of await seatsOf(o.worker, params.id, o.now())) {
          const unit = await unitOf(held.unitId);
          const role = roleNamed(held.role);
          // Of posts outside her reach she learns nothing: who works elsewhere is the others' to know.
          if (unit && role && reaches(caller, unit.path)) seats.push(await seat(unit, role, held));
        }
        return { seats };
      },
    }),
  ];
}
