import { z } from 'zod';

/**
 * A ledger (台账) definition: pure data, published as an immutable version.
 * Source of the ledgers: REQUIREMENTS table (c).
 */

/** What names a thing within a definition: a field, a flow, a step. */
export const keySchema = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
const measureKey = z.string().regex(/^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/);

/** Administrative levels, nation to village (全国 省 市 县 乡 村). */
export const LEVELS = ['nation', 'province', 'city', 'county', 'township', 'village'] as const;
export const levelSchema = z.enum(LEVELS);
export type Level = z.infer<typeof levelSchema>;

/** Kinds of unit (组织): the federation tree and what hangs on it. */
export const UNIT_KINDS = [
  'federation', // 妇联
  'department', // 部室
  'group', // 机关、事业单位妇委会,新经济新社会组织妇女组织
  'member', // 妇儿工委成员单位
  'venue', // 阵地
] as const;
export const unitKindSchema = z.enum(UNIT_KINDS);
export type UnitKind = z.infer<typeof unitKindSchema>;

export const FIELD_TYPES = [
  'text', // 一行字
  'longtext', // 一段话
  'date',
  'integer',
  'decimal',
  'money', // 元, two decimals
  'choice', // one of options (open: any other text too)
  'choices', // several of options
  'yesno',
  'person', // a person's name; personal data, counted by a blind key
] as const;

export const fieldSchema = z.strictObject({
  key: keySchema,
  label: z.string(),
  type: z.enum(FIELD_TYPES),
  /** 单位词 shown at the field: 人, 期, 元 … */
  unitWord: z.string().optional(),
  required: z.boolean().optional(),
  /** Values offered. With open, other text is allowed: other places have other kinds. */
  options: z.array(z.string()).optional(),
  open: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  maxLength: z.number().int().optional(),
  help: z.string().optional(),
  /** Found by full-text search. */
  search: z.boolean().optional(),
  /** Two fields that identify one person together (e.g. name + birth date) carry the same personKey. */
  personKey: z.string().optional(),
});
export type Field = z.infer<typeof fieldSchema>;

const measureBase = {
  key: measureKey,
  label: z.string(),
  unitWord: z.string(),
  /** How it is counted, one plain Chinese sentence that a reader of the figure sees. */
  rule: z.string(),
  /** Expression; lines for which it is not true do not count. */
  when: z.string().optional(),
};
export const measureSchema = z.discriminatedUnion('kind', [
  /** Sum over time. `value` is an expression over the line's fields ('1' counts lines). */
  z.strictObject({ ...measureBase, kind: z.literal('flow'), value: z.string() }),
  /**
   * Latest as of a day. `mode: reading`: each line states the whole (situation sheet): the unit's latest line counts.
   * `mode: delta`: each line adds from its day (or `from` field) until the `until` field's date: registers, titles, posts.
   */
  z.strictObject({
    ...measureBase,
    kind: z.literal('stock'),
    mode: z.enum(['reading', 'delta']),
    value: z.string(),
    from: z.string().optional(),
    until: z.string().optional(),
  }),
  /** Highest or lowest single value. */
  z.strictObject({
    ...measureBase,
    kind: z.literal('extreme'),
    pick: z.enum(['max', 'min']),
    value: z.string(),
  }),
  /** Persons told apart (人, not 人次): `person` names the field that holds the person. */
  z.strictObject({ ...measureBase, kind: z.literal('distinct'), person: z.string() }),
  /** numerator / denominator, both kept; shown in unitWord (% → ×100). Both are measures, of this or another ledger. */
  z.strictObject({
    ...measureBase,
    kind: z.literal('ratio'),
    numerator: measureKey,
    denominator: measureKey,
    /** Extra filters on either side: dimension → value. */
    numeratorWhere: z.record(z.string(), z.string()).optional(),
    denominatorWhere: z.record(z.string(), z.string()).optional(),
  }),
]);
export type Measure = z.infer<typeof measureSchema>;

export const dimensionSchema = z.strictObject({
  key: keySchema,
  label: z.string(),
  /** An expression: usually '${kind}'. An empty value counts under 未填. A list counts under each of its values. */
  value: z.string(),
});
export type Dimension = z.infer<typeof dimensionSchema>;

export const checkSchema = z.strictObject({
  key: keySchema,
  /** hard stops; soft asks for an explanation in words (说明). */
  level: z.enum(['hard', 'soft']),
  /** True = in order. Null (a value is missing) = cannot be judged, passes. `today` and `day` are in scope. */
  test: z.string(),
  /** Said when it fails; `${field}` is filled in. */
  say: z.string(),
  field: keySchema,
});
export type Check = z.infer<typeof checkSchema>;

export const ledgerSchema = z.strictObject({
  key: keySchema,
  /** Number in REQUIREMENTS table (c): 'L14'. */
  number: z.string(),
  name: z.string(),
  version: z.number().int().positive(),
  /** What a line is, said as an invitation on the empty page: 每办一期培训班,记一行。 */
  about: z.string(),
  /** What the line's day is called: 举办日期. Field keys must not be `day`. */
  dayLabel: z.string(),
  /** How a line is titled in lists: text with ${field}. */
  title: z.string(),
  group: z.enum([
    '基本情况',
    '组织队伍',
    '权益',
    '培训活动',
    '就业发展',
    '关爱救助',
    '家庭儿童',
    '评选荣誉',
    '阵地项目',
    '宣传研究',
  ]),
  /** Who keeps it. */
  levels: z.array(levelSchema),
  kinds: z.array(unitKindSchema),
  /** Units expected to report each period (or state 本月无). */
  expects: z
    .strictObject({ levels: z.array(levelSchema), every: z.enum(['month', 'quarter', 'year']) })
    .nullable(),
  /** case: drilling down ends at counts for those who do not handle it; person: names seen only inside the unit's own subtree with the right. */
  privacy: z.enum(['open', 'person', 'case']),
  /** Lines for which `when` is true are unfinished work: a unit that has some cannot be closed. `say`: 件来信来访没有办结. */
  unfinished: z.strictObject({ when: z.string(), say: z.string() }).optional(),
  fields: z.array(fieldSchema),
  dimensions: z.array(dimensionSchema),
  measures: z.array(measureSchema),
  checks: z.array(checkSchema),
  /** R-rows and source clauses: 'R-60 · 001-K「…」'. */
  sources: z.array(z.string()),
  changes: z.string().optional(),
});
export type Ledger = z.infer<typeof ledgerSchema>;

/** Families of unit words (DESIGN §5): a template may choose a word inside a family only. */
export const UNIT_WORD_FAMILIES: readonly (readonly string[])[] = [
  ['人', '名', '位'],
  ['人次'],
  ['期', '场', '次', '场(次)', '场次', '期次'],
  ['户', '家', '个家庭'],
  ['个', '家', '所', '处', '支', '座', '条'],
  ['件', '起', '宗', '例'],
  ['篇', '份', '件作品'],
  ['份', '册', '本', '张'],
  ['元', '万元', '亿元'],
  ['株', '棵'],
  ['对'],
  ['%', '‰'],
  ['种'],
  ['亩'],
  ['小时'],
  ['天', '日'],
  ['岁'],
];

/** True when a figure counted in `counted` may be written with `written` (same family). */
export function sameFamily(counted: string, written: string): boolean {
  return counted === written || UNIT_WORD_FAMILIES.some((f) => f.includes(counted) && f.includes(written));
}
