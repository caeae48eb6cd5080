import { z } from 'zod';
import {
  changePasswordBody,
  type EnrolmentView,
  type MyAccount,
  type ProofWanted,
  proveAgainBody,
  type RecoveryCodes,
  secondStepBody,
  signInBody,
  sureBody,
} from '../../contracts/api-account.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { defineRoute, type Route, SECURITY_HEADERS, sessionCookie } from '../platform/http/index.ts';
import { changePassword } from './actions/change-password.ts';
import {
  confirmSecondStep,
  removeSecondStep,
  renewRecoveryCodes,
  startSecondStep,
} from './actions/enrol-second-step.ts';
import { proofWanted, proveAgain } from './actions/prove-again.ts';
import { deviceWords } from './device.ts';
import { auditAccount, type Member } from './member.ts';
import { myAccount } from './my-account.ts';
import { finishSignIn, type Identity, type Origin, signIn, signOut } from './sign-in.ts';
import { postsOf } from './store.ts';
import { endSessions } from './store-sessions.ts';

/** What the routes of identity are told by the rooms above. */
export interface IdentityKit extends Identity {
  readonly now: () => Date;
  /** A session or an account changed: what was believed of tokens is forgotten. */
  readonly forget: () => void;
  /** Do posts of these roles require a second step? */
  readonly requiresSecondStep: (roles: readonly string[]) => boolean;
}

export const TWELVE_HOURS = 12 * 3600;
export const originOf = (request: Request, address: string): Origin => ({
  address,
  device: deviceWords(request.headers.get('user-agent')),
});

const sessionParams = z.object({ id: z.uuid('编号不对。') });

/** Signing in and out by script, and everything of my own account. */
export function identityRoutes<M extends Member>(o: IdentityKit): Route<M>[] {
  const withCookie = (token: string, seconds: number): Response =>
    Response.json(
      { ok: true },
      { headers: { ...SECURITY_HEADERS, 'Set-Cookie': sessionCookie(token, seconds) } },
    );
  const required = async (member: M): Promise<boolean> => {
    const posts = await o.db.transaction([], (tx) => postsOf(tx, member.accountId, chinaDay(o.now())));
    return o.requiresSecondStep(posts.map((p) => p.role));
  };
  const own = (path: string): string => `/api/account${path}`;
  return [
    defineRoute<M, undefined, undefined, typeof signInBody>({
      method: 'POST',
      path: '/api/sign-in',
      permission: 'public',
      rate: 'sign-in',
      summary: 'Sign in; 401 sign-in.second asks for the code of the second step 登录',
      body: signInBody,
      handle: async ({ body, address, request }) => {
        const origin = originOf(request, address);
        const entered = await signIn(o, { ...body, ...origin }, o.now());
        if (entered.in) return withCookie(entered.token, TWELVE_HOURS);
        if (!body.code) throw new AppError('sign-in.second');
        const { token } = await finishSignIn(o, { step: entered.step, code: body.code, ...origin }, o.now());
        return withCookie(token, TWELVE_HOURS);
      },
    }),
    defineRoute<M>({
      method: 'POST',
      path: '/api/sign-out',
      permission: 'signed-in',
      unfinished: true,
      rate: 'write',
      summary: 'Sign out 退出',
      handle: async ({ token }) => {
        if (token) await signOut(o.db, token);
        o.forget();
        return withCookie('', 0);
      },
    }),
    defineRoute<M>({
      method: 'GET',
      path: own(''),
      permission: 'signed-in',
      rate: 'read',
      summary: 'My account: password, second step, devices, what happened 我的账号',
      handle: async ({ caller }): Promise<MyAccount> => await myAccount(o, caller, o.now()),
    }),
    defineRoute<M>({
      method: 'GET',
      path: own('/proof'),
      permission: 'signed-in',
      rate: 'read',
      summary: 'What I prove myself with: a code or my password 用什么证明是本人',
      handle: async ({ caller }): Promise<ProofWanted> => ({
        wanted: await proofWanted(o, caller.accountId),
      }),
    }),
    defineRoute<M, undefined, undefined, typeof proveAgainBody>({
      method: 'POST',
      path: own('/proof'),
      permission: 'signed-in',
      rate: 'sign-in',
      summary: 'Prove that it is still I; good for ten minutes 再次证明是本人',
      body: proveAgainBody,
      handle: async ({ caller, token = '', body, request, address }) => {
        await proveAgain(o, caller, { token, ...body, ...originOf(request, address) }, o.now());
        o.forget();
      },
    }),
    defineRoute<M, undefined, undefined, typeof changePasswordBody>({
      method: 'POST',
      path: own('/password'),
      permission: 'signed-in',
      unfinished: true,
      rate: 'sign-in',
      summary: 'Change my password; my other sign-ins end 改密码',
      body: changePasswordBody,
      handle: async ({ caller, body, request, address }) => {
        await changePassword(o, caller, { ...body, ...originOf(request, address) }, o.now());
        o.forget();
      },
    }),
    defineRoute<M, undefined, undefined, typeof sureBody>({
      method: 'POST',
      path: own('/second-step/start'),
      permission: 'signed-in',
      fresh: true,
      rate: 'write',
      summary: 'A new authenticator on trial 绑定验证器',
      body: sureBody,
      handle: async ({ caller }): Promise<EnrolmentView> => {
        const { svg, groups } = await startSecondStep(o, caller, o.now());
        return { svg, groups };
      },
    }),
    defineRoute<M, undefined, undefined, typeof secondStepBody>({
      method: 'POST',
      path: own('/second-step/confirm'),
      permission: 'signed-in',
      fresh: true,
      rate: 'sign-in',
      summary: 'Its first code; answers the recovery codes, once 验证器的第一个验证码',
      body: secondStepBody,
      handle: async ({ caller, body, request, address }): Promise<RecoveryCodes> => {
        const codes = await confirmSecondStep(o, caller, { ...body, ...originOf(request, address) }, o.now());
        o.forget();
        return { codes };
      },
    }),
    defineRoute<M, undefined, undefined, typeof sureBody>({
      method: 'POST',
      path: own('/second-step/recovery-codes'),
      permission: 'signed-in',
      fresh: true,
      rate: 'write',
      summary: 'New recovery codes in place of the old 换一套备用码',
      body: sureBody,
      handle: async ({ caller, request, address }): Promise<RecoveryCodes> => ({
        codes: await renewRecoveryCodes(o, caller, originOf(request, address), o.now()),
      }),
    }),
    defineRoute<M, undefined, undefined, typeof sureBody>({
      method: 'POST',
      path: own('/second-step/remove'),
      permission: 'signed-in',
      fresh: true,
      rate: 'write',
      summary: 'Do without a second step, where it is only offered 解除第二步验证',
      body: sureBody,
      handle: async ({ caller, request, address }) => {
        await removeSecondStep(o, caller, await required(caller), originOf(request, address), o.now());
        o.forget();
      },
    }),
    defineRoute<M, typeof sessionParams, undefined, typeof sureBody>({
      method: 'POST',
      path: own('/devices/:id/end'),
      permission: 'signed-in',
      rate: 'write',
      summary: 'Sign out on another device 退出这台设备',
      params: sessionParams,
      body: sureBody,
      handle: async ({ caller, params }) => await endDevices(caller, { only: params.id }),
    }),
    defineRoute<M, undefined, undefined, typeof sureBody>({
      method: 'POST',
      path: own('/devices/end-others'),
      permission: 'signed-in',
      rate: 'write',
      summary: 'Sign out on all other devices 退出所有其他设备',
      body: sureBody,
      handle: async ({ caller }) => await endDevices(caller, { except: caller.sessionId }),
    }),
  ];

  async function endDevices(
    caller: M,
    which: { readonly only?: string; readonly except?: string },
  ): Promise<{ ended: number }> {
    const at = o.now();
    const ended = await o.db.transaction([], async (tx) => {
      const n = await endSessions(tx, caller.accountId, which);
      if (which.only && n === 0) throw new AppError('not-found', { what: '这台设备的登录,可能已经退出了' });
      if (n > 0)
        await auditAccount(tx, caller, {
          action: 'account.end-devices',
          accountId: caller.accountId,
          at,
          detail: { ended: n },
        });
      return n;
    });
    o.forget();
    return { ended };
  }
}
