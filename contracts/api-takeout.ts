import { z } from 'zod';

/** All data of a unit, taken out in open formats (取走数据). */

export const takeoutBody = z.strictObject({
  requestKey: z.string().min(8).max(80),
  unitId: z.uuid('编号不对。'),
  reason: z.string().trim().min(4, '为什么取、交给谁,请写一句(四个字以上)。').max(200, '原因最多 200 字。'),
});
export const takeoutParams = z.object({ id: z.uuid('编号不对。') });

export interface TakeoutView {
  readonly id: string;
  readonly unitName: string;
  readonly reason: string;
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'gone';
  /** Lines and attachments packed, of all. */
  readonly done: number;
  readonly total: number;
  readonly bytes: number | null;
  readonly sha256: string | null;
  readonly counts: readonly { readonly name: string; readonly count: number }[];
  readonly problem: string | null;
  readonly at: string;
  readonly expiresAt: string | null;
  /** Only who asked for it may fetch it. */
  readonly mine: boolean;
}
export interface TakeoutsView {
  readonly takeouts: readonly TakeoutView[];
  /** Hours for which a package is kept. */
  readonly keepHours: number;
}
