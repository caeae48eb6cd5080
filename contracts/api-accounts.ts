import { z } from 'zod';

/** Accounts (账号) as administrators see and change them. */

const id = z.uuid('编号不对。');
const title = z.string().trim().min(1, '职务名称还没有填。').max(60, '职务名称最多 60 个字。');
const role = z.string().max(40);

export const loginShape = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, '账号用 2 到 40 个小写字母、数字、点或短横,如姓名的拼音 zhangsan。');
const personName = z.string().trim().min(1, '姓名还没有填。').max(60, '姓名最多 60 个字。');

export const createAccountBody = z.strictObject({
  login: loginShape,
  name: personName,
  unitId: id,
  title,
  role,
});
/** The form in which the first administrator of an empty house introduces herself. */
export const firstAccountForm = z
  .object({
    code: z.string().trim().min(1, '一次性口令还没有填。').max(60),
    unit: z.string().trim().min(1, '组织的代码还没有填。').max(40),
    name: personName,
    login: loginShape,
    password: z.string().min(1, '密码还没有填。').max(200),
    again: z.string().max(200),
  })
  .refine((f) => f.password === f.again, { path: ['again'], message: '两次输入的密码不一样。' });
export const givePostBody = z.strictObject({ unitId: id, title, role });
export const endPostBody = z.strictObject({ postId: id });
export const disableBody = z.strictObject({ disabled: z.boolean() });
export const decideBody = z.strictObject({ granted: z.boolean() });
export const accountsQuery = z.object({
  /** Beginning of a login or a name. */
  q: z.string().trim().max(60).optional(),
  unit: id.optional(),
  state: z
    .enum(['all', 'active', 'disabled', 'waiting', 'no-second', 'locked', 'unused', 'no-post'])
    .default('all'),
  after: z.string().max(60).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const previewQuery = z.object({ unit: id, role });

export type AccountState = z.output<typeof accountsQuery>['state'];

export type AccountAct = 'code' | 'reset' | 'disable' | 'enable' | 'give-post' | 'end-post';
export interface AccountPost {
  /** Post's id; of the request while it waits. */
  readonly id: string;
  readonly unitName: string;
  readonly title: string;
  readonly role: string;
  readonly roleName: string;
  /** Waits for the security administrator. */
  readonly waits: boolean;
}
export interface AccountRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly disabled: boolean;
  readonly mustChange: boolean;
  readonly secondStep: boolean;
  readonly secondStepRequired: boolean;
  readonly lastSignIn: string | null;
  readonly posts: readonly AccountPost[];
  /** What this administrator may do with it. */
  readonly may: readonly AccountAct[];
  /** Why she may not do more; null when she may do all that there is. */
  readonly whyNot: string | null;
}
export interface AccountList {
  readonly rows: readonly AccountRow[];
  readonly next: string | null;
  /** Grants that wait for this administrator's confirmation. */
  readonly waiting: readonly WaitingGrant[];
}
export interface WaitingGrant {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly unitName: string;
  readonly title: string;
  readonly role: string;
  readonly roleName: string;
  readonly askedBy: string;
  readonly askedAt: string;
}
/** Shown once; nobody can look it up again. */
export interface IssuedCode {
  readonly code: string;
  readonly expiresAt: string;
}
export interface CreatedAccount extends IssuedCode {
  readonly id: string;
  readonly login: string;
  readonly waits: boolean;
}
/** 她会看到什么 */
export interface GrantPreview {
  readonly roleName: string;
  readonly unitName: string;
  /** Why this role cannot be given at this unit; null when it can. */
  readonly problem: string | null;
  readonly scope: string;
  readonly pages: readonly string[];
  readonly ledgers: readonly string[];
  readonly permissions: readonly string[];
  readonly notAllowed: readonly string[];
  readonly secondStep: string;
  readonly confirmation: string | null;
}
/** Roles that may be given at a unit, for the form. */
export interface RoleChoice {
  readonly role: string;
  readonly name: string;
}
