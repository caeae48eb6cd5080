import { z } from 'zod';
import type { LibraryView } from './api-libraries.ts';
import {
  type Fulltime,
  idSchema,
  type PostKind,
  personFields,
  postFields,
  postKindSchema,
  requestKeySchema,
  sealedFields,
  textUpTo,
} from './api-people-fields.ts';
import type { TransferView } from './api-transfers.ts';
import { daySchema } from './day.ts';

/** The roster (花名册): persons, their dated posts, duplicates. */
const post = z.strictObject({ unitId: idSchema, ...postFields });

export const createPersonBody = z.strictObject({
  requestKey: requestKeySchema,
  ...personFields,
  ...sealedFields,
  post,
  /** She was asked whether it is one of these, and says that it is another person. */
  another: z.boolean().default(false),
});
export const correctPersonBody = z.strictObject({
  requestKey: requestKeySchema,
  version: z.int().min(1),
  reason: z.string().trim().min(1, '请写更正的原因。').max(200),
  ...personFields,
  ...sealedFields,
});
export const addPostBody = z.strictObject({ requestKey: requestKeySchema, ...post.shape });
export const correctPostBody = z.strictObject({
  requestKey: requestKeySchema,
  version: z.int().min(1),
  reason: z.string().trim().min(1, '请写更正的原因。').max(200),
  ...postFields,
});
const leaving = {
  requestKey: requestKeySchema,
  version: z.int().min(1),
  day: daySchema,
  reason: z.string().trim().min(1, '请写原因。').max(100),
  document: textUpTo(80),
};
export const endPostBody = z.strictObject(leaving);
export const movePersonBody = z.strictObject({
  ...leaving,
  to: z.strictObject({ unitId: idSchema, ...postFields }),
});
export const mergeBody = z.strictObject({ keepId: idSchema, goneId: idSchema });
export const openFieldBody = z.strictObject({});

const num = z.coerce.number().int().min(0);
/** Filters of the roster; those behind a number of the statistics are the same ones. */
export const rosterQuery = z.object({
  unit: idSchema,
  below: z.enum(['all', 'own']).default('all'),
  day: daySchema.optional(),
  q: z.string().trim().max(30).optional(),
  kind: postKindSchema.optional(),
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
export const underUnitQuery = z.object({ unit: idSchema });
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
