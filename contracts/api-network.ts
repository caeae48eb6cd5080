import { z } from 'zod';
import {
  closeUnitBody,
  createUnitBody,
  mergeUnitBody,
  moveUnitBody,
  renameUnitBody,
  splitUnitBody,
} from './api-requests.ts';
import { daySchema } from './day.ts';

/** The network of organisations (组织网络): what a change would do, a unit's page, coverage (组建率). */

const unitId = z.uuid('编号不对。');

/** A change as it would be sent, to be looked at only. */
export const previewBody = z.discriminatedUnion('change', [
  z.strictObject({ change: z.literal('create'), ...createUnitBody.shape }),
  z.strictObject({ change: z.literal('rename'), unitId, ...renameUnitBody.shape }),
  z.strictObject({ change: z.literal('move'), unitId, ...moveUnitBody.shape }),
  z.strictObject({ change: z.literal('merge'), unitId, ...mergeUnitBody.shape }),
  z.strictObject({ change: z.literal('split'), unitId, ...splitUnitBody.shape }),
  z.strictObject({
    change: z.literal('close'),
    unitId,
    day: closeUnitBody.shape.day,
    reason: z.string().max(500),
  }),
]);
export type PreviewBody = z.infer<typeof previewBody>;

/** What stands in the way, in a sentence, and where it is mended. */
export interface ChangeObstacle {
  readonly text: string;
  readonly to: string | null;
  readonly action: string | null;
}
export interface ChangeCell {
  readonly value: number | null;
  readonly lines: number;
}
export interface ChangeFigureRow {
  readonly measure: string;
  readonly label: string;
  readonly unitWord: string;
  /** In the order of `ChangePreview.columns`. */
  readonly cells: readonly { readonly before: ChangeCell; readonly after: ChangeCell }[];
}
export interface ChangePreview {
  readonly sentences: readonly string[];
  readonly obstacles: readonly ChangeObstacle[];
  /** What goes along. */
  readonly follows: {
    readonly units: number;
    readonly lines: number;
    readonly posts: number;
    readonly accounts: number;
    readonly open: number;
  } | null;
  readonly columns: readonly {
    readonly year: number;
    readonly from: string;
    readonly to: string;
    readonly tree: 'as-it-was' | 'like-for-like';
  }[];
  /** Units of which a figure changes; `id` null: the one that would be founded. */
  readonly units: readonly {
    readonly id: string | null;
    readonly name: string;
    readonly rows: readonly ChangeFigureRow[];
  }[];
}

/** Coverage (组建率, R-02): who has a women's organisation of those who should, counted from the register (L2). */
export const coverageRateQuery = z.object({ unit: unitId });
export interface CoverageNumbers {
  readonly eligible: number | null;
  readonly built: number | null;
  readonly blank: number | null;
  /** %, null where nobody is on the register. */
  readonly rate: number | null;
}
export interface CoverageRate {
  readonly asOf: string;
  readonly unit: { readonly id: string; readonly name: string };
  readonly total: CoverageNumbers;
  /** By what it is: 村, 社区, 新经济组织 …; '' = 未填. */
  readonly kinds: readonly ({ readonly kind: string; readonly label: string } & CoverageNumbers)[];
  readonly below: readonly ({ readonly id: string; readonly name: string } & CoverageNumbers)[];
}

export const blankSpotsQuery = z.object({
  unit: unitId,
  kind: z.string().max(60).optional(),
  state: z.enum(['open', 'given', 'late', 'done']).default('open'),
});
/** A place without an organisation, or (state done) one that was somebody's task and has one now. */
export interface BlankSpot {
  readonly entryId: string;
  readonly name: string;
  readonly kind: string;
  readonly unit: { readonly id: string; readonly name: string };
  /** On the register since. */
  readonly since: string;
  readonly founded: string | null;
  readonly task: {
    readonly unitId: string;
    readonly unitName: string;
    readonly due: string;
    readonly note: string;
    readonly isLate: boolean;
  } | null;
}
export interface BlankSpots {
  readonly rows: readonly BlankSpot[];
  /** More than are shown. */
  readonly more: boolean;
  readonly mayGive: boolean;
}
export const giveBlanksBody = z.strictObject({
  entryIds: z.array(z.uuid('编号不对。')).min(1, '请至少选一个空白点。').max(200, '一次最多交办 200 个。'),
  /** Null: each to the unit that has it on its register. */
  toUnitId: unitId.nullable(),
  due: daySchema,
  note: z.string().trim().max(200, '交办的话最多 200 字。').default(''),
});

/** What stands on a unit's page beside its place in the tree. */
export const unitProfileQuery = z.object({ from: daySchema, to: daySchema });
export interface UnitProfile {
  readonly posts: readonly { readonly title: string; readonly people: number }[];
  readonly units: { readonly below: number; readonly departments: number };
  readonly figures: readonly {
    readonly measure: string;
    readonly label: string;
    readonly unitWord: string;
    readonly value: number | null;
    readonly lastYear: number | null;
    readonly hidden?: string;
  }[];
  /** Ledgers that this unit keeps, and how often it is expected to report them. */
  readonly ledgers: readonly {
    readonly key: string;
    readonly name: string;
    readonly group: string;
    readonly every: 'month' | 'quarter' | 'year' | null;
    /** From when: its own founding, where that is known. */
    readonly since: string | null;
    /** Last day with a line in it; null = none. */
    readonly last: string | null;
  }[];
  readonly reports: readonly { readonly key: string; readonly name: string }[];
}
