import { z } from 'zod';

/** Reading the audit (审计): who did what, when, where, with which result. */

const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期要写成 2013-05-06 这样。')
  .refine((d) => !Number.isNaN(Date.parse(`${d}T00:00:00Z`)), '没有这一天,请核对日期。')
  .refine((d) => new Date(`${d}T00:00:00Z`).toISOString().slice(0, 10) === d, '没有这一天,请核对日期。');

const filters = {
  from: day.optional(),
  to: day.optional(),
  /** Login or name of who did it. */
  who: z.string().trim().max(60).optional(),
  /** Beginning of an action: 'sign-in', 'entry', 'account.code'. */
  what: z
    .string()
    .regex(/^[a-z.-]{1,40}$/, '操作的种类不对。')
    .optional(),
  unit: z.uuid('编号不对。').optional(),
  result: z.enum(['ok', 'denied', 'failed']).optional(),
};
export const auditQuery = z.object({
  ...filters,
  after: z.uuid('翻页的位置不对。').optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const auditExportQuery = z.object(filters);

export interface AuditRow {
  readonly id: string;
  readonly at: string;
  /** Who, as the account is called today; null = nobody known, or the operator at the server. */
  readonly who: { readonly name: string; readonly login: string } | null;
  readonly unitName: string | null;
  readonly action: string;
  /** The action in Chinese words. */
  readonly words: string;
  readonly object: string;
  readonly result: 'ok' | 'denied' | 'failed';
  /** What else is known: '地址 10.1.2.3'. */
  readonly detail: string;
  /** Linked into its region's chain, which happens within a second. */
  readonly sealed: boolean;
  readonly region: string;
}
export interface AuditPage {
  readonly rows: readonly AuditRow[];
  readonly next: string | null;
  readonly from: string;
  readonly to: string;
}
/** How the chain stands, and the last verification that was asked for here. */
export interface ChainView {
  readonly regions: number;
  readonly sealed: number;
  readonly waiting: number;
  readonly check: {
    readonly startedAt: string;
    readonly finishedAt: string | null;
    readonly events: number;
    readonly total: number;
    readonly anchors: number;
    readonly faults: readonly { readonly region: string; readonly seq: number; readonly message: string }[];
    readonly failed: boolean;
  } | null;
}
export interface ActionChoice {
  readonly what: string;
  readonly words: string;
}
