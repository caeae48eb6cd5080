import { z } from 'zod';

/** My own account (我的账号): signing in, proving myself again, password, second step, devices. */

const code = z.string().trim().min(1, '验证码还没有填。').max(40);
const secret = z.string().max(200);

export const signInBody = z.strictObject({
  login: z.string().min(1, '账号还没有填。').max(60),
  /** The password, or a one-time code in its place. */
  password: z.string().min(1, '密码还没有填。').max(200),
  /** Of the authenticator, or a recovery code; asked for by `sign-in.second`. */
  code: code.optional(),
});
export const proveAgainBody = z.strictObject({ proof: secret.min(1, '还没有填。') });
export const changePasswordBody = z.strictObject({
  /** Left empty by who came in with a one-time code. */
  present: secret,
  next: secret.min(1, '新密码还没有填。'),
  again: secret.min(1, '请把新密码再输入一次。'),
});
/** An act that says nothing more than that it is wanted. */
export const sureBody = z.strictObject({ sure: z.literal(true) });
export const secondStepBody = z.strictObject({ code });

/** What her page of her own account shows. */
export interface MyAccount {
  readonly login: string;
  readonly name: string;
  readonly posts: readonly { readonly id: string; readonly title: string; readonly unitName: string }[];
  /** When she chose her password; null = it was given to her. */
  readonly passwordAt: string | null;
  readonly secondStep: {
    readonly since: string | null;
    readonly required: boolean;
    readonly recoveryLeft: number;
  };
  readonly devices: readonly {
    readonly id: string;
    readonly device: string;
    readonly place: string;
    readonly since: string;
    readonly seen: string;
    readonly here: boolean;
  }[];
  readonly log: readonly {
    readonly at: string;
    readonly kind: string;
    readonly device: string;
    readonly place: string;
    readonly by: string | null;
  }[];
}
export interface EnrolmentView {
  /** The square as SVG. */
  readonly svg: string;
  readonly groups: string;
}
export interface RecoveryCodes {
  readonly codes: readonly string[];
}
export interface ProofWanted {
  readonly wanted: 'code' | 'password';
}
