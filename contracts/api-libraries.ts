import { z } from 'zod';
import { idSchema, requestKeySchema, textUpTo } from './api-people-fields.ts';
import { daySchema } from './day.ts';

/** Libraries of women of ability (人才库). */
export const libraryBody = z.strictObject({
  requestKey: requestKeySchema,
  personId: idSchema,
  unitId: idSchema,
  library: z.string().trim().min(1, '请选人才库。').max(30),
  speciality: textUpTo(60),
  recommendedBy: textUpTo(60),
  from: daySchema,
});
export const leaveLibraryBody = z.strictObject({
  day: daySchema,
  reason: z.string().trim().min(1, '请写出库的原因。').max(100),
});
export const libraryQuery = z.object({
  unit: idSchema,
  day: daySchema.optional(),
  library: z.string().max(30).optional(),
});

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
export interface LibrariesView {
  readonly names: readonly string[];
  readonly counts: readonly { readonly library: string; readonly people: number }[];
  /** Each person once, in however many libraries she stands. */
  readonly people: number;
  readonly rows: readonly LibraryView[];
}
