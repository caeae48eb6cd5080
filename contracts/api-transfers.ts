import { z } from 'zod';
import { idSchema, requestKeySchema, textUpTo } from './api-people-fields.ts';
import { daySchema } from './day.ts';

/** Moves of persons (调动) that need the consent of the federation above, and terms (任期) that end. */
export const askTransferBody = z.strictObject({
  requestKey: requestKeySchema,
  postId: idSchema,
  day: daySchema,
  reason: z.string().trim().min(1, '请写为什么要调动。').max(200),
  document: textUpTo(80),
  toUnitId: idSchema.nullable().default(null),
  toTitle: textUpTo(40),
});
export const decideTransferBody = z.strictObject({
  version: z.int().min(1),
  consent: z.boolean(),
  words: textUpTo(200),
});
export const stopTransferBody = z.strictObject({ version: z.int().min(1) });

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
