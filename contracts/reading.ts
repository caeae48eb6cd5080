import { z } from 'zod';

/**
 * A read report (报告体检) as it crosses the wire: figures, cross-checks, shared stretches. Positions are code points.
 * The words are explained in server/reading/model.ts, which must say the same (reading knows nobody, so it has its own).
 */
const place = z.int().nonnegative();
const valueSchema = z.union([z.number(), z.tuple([z.number(), z.number()])]);

export const figureSchema = z.strictObject({
  start: place,
  end: place,
  raw: z.string(),
  value: valueSchema,
  unit: z.string(),
  qualifier: z.enum(['over', 'atLeast', 'atMost', 'lessThan', 'nearly', 'approx', 'range']).nullable(),
  kind: z.enum(['count', 'amount', 'rate', 'rank', 'ordinal']),
  role: z.enum(['level', 'delta']),
  status: z.enum(['actual', 'plan', 'norm']),
  subject: z.string(),
  period: z.string().nullable(),
  sentence: z.strictObject({ start: place, end: place }),
});
export type ReadFigure = z.infer<typeof figureSchema>;

export const checkSchema = z.strictObject({
  start: place,
  end: place,
  type: z.enum([
    'sum',
    'ratio',
    'delta',
    'average',
    'product',
    'enumeration',
    'subset',
    'consistency',
    'bound',
    'monotonic',
    'all',
    'feasibility',
  ]),
  quote: z.string(),
  figures: z.array(z.strictObject({ start: place, value: valueSchema, label: z.string() })),
  holds: z.union([z.boolean(), z.literal('cannot-tell')]),
  grade: z.enum(['break', 'slip', 'ask']).nullable(),
  gap: z.number().nullable(),
  computed: z.string(),
  message: z.string(),
});
export type ReadCheck = z.infer<typeof checkSchema>;

export const stretchSchema = z.strictObject({
  start: place,
  end: place,
  otherStart: place,
  otherEnd: place,
  changed: z.array(z.strictObject({ from: z.string(), to: z.string() })).optional(),
});
export type ReadStretch = z.infer<typeof stretchSchema>;
