import { z } from 'zod';
import {
  closeUnitBody,
  createUnitBody,
  mergeUnitBody,
  moveUnitBody,
  renameUnitBody,
  splitUnitBody,
} from './api-requests.ts';

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
