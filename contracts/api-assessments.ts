import { z } from 'zod';
import { daySchema } from './day.ts';

/** Score sheets (考核表): marks of the units directly below, worked out from the ledgers. */
const id = z.uuid('编号不对。');
const mark = z
  .number({ error: '得分要填一个数。' })
  .min(0, '得分不能小于 0。')
  .max(100, '得分不能大于 100。');

export const sheetQuery = z.object({ unit: id, from: daySchema, to: daySchema });
export const keepSheetBody = z.strictObject({
  requestKey: z.string().min(8).max(80),
  /** Who is marked; the unit above marks. */
  unitId: id,
  from: daySchema,
  to: daySchema,
  /** As somebody has it on paper: whole or single marks; compared with what the ledgers say. */
  total: mark.nullable(),
  marks: z.record(z.string().max(40), mark),
  remark: z.string().trim().max(500, '考核意见最多 500 字。').default(''),
});
export const pointCasesBody = z.strictObject({
  entryIds: z.array(id).min(1, '请至少选一件。').max(200),
  /** Null takes them away from their point. */
  pointId: id.nullable(),
});
export const pointsQuery = z.object({ unit: id, from: daySchema, to: daySchema });

export interface SheetIndicator {
  readonly key: string;
  readonly label: string;
  /** The figure behind it, opened like any other. */
  readonly measure: string;
  readonly numerator: string;
  readonly denominator: string;
  readonly numeratorLabel: string;
  readonly denominatorLabel: string;
  readonly unitWord: string;
  readonly weight: number;
  readonly target: number;
  readonly rule: string;
}
export interface SheetCell {
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** Too few to be told or marked. */
  readonly hidden: boolean;
  readonly share: number | null;
  readonly score: number | null;
}
/** What was kept of it (登记的得分), and whether the ledgers still say the same. */
export interface KeptSheet {
  readonly total: number;
  readonly by: string;
  readonly at: string;
  readonly remark: string;
  readonly stillTrue: boolean;
}
export interface SheetRow {
  readonly id: string;
  readonly name: string;
  readonly hasChildren: boolean;
  /** In the order of the indicators. */
  readonly cells: readonly SheetCell[];
  readonly total: number | null;
  /** The weights of what could be marked, together: a 100 of 15 is not a 100 of 100. */
  readonly markedOf: number;
  readonly kept: KeptSheet | null;
}
export interface SheetView {
  readonly key: string;
  readonly name: string;
  readonly about: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly from: string;
  readonly to: string;
  readonly indicators: readonly SheetIndicator[];
  readonly rows: readonly SheetRow[];
  /** keep: she may put the marks on record. */
  readonly may: readonly 'keep'[];
}

/** A count as a superior sees it: few = 1 to 4; withheld = not told, since few could be reckoned from it. */
export type PointCount =
  | { readonly kind: 'shown'; readonly value: number }
  | { readonly kind: 'few' }
  | { readonly kind: 'withheld' };
export interface PointRow {
  readonly id: string;
  readonly title: string;
  readonly unitId: string;
  readonly unit: string;
  readonly keeper: string | null;
  readonly plate: boolean;
  /** Cases that belong to it, of this stretch of days. */
  readonly cases: PointCount;
}
export interface PointsView {
  readonly unit: { readonly id: string; readonly name: string };
  readonly points: readonly PointRow[];
  /** Points left out because there are too many for one page. */
  readonly more: number;
  /** Villages and communities where most happened, without a point: where the next one belongs. */
  readonly next: readonly { readonly id: string; readonly name: string; readonly count: PointCount }[];
  /** Own lines of this stretch that may be given to a point: kind and day, nobody. */
  readonly lines: readonly {
    readonly id: string;
    readonly title: string;
    readonly day: string;
    readonly pointId: string | null;
  }[];
  readonly may: readonly 'attach'[];
}
