import { z } from 'zod';
import { daySchema } from './day.ts';

/** The roster (花名册): persons, their dated posts, statistics as of a day, moves with consent, libraries, duplicates. */

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

const id = z.uuid('编号不对。');
const key = z.string().min(8).max(80);
const text = (most: number): z.ZodDefault<z.ZodNullable<z.ZodString>> =>
  z.string().trim().max(most, `最多 ${most} 字。`).nullable().default(null);
const choice = <T extends readonly [string, ...string[]]>(of: T) => z.enum(of).nullable().default(null);
const day = daySchema.nullable().default(null);
const keysOf = <T extends object>(o: T): [keyof T & string, ...(keyof T & string)[]] =>
  Object.keys(o) as [keyof T & string, ...(keyof T & string)[]];

/** Eighteen characters with a right last one (GB 11643-1999, ISO 7064 MOD 11-2). */
export function isIdNumber(number: string): boolean {
  if (!/^\d{17}[\dX]$/.test(number)) return false;
  const sum = [...number.slice(0, 17)].reduce((s, d, i) => s + Number(d) * (2 ** (17 - i) % 11), 0);
  return '10X98765432'[sum % 11] === number[17];
}

const birthMonth = z.string().regex(/^(19|20)\d{2}-(0[1-9]|1[0-2])$/, '出生年月要写成 1985-03 这样。');
const fields = {
  name: z.string().trim().min(1, '请填姓名。').max(30, '姓名最多 30 字。'),
  sex: z.enum(['女', '男']).nullable().default(null),
  birthMonth: birthMonth.nullable().default(null),
  ethnic: text(20),
  schooling: choice(SCHOOLING),
  party: choice(PARTY),
  establishment: choice(ESTABLISHMENT),
  rank: text(30),
  womenSince: day,
  note: text(500),
};
/** Sealed fields: left out = unchanged, null = taken away. */
const sealed = {
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
const postFields = {
  title: z.string().trim().min(1, '请填职务。').max(40, '职务最多 40 字。'),
  kind: z.enum(keysOf(POST_KINDS)).default('cadre'),
  from: day,
  fulltime: z.enum(keysOf(FULLTIME)).nullable().default(null),
  extra: z.int().min(0).max(20, '另外兼的职务最多 20 个。').nullable().default(null),
  extraNames: text(100),
  share: z.int().min(0).max(100, '用在妇联工作上的时间最多 100%。').nullable().default(null),
  termUntil: day,
  rank: text(30),
  startReason: text(100),
  startDocument: text(80),
};
const post = z.strictObject({ unitId: id, ...postFields });

export const createPersonBody = z.strictObject({
  requestKey: key,
  ...fields,
  ...sealed,
  post,
  /** She was asked whether it is one of these, and says that it is another person. */
  another: z.boolean().default(false),
});
export const correctPersonBody = z.strictObject({
  requestKey: key,
  version: z.int().min(1),
  reason: z.string().trim().min(1, '请写更正的原因。').max(200),
  ...fields,
  ...sealed,
});
export const addPostBody = z.strictObject({ requestKey: key, ...post.shape });
export const correctPostBody = z.strictObject({
  requestKey: key,
  version: z.int().min(1),
  reason: z.string().trim().min(1, '请写更正的原因。').max(200),
  ...postFields,
});
const leaving = {
  requestKey: key,
  version: z.int().min(1),
  day: daySchema,
  reason: z.string().trim().min(1, '请写原因。').max(100),
  document: text(80),
};
export const endPostBody = z.strictObject(leaving);
export const movePersonBody = z.strictObject({
  ...leaving,
  to: z.strictObject({ unitId: id, ...postFields }),
});
export const askTransferBody = z.strictObject({
  requestKey: key,
  postId: id,
  day: daySchema,
  reason: z.string().trim().min(1, '请写为什么要调动。').max(200),
  document: text(80),
  toUnitId: id.nullable().default(null),
  toTitle: text(40),
});
export const decideTransferBody = z.strictObject({
  version: z.int().min(1),
  consent: z.boolean(),
  words: text(200),
});
export const stopTransferBody = z.strictObject({ version: z.int().min(1) });
export const mergeBody = z.strictObject({ keepId: id, goneId: id });
export const libraryBody = z.strictObject({
  requestKey: key,
  personId: id,
  unitId: id,
  library: z.string().trim().min(1, '请选人才库。').max(30),
  speciality: text(60),
  recommendedBy: text(60),
  from: daySchema,
});
export const leaveLibraryBody = z.strictObject({
  day: daySchema,
  reason: z.string().trim().min(1, '请写出库的原因。').max(100),
});
export const openFieldBody = z.strictObject({});

const num = z.coerce.number().int().min(0);
/** Filters of the roster; those behind a number of the statistics are the same ones. */
export const rosterQuery = z.object({
  unit: id,
  below: z.enum(['all', 'own']).default('all'),
  day: daySchema.optional(),
  q: z.string().trim().max(30).optional(),
  kind: z.enum(keysOf(POST_KINDS)).optional(),
  state: z.enum(['in', 'left']).default('in'),
  fulltime: z.enum(['full', 'part', 'none']).optional(),
  schooling: z.string().max(20).optional(),
  ethnic: z.string().max(20).optional(),
  party: z.string().max(20).optional(),
  age: z.string().max(10).optional(),
  years: z.string().max(10).optional(),
  women: z.string().max(10).optional(),
  level: z.string().max(10).optional(),
  load: z.enum(['0', '1', '2']).optional(),
  after: z.string().max(300).optional(),
  limit: num.max(500).default(50),
});
export const statisticsQuery = z.object({
  unit: id,
  below: z.enum(['all', 'own']).default('all'),
  day: daySchema.optional(),
  kind: z.enum(keysOf(POST_KINDS)).default('cadre'),
});
export const underUnitQuery = z.object({ unit: id });
export const libraryQuery = z.object({
  unit: id,
  day: daySchema.optional(),
  library: z.string().max(30).optional(),
});

export interface RosterRow {
  readonly id: string;
  readonly name: string;
  readonly sex: string | null;
  readonly birthMonth: string | null;
  readonly age: number | null;
  readonly ethnic: string | null;
  readonly schooling: string | null;
  readonly party: string | null;
  readonly unitId: string;
  readonly unitName: string;
  readonly title: string;
  readonly kind: PostKind;
  readonly fulltime: Fulltime | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Posts counted here, this one too. */
  readonly posts: number;
  readonly hasPhone: boolean;
  readonly hasNumber: boolean;
}
export interface RosterView {
  readonly unit: { readonly id: string; readonly name: string };
  readonly day: string;
  readonly rows: readonly RosterRow[];
  readonly next: string | null;
  /** How many there are; null when more than can be counted at once. */
  readonly total: number | null;
  readonly may: readonly string[];
}
export interface PostView {
  readonly id: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly title: string;
  readonly kind: PostKind;
  readonly fulltime: Fulltime | null;
  readonly extra: number | null;
  readonly extraNames: string | null;
  readonly share: number | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly termUntil: string | null;
  readonly rank: string | null;
  readonly startReason: string | null;
  readonly startDocument: string | null;
  readonly endReason: string | null;
  readonly endDocument: string | null;
  readonly version: number;
  /** Ending or moving it before its term needs the consent of the federation above. */
  readonly needsConsent: boolean;
  /** 'correct' 'end' 'move' 'ask' */
  readonly may: readonly string[];
}
export interface TransferView {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly postId: string;
  readonly title: string;
  readonly unitName: string;
  readonly toUnitId: string | null;
  readonly toUnitName: string | null;
  readonly toTitle: string | null;
  readonly day: string;
  readonly reason: string;
  readonly document: string | null;
  readonly state: 'asked' | 'consented' | 'objected' | 'done' | 'stopped';
  readonly askedBy: string;
  readonly askedUnit: string;
  readonly askedAt: string;
  readonly consentUnit: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decision: string | null;
  readonly version: number;
  /** 'decide' 'carry-out' 'stop' */
  readonly may: readonly string[];
}
export interface LibraryView {
  readonly id: string;
  readonly personId: string;
  readonly personName: string;
  readonly unitId: string;
  readonly unitName: string;
  readonly library: string;
  readonly speciality: string | null;
  readonly recommendedBy: string | null;
  readonly from: string;
  readonly to: string | null;
  readonly endReason: string | null;
  readonly may: readonly string[];
}
export type SealedField = 'phone' | 'idNumber' | 'birthday';
export interface PersonView {
  readonly id: string;
  readonly name: string;
  readonly sex: '女' | '男' | null;
  readonly birthMonth: string | null;
  readonly age: number | null;
  readonly ethnic: string | null;
  readonly schooling: string | null;
  readonly party: string | null;
  readonly establishment: string | null;
  readonly rank: string | null;
  readonly womenSince: string | null;
  readonly note: string | null;
  readonly version: number;
  readonly posts: readonly PostView[];
  readonly transfers: readonly TransferView[];
  readonly libraries: readonly LibraryView[];
  readonly history: readonly {
    readonly at: string;
    readonly who: string;
    readonly text: string;
    readonly reason: string | null;
  }[];
  readonly sealed: readonly {
    readonly field: SealedField;
    readonly label: string;
    readonly has: boolean;
    /** What may stand on a list: the last digits of a telephone; null where nothing does. */
    readonly masked: string | null;
    readonly may: boolean;
  }[];
  readonly same: readonly DuplicateView[];
  readonly merges: readonly {
    readonly id: string;
    readonly goneName: string;
    readonly at: string;
    readonly may: boolean;
  }[];
  /** 'correct' 'add-post' 'library' */
  readonly may: readonly string[];
}
export interface DuplicateView {
  readonly one: DuplicateSide;
  readonly other: DuplicateSide;
  /** In words: 同名、出生年月相同 … */
  readonly why: string;
  readonly sure: boolean;
  readonly may: readonly string[];
}
export interface DuplicateSide {
  readonly id: string;
  readonly name: string;
  readonly birthMonth: string | null;
  readonly posts: string;
}
export interface StatisticsCell {
  readonly label: string;
  readonly value: number;
  /** What to add to the roster's question to see exactly these persons; null where nobody is counted. */
  readonly filter: Readonly<Record<string, string>>;
}
export interface StatisticsTable {
  readonly key: string;
  readonly name: string;
  readonly rule: string;
  readonly cells: readonly StatisticsCell[];
}
export interface LoadRow {
  readonly level: string;
  readonly levelName: string;
  readonly people: number;
  readonly full: number;
  readonly part: number;
  readonly unknown: number;
  readonly twoMore: number;
}
export interface StatisticsView {
  readonly unit: { readonly id: string; readonly name: string };
  readonly day: string;
  readonly kind: PostKind;
  readonly unitWord: '人';
  readonly total: number;
  readonly tables: readonly StatisticsTable[];
  readonly load: readonly LoadRow[];
}
export interface TermView {
  readonly personId: string;
  readonly name: string;
  readonly unitName: string;
  readonly title: string;
  readonly until: string;
  /** Days to it; below nought when over. */
  readonly days: number;
}
export interface AffairsView {
  readonly transfers: readonly TransferView[];
  readonly terms: readonly TermView[];
  readonly termsWithin: number;
}
export interface LibrariesView {
  readonly names: readonly string[];
  readonly counts: readonly { readonly library: string; readonly people: number }[];
  /** Each person once, in however many libraries she stands. */
  readonly people: number;
  readonly rows: readonly LibraryView[];
}
