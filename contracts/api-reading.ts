import { z } from 'zod';
import { figureQuery, reportQuery } from './api-requests.ts';
import type { ReadCheck, ReadFigure } from './reading.ts';

/** 报告体检 as it crosses the wire: what a page asks and what it is told. Positions are code points of the text as sent. */
const day = figureQuery.shape.from;
const id = figureQuery.shape.unit;

/** Characters that are read at once: thousands of pages. */
export const LONGEST_TEXT = 2_000_000;
/** Bytes of a file that may be opened. */
export const LARGEST_FILE = 20_000_000;

const text = z
  .string()
  .refine((t) => t.trim() !== '', '还没有文字。请贴进来,或打开一个文件。')
  .max(LONGEST_TEXT, '一次最多读 200 万字,请分成几份。');
const title = z.string().trim().max(200, '题目最多 200 字。');

export const readingBody = z
  .strictObject({
    text,
    unit: id,
    from: day,
    to: day,
    title: title.default(''),
    /** What it was made from: 'report/annual/2013-01-01/2013-12-31'. Its own earlier versions are no copies. */
    source: z.string().max(100).nullable().default(null),
  })
  .refine((b) => b.from <= b.to, { path: ['to'], message: '结束日期早于开始日期,请核对。' });
export const openFileQuery = z.object({
  name: z.string().min(1, '文件没有名字。').max(255, '文件名太长,请改短一点。'),
});
export const reportTextQuery = reportQuery;

export const keepTextBody = z.strictObject({
  title: title.min(1, '请写一个题目,以后好认。'),
  text,
});
export const keptTextsQuery = z.object({
  q: z.string().max(100).optional(),
  /** Cursor: moment~id. */
  after: z
    .string()
    .regex(
      /^20\d\d-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z~[0-9a-f-]{36}$/,
      '翻页的位置读不懂,请从第一页重新打开。',
    )
    .optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const value = z.string().max(60);
export const teachBody = z.strictObject({
  /** The words of the text, as the reading gives them. */
  subject: z.string().trim().min(1, '这个数前后没有说明它是什么的词,没法记住。').max(100, '这段说法太长。'),
  unitWord: z.string().max(20),
  /** null: no ledger counts this. */
  measure: z.string().max(100).nullable(),
  where: z.record(value, value).default({}),
});

export const openingDraftsBody = z.strictObject({
  unit: id,
  title: title.default(''),
  figures: z
    .array(
      z.strictObject({
        /** Place in the text, for 第N字. */
        start: z.int().nonnegative(),
        raw: z.string().max(60),
        value: z.number().nonnegative(),
        /** False: 余, 近, a range … the text does not say it exactly. */
        exact: z.boolean(),
        sentence: z.string().max(400),
        measure: z.string().max(100),
        where: z.record(value, z.union([value, z.array(value).max(50)])),
        from: day,
        to: day,
      }),
    )
    .min(1, '还没有选数。')
    .max(200, '一次最多转 200 个数。'),
});

/** Dimension → value, or several of which any counts. */
export type Splits = Readonly<Record<string, string | readonly string[]>>;

/** A figure beside what the ledgers count (与台账核对). */
export interface LedgerFindingView {
  /** Place of the figure in the list of figures. */
  readonly figure: number;
  readonly measure: string;
  readonly label: string;
  readonly unitWord: string;
  readonly where: Splits;
  readonly from: string;
  readonly to: string;
  readonly counted: number | null;
  /** Counted minus stated. */
  readonly difference: number | null;
  readonly verdict: 'same' | 'fits' | 'differs' | 'not-counted';
  readonly match: 'taught' | 'sure' | 'likely';
  readonly others: readonly MeaningView[];
}
export interface MeaningView {
  readonly measure: string;
  readonly label: string;
  readonly where: Splits;
}

/** A difference inside a shared stretch, marked in both texts. */
export interface ChangedWords {
  readonly kind: 'year' | 'figure' | 'name' | 'words';
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
}
export interface SharedStretch {
  readonly start: number;
  readonly end: number;
  readonly otherStart: number;
  readonly otherEnd: number;
  readonly changed: readonly ChangedWords[];
  /** The stretch as the other text has it. */
  readonly otherText: string;
}
/** A kept text that shares passages with this one (雷同). */
export interface SamenessView {
  readonly with: KeptTextView;
  /** 0…1 of this text. */
  readonly share: number;
  /** Word for word the same text: it is this one, kept before. */
  readonly identical: boolean;
  readonly stretches: readonly SharedStretch[];
  /** Stretches that are not listed here. */
  readonly more: number;
}
export interface WithinView {
  readonly share: number;
  readonly stretches: readonly SharedStretch[];
  readonly copies: readonly (readonly {
    readonly start: number;
    readonly end: number;
    readonly title: string;
  }[])[];
}

export interface ReadingView {
  readonly chars: number;
  readonly figures: readonly ReadFigure[];
  readonly checks: readonly ReadCheck[];
  readonly ledgers: readonly LedgerFindingView[];
  readonly within: WithinView;
  readonly sameness: readonly SamenessView[];
  /** Kept texts in her scope with which it was compared. */
  readonly keptTexts: number;
  /** 'teach' 'keep' 'open-lines' */
  readonly may: readonly string[];
}
/** A reading that has begun; long ones are asked for again by their id. */
export interface ReadingState {
  readonly id: string;
  readonly title: string;
  readonly step: number;
  readonly steps: number;
  /** 正在找数字 … */
  readonly doing: string;
  readonly reading: ReadingView | null;
  /** Why it ended without a reading. */
  readonly problem: string | null;
}

export interface OpenedFile {
  readonly title: string;
  readonly text: string;
}
export interface ReportText extends OpenedFile {
  readonly source: string;
  readonly unit: string;
  readonly from: string;
  readonly to: string;
}

export interface KeptTextView {
  readonly id: string;
  readonly title: string;
  readonly unitName: string;
  readonly chars: number;
  readonly at: string;
  /** Kept when a report was made final. */
  readonly isReport: boolean;
  readonly mayRemove: boolean;
}
export interface KeptTextList {
  readonly rows: readonly KeptTextView[];
  readonly next: string | null;
}
export interface TaughtView {
  readonly id: string;
  readonly subject: string;
  readonly unitWord: string;
  /** null: no ledger counts this. */
  readonly measure: string | null;
  readonly label: string | null;
  readonly unitName: string;
  readonly at: string;
  readonly mayForget: boolean;
}

/** A draft opening line (期初草稿): nothing is saved until a person has looked at it and pressed 保存. */
export interface OpeningDraft {
  readonly ledger: string;
  readonly ledgerName: string;
  readonly unitId: string;
  readonly day: string;
  readonly until: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly opening: 'covers' | 'rest';
  readonly explanation: string;
  /** What stands in it, in words: 培训班期数 72 期. */
  readonly holds: readonly string[];
  readonly notes: readonly string[];
}
export interface OpeningDrafts {
  readonly drafts: readonly OpeningDraft[];
  readonly refused: readonly { readonly start: number; readonly raw: string; readonly message: string }[];
}
