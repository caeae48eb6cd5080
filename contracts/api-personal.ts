import { z } from 'zod';

/** Personal data of one person in cases (个人信息): finding, copies, corrections, erasure, over the wire. */

const id = z.uuid('编号不对。');
const requestKey = z.string().min(8, '提交编号不对。').max(100, '提交编号不对。');
const reason = z.string().trim().min(4, '请写明理由,至少 4 个字。').max(500, '理由最多 500 字。');

export const PERSONAL_WHAT = { copy: '要一份副本', correct: '更正', erase: '删除' } as const;
export type PersonalWhat = keyof typeof PERSONAL_WHAT;
export type PersonalState = 'open' | 'waiting' | 'done' | 'refused';

/** 个人信息保护法 art 47: the cases in which what is kept is erased. */
export const ERASE_GROUNDS = {
  purpose: '处理目的已经实现或者不再必要',
  period: '保存期限已经届满',
  consent: '本人撤回同意',
  unlawful: '处理违反法律、行政法规或者约定',
} as const;
export type EraseGround = keyof typeof ERASE_GROUNDS;

export const personalFindBody = z
  .strictObject({
    by: z.enum(['code', 'number', 'person'], '请选用什么来找。'),
    code: z.string().trim().max(40, '回执码太长。').optional(),
    number: z.string().trim().max(40, '编号太长。').optional(),
    name: z.string().trim().max(40, '姓名太长。').optional(),
    mark: z.string().trim().max(40, '电话或身份证号太长。').optional(),
  })
  .superRefine((b, context) => {
    const want = (field: 'code' | 'number' | 'name' | 'mark', message: string): void => {
      if (!b[field]) context.addIssue({ code: 'custom', path: [field], message });
    };
    if (b.by === 'code') want('code', '请写回执码。');
    if (b.by === 'number') want('number', '请写事项编号。');
    if (b.by === 'person') {
      want('name', '请写姓名。只凭号码不能查,号码可能是家里人共用的。');
      want('mark', '请写电话或身份证号。只凭姓名不能查,同名的人太多。');
    }
  });
export const personalParams = z.object({ id });
export const personalCopyBody = z.strictObject({
  matterId: id,
  reason,
  requestId: id.nullable(),
  /** By her receipt code the sender of a letter asks; else the person whom it is about. */
  asks: z.enum(['her', 'sender'], '请选是谁要的。'),
  files: z.boolean(),
});
export const personalCorrectBody = z.strictObject({
  requestKey,
  matterId: id,
  version: z.int('页面不对,请刷新。'),
  fields: z
    .record(z.string().max(60), z.string().trim().max(4_000, '写得太长。'))
    .refine((f) => Object.keys(f).length > 0, '请改至少一栏。'),
  reason,
  requestId: id.nullable(),
});
export const personalEraseBody = z.strictObject({
  requestKey,
  matterId: id,
  ground: z.enum(['purpose', 'period', 'consent', 'unlawful'], '请选一个法定理由。'),
  reason,
  requestId: id.nullable(),
});
export const personalDecideBody = z.strictObject({
  agree: z.boolean(),
  reason: z.string().trim().max(500, '理由最多 500 字。'),
});
export const personalRefuseBody = z.strictObject({ reason });

/** One matter that is held on her: number, kind, state; nothing of what it says. */
export interface PersonalFound {
  readonly matterId: string;
  readonly number: string;
  readonly flowName: string;
  readonly unit: string;
  readonly state: string;
  readonly day: string;
  readonly closedDay: string | null;
  readonly version: number;
  readonly letters: number;
  readonly files: number;
  readonly packs: number;
  readonly referrals: number;
  /** Until the end of this day it must be kept; null = no longer. */
  readonly keptUntil: string | null;
  readonly erased: boolean;
  /** Fields that can be corrected, with what they say now; only where she is responsible. */
  readonly fields: readonly { readonly key: string; readonly label: string; readonly value: string }[];
  readonly may: readonly PersonalWhat[];
}
export interface PersonalFindAnswer {
  readonly rows: readonly PersonalFound[];
  /** Held elsewhere: how many and where to ask; nothing more. */
  readonly elsewhere: readonly { readonly place: string; readonly count: number }[];
  /** Persons of the roster (花名册) with this name and number: corrected and kept there. */
  readonly roster: readonly { readonly name: string; readonly unit: string }[];
}
/** A request as those see it who tend to it. */
export interface PersonalRequestView {
  readonly id: string;
  readonly what: PersonalWhat;
  readonly origin: 'portal' | 'desk';
  readonly state: PersonalState;
  readonly matterId: string;
  readonly number: string;
  readonly flowName: string;
  readonly unit: string;
  /** What she wrote or why it was asked; empty for who only decides. */
  readonly words: string;
  readonly ground: string | null;
  readonly day: string;
  readonly dueDay: string;
  readonly isLate: boolean;
  readonly askedBy: string | null;
  readonly decidedBy: string | null;
  readonly decidedDay: string | null;
}
/** An erasure that waits for a second person, as the security administrator sees it: no content. */
export interface PersonalApproval extends PersonalRequestView {
  readonly closedDay: string | null;
  readonly keptUntil: string | null;
  readonly matters: number;
  readonly letters: number;
  readonly files: number;
}
