import { z } from 'zod';

/**
 * What a person writes by hand into a report (手写位置): it lies in slots, apart from the figures that the house counts. A
 * figure inside hand-written text is a binding, never digits.
 */

export const handFigureSchema = z.strictObject({
  measure: z.string().min(1).max(80),
  /** What it is, in words; stands where the figure is missing. */
  label: z.string().trim().min(1).max(80),
  where: z.record(z.string().max(60), z.string().max(120)).optional(),
  scope: z.enum(['own', 'below', 'total']).optional(),
  period: z.enum(['this', 'last-year']).optional(),
});
export type HandFigure = z.infer<typeof handFigureSchema>;

/** `{f1}` in the text stands for the figure of that key; braces around anything else are plain text. */
export const handTextSchema = z.strictObject({
  text: z.string().max(20_000, '一段请在两万字以内。'),
  figures: z.record(z.string().regex(/^f\d{1,3}$/), handFigureSchema),
  /** Goes on in the paragraph of the sentence before it. */
  joins: z.boolean().optional(),
});
export type HandText = z.infer<typeof handTextSchema>;

export const paperItemSchema = z.strictObject({
  text: z.string().max(1_000, '一条请在一千字以内。'),
  order: z.number().min(-1e9).max(1e9),
});
export type PaperItem = z.infer<typeof paperItemSchema>;

export const LAST_MARKS = { done: '已完成', 'not-done': '未完成', carried: '继续做' } as const;
export const lastMarkSchema = z.strictObject({
  mark: z.enum(['done', 'not-done', 'carried']),
  note: z.string().max(500, '说明请在 500 字以内。'),
});
export type LastMark = z.infer<typeof lastMarkSchema>;

/** before/<first block of a part> · after/<block> · prose/<block> hold text; the rest holds items, marks and reasons. */
export const slotChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('hand'),
    slot: z.string().regex(/^(before|after|prose)\/[a-z][a-z0-9-]{0,80}$/, '这个位置不能写。'),
    value: handTextSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('item'),
    slot: z.string().regex(/^(problems|plan)\/[a-z0-9-]{8,40}$/, '这一条的编号不对。'),
    value: paperItemSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('last'),
    slot: z.string().regex(/^last\/[a-z0-9-]{8,40}$/, '这一条的编号不对。'),
    value: lastMarkSchema.nullable(),
  }),
  z.strictObject({
    kind: z.literal('why'),
    slot: z.string().regex(/^why\/[a-z0-9-]{1,80}$/, '这条说明的编号不对。'),
    value: z.string().max(500, '说明请在 500 字以内。').nullable(),
  }),
]);
export type SlotChange = z.infer<typeof slotChangeSchema>;
export type SlotValue = NonNullable<SlotChange['value']>;

/** What lies in one slot; null when it was taken away (kept, so that two people at once are told). */
export interface Slot {
  readonly value: SlotValue | null;
  /** Revision of the paper in which it changed last. */
  readonly rev: number;
  readonly by: string;
  readonly at: string;
}
export type Slots = Readonly<Record<string, Slot>>;
