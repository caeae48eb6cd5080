import { z } from 'zod';
import { levelSchema } from './ledger.ts';

/**
 * A report template (报告模板): parts, sentences with bound figures, conditions, tables, checks.
 * A bound figure cannot be typed over; a missing one stops the draft and is named.
 */
const key = z.string().regex(/^[a-z][a-z0-9-]*$/);

export const boundFigureSchema = z.strictObject({
  key,
  /** What it is, in words, for the list of missing figures: 双学双比培训班期数. */
  label: z.string(),
  measure: z.string(),
  /** Dimension → value; several dimensions are combined. */
  where: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
  /** 本级 / 下级 / 合计; default total. */
  scope: z.enum(['own', 'below', 'total']).optional(),
  /** Written unit word, same family as the measure's. Default: the measure's. '万元' and '亿元' scale. */
  unitWord: z.string().optional(),
  /**
   * Writing with 余/多/以上: the value is cut down to a whole `step` and the word follows; the counted value is kept.
   * `digits`: decimals shown (default 0; money 2 at most, trailing zeros dropped).
   */
  qualifier: z
    .strictObject({ kind: z.enum(['over', 'atLeast']), step: z.number(), word: z.enum(['余', '多', '以上']) })
    .optional(),
  digits: z.number().int().optional(),
  /** Which period: the report's, the same one a year before, or as of its last day (stocks always are). */
  period: z.enum(['this', 'last-year']).optional(),
});
export type BoundFigure = z.infer<typeof boundFigureSchema>;

export const sentenceSchema = z.strictObject({
  kind: z.literal('sentence'),
  key,
  /** Chinese text with {figure} for value + unit word, {figure.value} for the digits only, {unit} {unitShort} {year} {period} for names. */
  text: z.string(),
  figures: z.array(boundFigureSchema),
  /**
   * When nothing at all was reported for one of its figures: `stop` names it as missing; `omit` leaves the sentence out and
   * says so beside the report. Default stop.
   */
  ifNone: z.enum(['stop', 'omit']).optional(),
  /** When all its figures are a counted zero: `write` (default) or `omit`. */
  ifZero: z.enum(['write', 'omit']).optional(),
  /** Expression over the sentence's figures; false leaves it out. */
  when: z.string().optional(),
  checks: z
    .array(
      z.strictObject({
        key,
        /** Expression over figure keys of this sentence, true = in order: '${kept} + ${revoked} + ${moved} = ${reviewed}'. */
        test: z.string(),
        /** Optional expression for the size of the gap. */
        gap: z.string().optional(),
        /** `${gap}` and figure keys are filled in. */
        say: z.string(),
      }),
    )
    .optional(),
  /** Comparison with last year appended when last year was counted: figure key → text with {change} {last}. */
  compare: z.strictObject({ figure: key, up: z.string(), down: z.string(), same: z.string() }).optional(),
  source: z.string().optional(),
});
export type Sentence = z.infer<typeof sentenceSchema>;

export const proseSchema = z.strictObject({
  kind: z.literal('prose'),
  key,
  /** Suggested wording without figures; a person edits it. */
  text: z.string(),
  /**
   * Items kept one by one (存在问题, 下一步打算, what became of the last plan): where there are any, they stand here in
   * place of the wording, after the words of `lead`.
   */
  holds: z.strictObject({ of: z.enum(['problems', 'plan', 'last-plan']), lead: z.string() }).optional(),
});
export const tableSchema = z.strictObject({
  kind: z.literal('table'),
  key,
  caption: z.string(),
  /** Rows are measures; columns own / below / total / last year / change. */
  rows: z.array(boundFigureSchema),
  columns: z.array(z.enum(['own', 'below', 'total', 'last-year', 'change'])),
});

export const partSchema = z.strictObject({
  heading: z.string(),
  level: z.union([z.literal(1), z.literal(2)]),
  blocks: z.array(z.discriminatedUnion('kind', [sentenceSchema, proseSchema, tableSchema])),
});
export const reportTemplateSchema = z.strictObject({
  key,
  name: z.string(),
  version: z.number().int().positive(),
  /** annual: --year; half-year: --year --half; any: --from --to. */
  period: z.enum(['year', 'half-year', 'any']),
  levels: z.array(levelSchema),
  /** Title with {unit} {year} {period}. */
  title: z.string(),
  parts: z.array(partSchema),
  sources: z.array(z.string()),
});
export type ReportTemplate = z.infer<typeof reportTemplateSchema>;
