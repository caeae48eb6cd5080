import { z } from 'zod';
import { levelSchema, unitKindSchema } from './ledger.ts';

/**
 * The exchange format (交换格式): NDJSON, one record a line, UTF-8. Import, export and the logical backup speak it.
 * Described with examples in docs/exchange-format.md.
 */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期要写成 2013-05-06 这样');
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份要写成 2013-05 这样');
const code = z.string().min(1).max(40);
/** Any text of the sender's that stays the same when the file is sent again; UUIDs are kept as they are. */
const id = z.string().min(1).max(80);

export const unitRecordSchema = z.strictObject({
  type: z.literal('unit'),
  code,
  name: z.string().min(1).max(120),
  level: levelSchema,
  kind: unitKindSchema.default('federation'),
  /** Code of the unit above; null only for the top. */
  parent: code.nullable(),
  /** First day; null = since before records begin. */
  from: day.nullable().default(null),
  /** First day on which it no longer is (closed); null = still there. */
  to: day.nullable().default(null),
});
/** A dated change of a unit, told in order of days. */
export const unitChangeRecordSchema = z.discriminatedUnion('change', [
  z.strictObject({
    type: z.literal('unit-change'),
    change: z.literal('rename'),
    code,
    day,
    name: z.string().min(1).max(120),
    /** Where the state gave a new code with the name: 350182 → 350112. */
    newCode: code.optional(),
  }),
  z.strictObject({ type: z.literal('unit-change'), change: z.literal('move'), code, day, parent: code }),
  /** Closed into another unit: its children go to `into`. */
  z.strictObject({ type: z.literal('unit-change'), change: z.literal('merge'), code, day, into: code }),
  z.strictObject({
    type: z.literal('unit-change'),
    change: z.literal('close'),
    code,
    day,
    reason: z.string().default(''),
  }),
]);
export const personRecordSchema = z.strictObject({
  type: z.literal('person'),
  id,
  name: z.string().min(1).max(60),
  sex: z.enum(['女', '男']).optional(),
  birth: day.optional(),
  /** Where only the month is told, or the day is sealed. */
  birthMonth: month.optional(),
  ethnic: z.string().max(20).optional(),
  schooling: z.string().max(20).optional(),
  party: z.string().max(20).optional(),
  establishment: z.string().max(20).optional(),
  rank: z.string().max(30).optional(),
  /** Since when she works for women (从事妇女工作). */
  womenSince: day.optional(),
  note: z.string().max(500).optional(),
  /** As they lie in the database, readable only with the keys of the house that sealed them (a backup carries them so). */
  sealed: z
    .strictObject({
      birth: z.string().max(500).optional(),
      number: z.string().max(500).optional(),
      phone: z.string().max(500).optional(),
      print: z.string().max(100).optional(),
    })
    .optional(),
});
export const postRecordSchema = z.strictObject({
  type: z.literal('post'),
  id,
  person: id,
  unit: code,
  title: z.string().min(1).max(60),
  from: day.nullable().default(null),
  to: day.nullable().default(null),
  kind: z.enum(['cadre', 'executive', 'delegate', 'group-head']).optional(),
  fulltime: z.enum(['full', 'part']).optional(),
  /** Posts beside it outside the federation (计生、统计 …). */
  extra: z.number().int().min(0).max(20).optional(),
  extraNames: z.string().max(100).optional(),
  /** Share of her working time, in percent. */
  share: z.number().int().min(0).max(100).optional(),
  termUntil: day.optional(),
  rank: z.string().max(30).optional(),
  startReason: z.string().max(200).optional(),
  startDocument: z.string().max(100).optional(),
  endReason: z.string().max(200).optional(),
  endDocument: z.string().max(100).optional(),
});
export const lineRecordSchema = z.strictObject({
  type: z.literal('line'),
  id,
  ledger: z.string(),
  unit: code,
  day,
  /** Last day, for an opening line (期初) that covers day…until, or an event of several days. */
  until: day.optional(),
  data: z.record(z.string(), z.unknown()),
  /** covers: 期初, excludes real lines of the same cell; rest: 期初, stands for the rest beside real lines. */
  opening: z.enum(['covers', 'rest']).optional(),
  /** Other units of a joint event; the line's unit leads and counts it once. */
  joint: z.array(code).optional(),
  /** Why a soft check may be passed. */
  explanation: z.string().max(500).optional(),
});
export const correctionRecordSchema = z.strictObject({
  type: z.literal('correction'),
  id,
  line: id,
  /** The fields that change; null empties one. */
  set: z.record(z.string(), z.unknown()),
  day: day.optional(),
  reason: z.string().min(1).max(500),
  explanation: z.string().max(500).optional(),
});
export const withdrawalRecordSchema = z.strictObject({
  type: z.literal('withdrawal'),
  id,
  line: id,
  reason: z.string().min(1).max(500),
});
/** Takes a withdrawal back (恢复): the line counts again. */
export const restorationRecordSchema = z.strictObject({
  type: z.literal('restoration'),
  id,
  line: id,
  reason: z.string().min(1).max(500),
});
/** 本月无: nothing happened in this ledger in this month. */
export const zeroRecordSchema = z.strictObject({
  type: z.literal('zero'),
  unit: code,
  ledger: z.string(),
  month,
});

export type UnitRecord = z.infer<typeof unitRecordSchema>;
export type UnitChangeRecord = z.infer<typeof unitChangeRecordSchema>;
export type PersonRecord = z.infer<typeof personRecordSchema>;
export type PostRecord = z.infer<typeof postRecordSchema>;
export type LineRecord = z.infer<typeof lineRecordSchema>;
export type CorrectionRecord = z.infer<typeof correctionRecordSchema>;
export type WithdrawalRecord = z.infer<typeof withdrawalRecordSchema>;
export type RestorationRecord = z.infer<typeof restorationRecordSchema>;
export type ZeroRecord = z.infer<typeof zeroRecordSchema>;
export type ExchangeRecord =
  | UnitRecord
  | UnitChangeRecord
  | PersonRecord
  | PostRecord
  | LineRecord
  | CorrectionRecord
  | WithdrawalRecord
  | RestorationRecord
  | ZeroRecord;

export const RECORD_SCHEMAS = {
  unit: unitRecordSchema,
  'unit-change': unitChangeRecordSchema,
  person: personRecordSchema,
  post: postRecordSchema,
  line: lineRecordSchema,
  correction: correctionRecordSchema,
  withdrawal: withdrawalRecordSchema,
  restoration: restorationRecordSchema,
  zero: zeroRecordSchema,
} as const;
