import { z } from 'zod';
import { daySchema } from './day.ts';

/** What is kept of a person (人员) and of her posts (职务), field by field. */

export const POST_KINDS = {
  cadre: '妇联干部',
  executive: '执委',
  delegate: '妇代会代表',
  'group-head': '妇女小组长',
} as const;
export type PostKind = keyof typeof POST_KINDS;
export const FULLTIME = { full: '专职', part: '兼职' } as const;
export type Fulltime = keyof typeof FULLTIME;
export const SCHOOLING = ['初中及以下', '高中或中专', '大专', '本科', '研究生'] as const;
export const PARTY = ['中共党员', '中共预备党员', '共青团员', '民主党派', '群众'] as const;
export const ESTABLISHMENT = ['公务员', '事业编制', '聘用', '无编制'] as const;

/** Why a post ends; others may be written. */
export const REASONS_TO_LEAVE = ['调动', '换届卸任', '到龄退休', '辞职', '免职', '去世'] as const;

export const idSchema = z.uuid('编号不对。');
export const requestKeySchema = z.string().min(8).max(80);
export const textUpTo = (most: number): z.ZodDefault<z.ZodNullable<z.ZodString>> =>
  z.string().trim().max(most, `最多 ${most} 字。`).nullable().default(null);
const choice = <T extends readonly [string, ...string[]]>(of: T) => z.enum(of).nullable().default(null);
const day = daySchema.nullable().default(null);
const keysOf = <T extends object>(o: T): [keyof T & string, ...(keyof T & string)[]] =>
  Object.keys(o) as [keyof T & string, ...(keyof T & string)[]];
export const postKindSchema = z.enum(keysOf(POST_KINDS));

/** Eighteen characters with a right last one (GB 11643-1999, ISO 7064 MOD 11-2). */
export function isIdNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = [...number.slice(0, 17)].reduce((s, d, i) => s + Number(d) * (2 ** (17 - i) % 11), 0);
  return '10X98765432'[sum % 11] === number[17];
}

const birthMonth = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, '出生年月要写成 1985-03 这样。');
/** What a person's page says openly. */
export const personFields = {
  name: z.string().trim().min(1, '请填姓名。').max(30, '姓名最多 30 字。'),
  sex: z.enum(['女', '男']).nullable().default(null),
  birthMonth: birthMonth.nullable().default(null),
  ethnic: textUpTo(20),
  schooling: choice(SCHOOLING),
  party: choice(PARTY),
  establishment: choice(ESTABLISHMENT),
  rank: textUpTo(30),
  womenSince: day,
  note: textUpTo(500),
};
/** Sealed fields: left out = unchanged, null = taken away. */
export const sealedFields = {
  birthday: daySchema.nullable().optional(),
  idNumber: z
    .string()
    .trim()
    .toUpperCase()
    .refine(isIdNumber, '身份证号不对,请逐位核对(18 位,最后一位是校验码)。')
    .nullable()
    .optional(),
  phone: z
    .string()
    .trim()
    .regex(/^[\d+\- ]{7,20}$/, '电话号码只能有数字、空格和短横。')
    .nullable()
    .optional(),
};
/** What a dated post (职务) says. */
export const postFields = {
  title: z.string().trim().min(1, '请填职务。').max(40, '职务最多 40 字。'),
  kind: postKindSchema.default('cadre'),
  from: day,
  fulltime: z.enum(keysOf(FULLTIME)).nullable().default(null),
  extra: z.int().min(0).max(20, '另外兼的职务最多 20 个。').nullable().default(null),
  extraNames: textUpTo(100),
  share: z.int().min(0).max(100, '用在妇联工作上的时间最多 100%。').nullable().default(null),
  termUntil: day,
  rank: textUpTo(30),
  startReason: textUpTo(100),
  startDocument: textUpTo(80),
};
