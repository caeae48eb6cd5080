import { z } from 'zod';
import { daySchema } from './day.ts';
import { levelSchema, unitKindSchema } from './ledger.ts';

/** Requests that cross the wire: checked where they arrive. Their answers are in api.ts. */

const day = daySchema;
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份要写成 2013-05 这样。');
const id = z.uuid('编号不对。');
/** 'kind=双学双比;level=市级|省级': dimensions joined by ;, values of one by |. */
const where = z.string().max(500).optional();

export const choosePostBody = z.strictObject({ postId: id });

export const createUnitBody = z.strictObject({
  code: z.string().regex(/^[0-9A-Za-z-]{1,40}$/, '代码只能用数字、字母和短横。'),
  name: z.string().trim().min(1, '名称还没有填。').max(120),
  kind: unitKindSchema,
  level: levelSchema,
  parentId: id,
  from: day.nullable(),
});
export const renameUnitBody = z.strictObject({
  name: z.string().trim().min(1).max(120),
  newCode: z
    .string()
    .regex(/^[0-9A-Za-z-]{1,40}$/)
    .optional(),
  day,
});
export const moveUnitBody = z.strictObject({ parentId: id, day });
export const mergeUnitBody = z.strictObject({ intoId: id, day });
export const splitUnitBody = z.strictObject({
  code: z.string().regex(/^[0-9A-Za-z-]{1,40}$/),
  name: z.string().trim().min(1).max(120),
  childIds: z.array(id).min(1).max(500),
  day,
});
export const closeUnitBody = z.strictObject({
  day,
  reason: z.string().trim().min(1, '请写明撤销的原因。').max(500),
});

export const saveEntryBody = z.strictObject({
  requestKey: z.string().min(8).max(80),
  ledger: z.string(),
  unitId: id,
  day: z.string().max(20),
  until: z.string().max(20).nullable().default(null),
  data: z.record(z.string(), z.unknown()),
  opening: z.enum(['covers', 'rest']).nullable().default(null),
  joint: z.array(id).max(50).default([]),
  explanation: z.string().max(500).nullable().default(null),
  /** Uploads that were made while the line was being written. */
  files: z.array(id).max(12).optional(),
});
export const correctEntryBody = z.strictObject({
  version: z.number().int().positive(),
  day: z.string().max(20).optional(),
  set: z.record(z.string(), z.unknown()),
  reason: z.string().trim().min(1, '请写一句更正的原因。').max(500),
  explanation: z.string().max(500).nullable().optional(),
});
export const withdrawEntryBody = z.strictObject({
  version: z.number().int().positive(),
  reason: z.string().trim().min(1, '请写一句原因。').max(500),
});
export const zeroBody = z.strictObject({ unitId: id, ledger: z.string(), month, nothing: z.boolean() });

export const entriesQuery = z.object({
  unit: id.optional(),
  from: day.optional(),
  to: day.optional(),
  /** Words. */
  q: z.string().max(100).optional(),
  where,
  sort: z.enum(['day', 'value']).default('day'),
  state: z.enum(['valid', 'withdrawn', 'all']).default('valid'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const figureQuery = z.object({
  unit: id,
  measure: z.string(),
  from: day,
  to: day,
  where,
  /** 'unit', 'month', or a dimension's key. */
  by: z.string().max(60).optional(),
  tree: z.enum(['as-it-was', 'like-for-like']).default('as-it-was'),
});
export const figureLinesQuery = figureQuery.omit({ by: true }).extend({
  scope: z.enum(['own', 'below', 'total']).default('total'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const figurePageQuery = z.object({ unit: id, from: day, to: day, measures: z.string().max(4000) });
export const reportQuery = z.object({
  unit: id,
  year: z.coerce.number().int().min(1949).max(2100).optional(),
  half: z.enum(['1', '2']).optional(),
  from: day.optional(),
  to: day.optional(),
  /** A final version that is not the newest; without it the newest. */
  version: z.coerce.number().int().min(1).max(10_000).optional(),
});
export const finaliseBody = z.strictObject({
  unitId: id,
  year: z.number().int().optional(),
  half: z.enum(['1', '2']).optional(),
  from: day.optional(),
  to: day.optional(),
  /** Failed check's key → why it is so, in words. */
  explanations: z.record(z.string(), z.string().trim().min(4, '说明至少写四个字。').max(500)),
});
