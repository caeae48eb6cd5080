import { choosePostBody, type Me } from '../../contracts/api.ts';
import { choosePost, postsOf, TWELVE_HOURS } from '../identity/index.ts';
import { toUnitView, unitById } from '../org/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS, sessionCookie } from '../platform/http/index.ts';
import type { Actor } from './actor.ts';
import { actingOf } from './deputies/deputise.ts';
import type { Identifier } from './identify.ts';
import { GRANTS, ROLE_NAMES } from './policy.ts';

/** Who I am, and with which post I act. `db` is identity's own way in. */
export function accessRoutes(o: {
  db: Database;
  identifier: Identifier;
  now: () => Date;
  sample: () => boolean;
}): Route<Actor>[] {
  const withCookie = (body: unknown, token: string, seconds: number): Response =>
    Response.json(body, { headers: { ...SECURITY_HEADERS, 'Set-Cookie': sessionCookie(token, seconds) } });
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/me',
      permission: 'signed-in',
      rate: 'read',
      summary: 'Who am I 当前身份',
      handle: async ({ caller }): Promise<Me> => {
        const today = chinaDay(o.now());
        const { unit, posts, acting } = await o.db.transaction([], async (tx) => ({
          unit: await unitById(tx, caller.unit.id),
          posts: await postsOf(tx, caller.accountId, today),
          acting: await actingOf(tx, caller.postId),
        }));
        if (!unit) throw new AppError('sign-in.required');
        return {
          name: caller.name,
          postId: caller.postId,
          postTitle: caller.postTitle,
          role: caller.role,
          roleName: ROLE_NAMES[caller.role],
          unit: toUnitView(unit),
          permissions: GRANTS[caller.role],
          posts: posts.map((p) => ({ id: p.id, title: p.title, unitName: p.unitName })),
          acting,
          sample: o.sample(),
          today,
        };
      },
    }),
    defineRoute<Actor, undefined, undefined, typeof choosePostBody>({
      method: 'POST',
      path: '/api/me/post',
      permission: 'signed-in',
      unfinished: true,
      rate: 'write',
      summary: 'Act with another of my posts 换一个职务',
      body: choosePostBody,
      handle: async ({ caller, token, body }) => {
        const next = await choosePost(o.db, token ?? '', caller.accountId, body.postId, o.now());
        o.identifier.forget();
        return withCookie({ ok: true }, next, TWELVE_HOURS);
      },
    }),
  ];
}
