import { z } from 'zod';
import { daySchema } from './day.ts';
import { LEVELS } from './ledger.ts';

/**
 * Settings (设置) and dated parameters (参数) as data. A setting is what an office decides for itself: with a default, a
 * meaning and a range outside which nothing can be saved. A parameter is what a law or a superior decided: with a day
 * from which it holds and where that is written.
 */

const key = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/);
const word = z.string().min(1).max(60);

/** What a value may be. `unitWord` follows the number on every page. */
const valueType = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('whole'), least: z.int(), most: z.int(), unitWord: word }),
  z.strictObject({ kind: z.literal('number'), least: z.number(), most: z.number(), unitWord: word }),
  z.strictObject({ kind: z.literal('yesno') }),
  z.strictObject({ kind: z.literal('choice'), options: z.array(word).min(2) }),
  /** A time of day in China, 'HH:MM'. */
  z.strictObject({ kind: z.literal('time') }),
  z.strictObject({ kind: z.literal('text'), most: z.int().min(1).max(500) }),
]);
export type ValueType = z.infer<typeof valueType>;

export const settingValue = z.union([z.number(), z.string().max(500), z.boolean()]);
export type SettingValue = z.infer<typeof settingValue>;

/** V read in the document itself · S read on a secondary page · M from memory, not confirmed. */
export const GRADES = ['V', 'S', 'M'] as const;
export type Grade = (typeof GRADES)[number];

export const settingSchema = z.strictObject({
  key,
  version: z.int().min(1),
  group: word,
  label: word,
  /** What it does, in a plain Chinese sentence or two. */
  meaning: z.string().min(10).max(300),
  type: valueType,
  default: settingValue,
  source: z.string().min(2),
  /** Of the source; null = this house's own choice, with no document behind it. */
  grade: z.enum(GRADES).nullable(),
  /** unit: each unit, inherited from above · house: one for the whole server. */
  of: z.enum(['unit', 'house']),
  /** Levels that may set it for themselves and those below. */
  levels: z.array(z.enum(LEVELS)).min(1),
});
export type Setting = z.infer<typeof settingSchema>;

export const parameterRowSchema = z.strictObject({
  /** Code of the province (or city) whose own rule it is; null = the whole country. */
  area: z
    .string()
    .regex(/^\d{6}$/)
    .nullable(),
  value: settingValue,
  from: daySchema,
  /** First day on which it holds no more; null = in force. */
  to: daySchema.nullable(),
  source: z.string().min(4),
  grade: z.enum(GRADES),
});
export type ParameterRow = z.infer<typeof parameterRowSchema>;

export const parameterSchema = z.strictObject({
  key,
  version: z.int().min(1),
  group: word,
  label: word,
  meaning: z.string().min(10).max(300),
  type: valueType,
  /** Day up to which V rows were checked against their documents: before it they are fixed. */
  checked: daySchema,
  rows: z.array(parameterRowSchema).min(1),
});
export type Parameter = z.infer<typeof parameterSchema>;

/** Why a value does not fit its type, as a sentence; null when it does. Shared by page and server. */
export function valueProblem(type: ValueType, label: string, value: unknown): string | null {
  switch (type.kind) {
    case 'whole':
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return `「${label}」要填一个数。`;
      if (type.kind === 'whole' && !Number.isInteger(value)) return `「${label}」要填整数。`;
      if (value < type.least || value > type.most)
        return `「${label}」要在 ${type.least} 到 ${type.most} ${type.unitWord}之间。`;
      return null;
    case 'yesno':
      return typeof value === 'boolean' ? null : `「${label}」只能选“是”或“否”。`;
    case 'choice':
      return typeof value === 'string' && type.options.includes(value)
        ? null
        : `「${label}」只能选:${type.options.join('、')}。`;
    case 'time':
      return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
        ? null
        : `「${label}」要写成 02:30 这样的时刻。`;
    default:
      if (typeof value !== 'string' || value.trim() === '') return `「${label}」还没有填。`;
      return [...value].length <= type.most ? null : `「${label}」最多 ${type.most} 个字。`;
  }
}

/** A value as people read it: '5 日', '是', '02:30'. */
export function valueText(type: ValueType, value: SettingValue): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (type.kind === 'whole' || type.kind === 'number')
    return `${value.toLocaleString('en')}${/^[%‰/]/.test(type.unitWord) ? '' : ' '}${type.unitWord}`;
  return String(value);
}
