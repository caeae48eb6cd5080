import { Readable } from 'node:stream';
import {
  type TakeoutsView,
  type TakeoutView,
  takeoutBody,
  takeoutParams,
} from '../../contracts/api-takeout.ts';
import { type Actor, withActor } from '../access/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS } from '../platform/http/index.ts';
import { numberOf } from '../settings/index.ts';
import type { TakeoutKit } from './kit.ts';
import { openPackage } from './package.ts';
import { type Takeout, takeoutById, takeoutsSeen } from './store.ts';
import { COUNT_NAMES } from './words.ts';
import { auditDownload, type TakeoutWork } from './work.ts';

const SHOWN_MS = 30 * 86_400_000;

/** All data of my unit, taken out in open formats (取走数据): begun with a fresh proof and a reason, fetched for a day. */
export function takeoutRoutes(kit: TakeoutKit, work: TakeoutWork): Route<Actor>[] {
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/takeouts',
      permission: 'takeout.use',
      rate: 'read',
      summary: 'Packages of data asked for here 取过的数据',
      handle: async ({ caller }): Promise<TakeoutsView> => {
        const since = new Date(kit.now().getTime() - SHOWN_MS);
        return await withActor(
          kit.store.app,
          caller,
          async (tx) => ({
            takeouts: (await takeoutsSeen(tx, since)).map((t) => toView(t, caller)),
            keepHours: await numberOf(tx, null, 'takeout.keep-hours', chinaDay(kit.now())),
          }),
          'read',
        );
      },
    }),
    defineRoute<Actor, undefined, undefined, typeof takeoutBody>({
      method: 'POST',
      path: '/api/takeouts',
      permission: 'takeout.use',
      fresh: true,
      rate: 'heavy',
      summary: 'Take all data of a unit of mine out 取走全部数据',
      body: takeoutBody,
      handle: async ({ caller, body }): Promise<{ id: string }> => await work.start(caller, body),
    }),
    defineRoute<Actor, typeof takeoutParams>({
      method: 'GET',
      path: '/api/takeouts/:id/file',
      permission: 'takeout.use',
      fresh: true,
      rate: 'heavy',
      summary: 'The package itself, for who asked for it 下载数据包',
      params: takeoutParams,
      handle: async ({ caller, params }) => {
        const t = await withActor(kit.store.app, caller, (tx) => takeoutById(tx, params.id), 'read');
        // Another's package is as if it were not there: she who asked said why.
        if (t?.accountId !== caller.accountId || t.postId !== caller.postId)
          throw new AppError('not-found', { what: '这份数据' });
        if (t.state !== 'done' || t.place === null || !t.expiresAt || t.expiresAt <= kit.now())
          throw new AppError('takeout.gone');
        const bytes = t.bytes ?? 0;
        const zip = await openPackage(kit, t.place, bytes);
        if (!zip) throw new AppError('takeout.gone');
        await auditDownload(kit, caller, { ...t, bytes });
        const name = `${t.unitName} 全部数据 ${chinaDay(t.at)}.zip`.replace(/[/\\:*?"<>|]/g, ' ');
        return new Response(Readable.toWeb(zip) as unknown as ReadableStream<Uint8Array>, {
          headers: {
            ...SECURITY_HEADERS,
            'Content-Type': 'application/zip',
            'Content-Length': String(bytes),
            'Content-Disposition': `attachment; filename="data.zip"; filename*=UTF-8''${encodeURIComponent(name)}`,
          },
        });
      },
    }),
  ];
}

const toView = (t: Takeout, caller: Actor): TakeoutView => ({
  id: t.id,
  unitName: t.unitName,
  reason: t.reason,
  state: t.state,
  done: t.done,
  total: t.total,
  bytes: t.bytes,
  sha256: t.sha256,
  counts: COUNT_NAMES.flatMap((name) => {
    const count = t.counts?.[name];
    return count === undefined ? [] : [{ name, count }];
  }),
  problem: t.problem,
  at: t.at.toISOString(),
  expiresAt: t.expiresAt?.toISOString() ?? null,
  mine: t.accountId === caller.accountId && t.postId === caller.postId,
});
