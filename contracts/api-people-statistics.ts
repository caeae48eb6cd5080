import { z } from 'zod';
import { idSchema, type PostKind, postKindSchema } from './api-people-fields.ts';
import { daySchema } from './day.ts';

/** The roster counted as of a day (人员统计): every number opens to the persons behind it. */
export const statisticsQuery = z.object({
  unit: idSchema,
  below: z.enum(['all', 'own']).default('all'),
  day: daySchema.optional(),
  kind: postKindSchema.default('cadre'),
});

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
