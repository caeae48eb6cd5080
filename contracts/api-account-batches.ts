import { z } from 'zod';

/** Accounts in bulk from a table (成批建账号): checked by row and cell, made at a word, handed over as slips (发放单). */

/** The columns of the table, as its head says them. */
export const BATCH_COLUMNS = {
  name: '姓名',
  unit: '组织',
  role: '角色',
  title: '职务',
  login: '账号',
} as const;
export type BatchField = keyof typeof BATCH_COLUMNS;
/** So many slips a person hands out in a day; a county that has more makes two batches. */
export const BATCH_MOST = 300;

const cell = z.string().max(200, '这一格太长,最多 200 个字。').default('');
const rowSchema = z.strictObject({ name: cell, unit: cell, role: cell, title: cell, login: cell });
export const checkBatchBody = z.strictObject({
  rows: z.array(rowSchema).min(1, '表里没有人。').max(BATCH_MOST, `一次最多 ${BATCH_MOST} 人,请分几次。`),
});
export const makeBatchBody = checkBatchBody.extend({
  requestKey: z.string().min(8, '提交编号不对。').max(80, '提交编号不对。'),
  fileName: z.string().trim().max(200).default(''),
  /** all: only when every row is good · good: those that are. */
  mode: z.enum(['all', 'good']),
});
export type BatchTexts = z.output<typeof rowSchema>;

export interface BatchRow {
  /** Where it stands, counted from 1. */
  readonly n: number;
  readonly texts: BatchTexts;
  readonly problems: readonly { readonly field: BatchField; readonly message: string }[];
  /** Has an account already and is passed over; says which. */
  readonly known: string | null;
  /** As it would be made; null while something is wrong. */
  readonly made: {
    readonly unitName: string;
    readonly roleName: string;
    readonly title: string;
    readonly login: string;
  } | null;
}
export interface BatchCheck {
  readonly rows: readonly BatchRow[];
  readonly good: number;
  readonly bad: number;
  readonly known: number;
}
/** Codes are shown this once; they are kept nowhere. */
export interface BatchSlips {
  readonly id: string;
  readonly expiresAt: string;
  readonly slips: readonly {
    readonly name: string;
    readonly unitName: string;
    readonly title: string;
    readonly login: string;
    readonly code: string;
  }[];
}
export interface AccountBatch {
  readonly id: string;
  readonly fileName: string;
  readonly at: string;
  readonly by: string;
  readonly total: number;
  /** Accounts of it that were signed in with. */
  readonly used: number;
  readonly disabled: number;
  readonly undoneAt: string | null;
  /** 'codes' 'undo' */
  readonly may: readonly string[];
}
export interface UndoneBatch {
  readonly disabled: number;
  /** Who signed in meanwhile and stays. */
  readonly kept: readonly string[];
}
