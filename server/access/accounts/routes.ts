import { z } from 'zod';
import { sureBody } from '../../../contracts/api-account.ts';
import {
  type AccountList,
  type AccountRow,
  accountsQuery,
  type CreatedAccount,
  createAccountBody,
  decideBody,
  disableBody,
  endPostBody,
  type GrantPreview,
  givePostBody,
  type IssuedCode,
  previewQuery,
  type RoleChoice,
} from '../../../contracts/api-accounts.ts';
import type { IdentityKit } from '../../identity/index.ts';
import { unitById } from '../../org/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import type { Actor } from '../actor.ts';
import { deputyRoutes } from '../deputies/routes.ts';
import type { Hanging } from '../handover/ports.ts';
import { handoverRoutes } from '../handover/routes.ts';
import { ROLE_NAMES } from '../policy.ts';
import { reaches } from '../scope.ts';
import type { TableBooks } from './bulk/ports.ts';
import { batchRoutes } from './bulk/routes.ts';
import {
  changeState,
  decideGrant,
  endPost,
  giveAnotherPost,
  helpWithCode,
  resetAuthenticator,
} from './change-account.ts';
import { createAccount } from './create-account.ts';
import { listAccounts, oneAccount } from './list-accounts.ts';
import { type LedgersSeen, previewGrant } from './preview.ts';
import { rolesAt } from './rules.ts';

const params = z.object({ id: z.uuid('编号不对。') });
const rolesQuery = z.object({ unit: z.uuid('编号不对。') });

/** Accounts of a subtree (账号). Every change asks for a fresh proof of who does it (SECURITY 11). */
export function accountRoutes(
  o: IdentityKit & {
    readonly ledgers: LedgersSeen;
    readonly books: TableBooks;
    readonly hanging: readonly Hanging[];
  },
): Route<Actor>[] {
  const codeView = (c: { code: string; expiresAt: Date }): IssuedCode => ({
    code: c.code,
    expiresAt: c.expiresAt.toISOString(),
  });
  /** Other processes believe what they knew for five seconds more; this one forgets at once. */
  const then = <T>(value: T): T => {
    o.forget();
    return value;
  };
  return [
    ...batchRoutes(o),
    ...deputyRoutes(o),
    ...handoverRoutes(o),
    defineRoute<Actor, undefined, typeof accountsQuery>({
      method: 'GET',
      path: '/api/accounts',
      permission: 'account.read',
      rate: 'read',
      summary: 'Accounts in my reach, and grants that wait for me 账号',
      query: accountsQuery,
      handle: async ({ caller, query }): Promise<AccountList> =>
        await listAccounts(
          o.db,
          caller,
          { ...query, q: query.q, unit: query.unit, after: query.after },
          o.now(),
        ),
    }),
    defineRoute<Actor, typeof params>({
      method: 'GET',
      path: '/api/accounts/:id',
      permission: 'account.read',
      rate: 'read',
      summary: 'One account 一个账号',
      params,
      handle: async ({ caller, params: p }): Promise<AccountRow> =>
        await oneAccount(o.db, caller, p.id, o.now()),
    }),
    defineRoute<Actor, undefined, undefined, typeof createAccountBody>({
      method: 'POST',
      path: '/api/accounts',
      permission: 'account.manage',
      fresh: true,
      rate: 'write',
      summary: 'A new account with a post, and its first one-time code 建账号',
      body: createAccountBody,
      handle: async ({ caller, body }): Promise<CreatedAccount> => {
        const made = await createAccount(o, caller, body, o.now());
        return then({ ...codeView(made), id: made.id, login: body.login, waits: made.waits });
      },
    }),
    defineRoute<Actor, typeof params, undefined, typeof givePostBody>({
      method: 'POST',
      path: '/api/accounts/:id/posts',
      permission: 'account.manage',
      fresh: true,
      rate: 'write',
      summary: 'Give another post 授职务',
      params,
      body: givePostBody,
      handle: async ({ caller, params: p, body }): Promise<{ waits: boolean }> =>
        then(await giveAnotherPost(o, caller, p.id, body, o.now())),
    }),
    defineRoute<Actor, typeof params, undefined, typeof endPostBody>({
      method: 'POST',
      path: '/api/accounts/:id/end-post',
      permission: 'account.manage',
      fresh: true,
      rate: 'write',
      summary: 'End a post from today on; its sign-ins end at once 结束职务',
      params,
      body: endPostBody,
      handle: async ({ caller, params: p, body }) =>
        then(await endPost(o, caller, p.id, body.postId, o.now())),
    }),
    defineRoute<Actor, typeof params, undefined, typeof sureBody>({
      method: 'POST',
      path: '/api/accounts/:id/code',
      permission: 'account.read',
      fresh: true,
      rate: 'write',
      summary: 'A one-time code for a forgotten password 发一次性口令',
      params,
      body: sureBody,
      handle: async ({ caller, params: p }): Promise<IssuedCode> =>
        codeView(await helpWithCode(o, caller, p.id, o.now())),
    }),
    defineRoute<Actor, typeof params, undefined, typeof sureBody>({
      method: 'POST',
      path: '/api/accounts/:id/reset-second-step',
      permission: 'account.manage',
      fresh: true,
      rate: 'write',
      summary: 'Reset the second step after a lost telephone 重置验证器',
      params,
      body: sureBody,
      handle: async ({ caller, params: p }) => then(await resetAuthenticator(o, caller, p.id, o.now())),
    }),
    defineRoute<Actor, typeof params, undefined, typeof disableBody>({
      method: 'POST',
      path: '/api/accounts/:id/state',
      permission: 'account.manage',
      fresh: true,
      rate: 'write',
      summary: 'Disable or enable an account 停用、启用',
      params,
      body: disableBody,
      handle: async ({ caller, params: p, body }) =>
        then(await changeState(o, caller, p.id, body.disabled, o.now())),
    }),
    defineRoute<Actor, typeof params, undefined, typeof decideBody>({
      method: 'POST',
      path: '/api/grants/:id/decide',
      permission: 'grant.confirm',
      fresh: true,
      rate: 'write',
      summary: 'Confirm or refuse an administrator’s grant 确认授权',
      params,
      body: decideBody,
      handle: async ({ caller, params: p, body }) =>
        then(await decideGrant(o, caller, p.id, body.granted, o.now())),
    }),
    defineRoute<Actor, undefined, typeof previewQuery>({
      method: 'GET',
      path: '/api/grants/preview',
      permission: 'account.read',
      rate: 'read',
      summary: 'What would she see? 她会看到什么',
      query: previewQuery,
      handle: async ({ caller, query }): Promise<GrantPreview> =>
        await previewGrant(o.db, caller, query, o.ledgers, o.now()),
    }),
    defineRoute<Actor, undefined, typeof rolesQuery>({
      method: 'GET',
      path: '/api/grants/roles',
      permission: 'account.read',
      rate: 'read',
      summary: 'Roles that there are at a unit 这个组织可以授哪些角色',
      query: rolesQuery,
      handle: async ({ caller, query }): Promise<{ roles: readonly RoleChoice[] }> => {
        const unit = await o.db.transaction([], (tx) => unitById(tx, query.unit), 'read');
        if (!unit || !reaches(caller, unit.path)) throw new AppError('not-found', { what: '这个组织' });
        return { roles: rolesAt(unit).map((role) => ({ role, name: ROLE_NAMES[role] })) };
      },
    }),
  ];
}
