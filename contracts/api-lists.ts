import { z } from 'zod';
import { daySchema } from './day.ts';

/** What is done with a list of lines as a whole: many withdrawn at once, filters kept under a name (常用筛选). */

const id = z.uuid('编号不对。');

export const changeManyBody = z.strictObject({
  lines: z
    .array(z.strictObject({ id, version: z.number().int().positive() }))
    .min(1, '请至少选一条。')
    .max(200, '一次最多 200 条。'),
  reason: z.string().trim().min(1, '请写一句原因。').max(500),
});
export const keepViewBody = z.strictObject({
  name: z.string().trim().min(1, '请起一个名字。').max(30, '名字最多 30 个字。'),
  /** The part of the address that makes the list: 'where=kind=科技&sort=value'. */
  query: z.string().max(1_000),
  forUnit: z.boolean(),
});

export interface ChangedMany {
  /** As they stand now: with these versions it can be undone. */
  readonly done: readonly { readonly id: string; readonly version: number }[];
  readonly left: readonly { readonly id: string; readonly title: string; readonly why: string }[];
}
export interface KeptView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  /** Of the whole unit, or hers alone. */
  readonly forUnit: boolean;
  readonly mayRemove: boolean;
}

const day = daySchema;
export const jointUnitsQuery = z.object({ q: z.string().trim().min(1).max(60) });
export const jointLinesQuery = z.object({ unit: id, from: day, to: day });
/** A line that another unit led and this one took part in. */
export interface JointLine {
  readonly id: string;
  readonly day: string;
  readonly title: string;
  readonly lead: string;
}
