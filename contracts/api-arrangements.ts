import { z } from 'zod';

/** A unit's own arrangement (本单位的写法) of a template. */
export const arrangementBody = z.strictObject({
  /** The version that was looked at, so that two people at once are told; 0 when there was none. */
  base: z.number().int().min(0),
  parts: z
    .array(
      z.strictObject({
        key: z.string().max(80),
        heading: z.string().trim().min(1, '标题不能空着。').max(120, '标题请在 120 字以内。').optional(),
        hidden: z.boolean().optional(),
      }),
    )
    .max(100),
  blocks: z.record(
    z.string().regex(/^[a-z][a-z0-9-]{0,80}$/),
    z.strictObject({
      text: z.string().trim().min(1, '句子不能空着;不要这一句,请用“不写这句”。').max(4_000).optional(),
      hidden: z.boolean().optional(),
    }),
  ),
});
export type ArrangementBody = z.infer<typeof arrangementBody>;
export const arrangementStepBody = z.strictObject({ base: z.number().int().min(0) });

export interface TemplateView {
  readonly kind: string;
  readonly name: string;
  /** 0 = the standard as it is. */
  readonly version: number;
  readonly changedBy: string | null;
  readonly changedAt: string | null;
  /** The standard's version under it, and the newest there is. */
  readonly standard: number;
  readonly newest: number;
  readonly parts: readonly {
    readonly key: string;
    readonly level: 1 | 2;
    readonly heading: string;
    readonly standardHeading: string;
    readonly hidden: boolean;
    readonly blocks: readonly {
      readonly key: string;
      readonly kind: 'sentence' | 'prose' | 'table';
      readonly text: string;
      readonly standardText: string;
      readonly hidden: boolean;
      readonly figures: readonly { readonly key: string; readonly label: string; readonly word: string }[];
    }[];
  }[];
  /** What the newest standard says otherwise than the one under the unit's own arrangement. */
  readonly offered: readonly string[];
  readonly may: readonly string[];
}
