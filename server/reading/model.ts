/**
 * What a reading of a report consists of. Positions count Unicode code points in the text as given (not UTF-16 units);
 * `end` is exclusive. The same shapes cross the wire as contracts/reading.ts; a test holds the two together, since this
 * room knows nobody, not even contracts.
 */

/** How exactly the number is meant: over 余、多 · atLeast 以上 · atMost 以下、以内 · lessThan 不足 · nearly 近 · approx 约、左右 · range 至. */
export type Qualifier = 'over' | 'atLeast' | 'atMost' | 'lessThan' | 'nearly' | 'approx' | 'range';
/** count 个、人 · amount money, area, weight, time, age · rate %, ‰, 倍 · rank 第3位 · ordinal 第几. */
export type FigureKind = 'count' | 'amount' | 'rate' | 'rank' | 'ordinal';

export type Span = { start: number; end: number };

/** One countable fact (数字). */
export type Figure = Span & {
  /** The number as written, exactly the code points start…end: `8888万`, `百分之百`, `两百`. */
  raw: string;
  /** 万 and 亿 resolved; rates in their unit (`%`: 95); a range or 十几 as [lowest, highest]. */
  value: number | [number, number];
  /** The unit word as written, without 万 and 亿: 人次, 元, %, 个百分点; empty when the text gives none. */
  unit: string;
  qualifier: Qualifier | null;
  kind: FigureKind;
  /** delta: the figure is a change (增长、比上年增加), not a state. */
  role: 'level' | 'delta';
  /** plan: aimed at (力争、计划) · norm: demanded by a rule (不少于、应当). */
  status: 'actual' | 'plan' | 'norm';
  /** What is counted, in the words of the text. */
  subject: string;
  /** The nearest stated time, in the words of the text: 2013年, 今年, 上半年. */
  period: string | null;
  sentence: Span;
};

/** What kind of arithmetic a check looks at. */
export type CheckType =
  | 'sum'
  | 'ratio'
  | 'delta'
  | 'average'
  | 'product'
  | 'enumeration'
  | 'subset'
  | 'consistency'
  | 'bound'
  | 'monotonic'
  | 'all'
  | 'feasibility';

/** One piece of arithmetic that the text states or implies (勾稽), judged. */
export type Check = Span & {
  type: CheckType;
  quote: string;
  figures: { start: number; value: number | [number, number]; label: string }[];
  holds: boolean | 'cannot-tell';
  /** For what does not hold: break cannot be · slip last digit, cut instead of rounded · ask a person should look. */
  grade: null | 'break' | 'slip' | 'ask';
  /** How far off, in the unit of the claimed figure; null when it holds or cannot be told. */
  gap: number | null;
  computed: string;
  /** A Chinese sentence for the reader: what, where, what was expected. */
  message: string;
};

/** A stretch that two texts share (雷同段), with its place in both. */
export type Stretch = Span & {
  otherStart: number;
  otherEnd: number;
  /** What differs inside: replaced years, names, figures. */
  changed?: { from: string; to: string }[];
};
