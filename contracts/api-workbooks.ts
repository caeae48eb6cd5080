import { z } from 'zod';

/** Excel in and out: what crosses the wire. A file itself travels as the bare body of PUT /api/imports. */

const id = z.uuid('编号不对。');
const requestKey = z.string().min(8).max(80);

export const templateQuery = z.object({ unit: id.optional() });
export const importQuery = z.object({
  ledger: z.string(),
  /** Whose lines they are where a row does not say. */
  unit: id.optional(),
  name: z.string().max(200).default(''),
  /** Made once per chosen file, so that a double click is one import. */
  key: requestKey,
});
export const importsQuery = z.object({
  ledger: z.string().optional(),
  after: id.optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const importRowsQuery = z.object({
  only: z.enum(['all', 'bad', 'good', 'known']).default('all'),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
const texts = z.record(z.string().max(80), z.string().max(10_000));
export const fixRowBody = z.strictObject({ texts });
export const saveImportBody = z.strictObject({
  /** all: one row that cannot be saved stops everything · good: what is in order is saved. */
  mode: z.enum(['all', 'good']),
});
export const undoImportBody = z.strictObject({
  reason: z.string().trim().min(1, '请写一句撤销的原因。').max(500),
  /** What becomes of lines that somebody corrected since. */
  corrected: z.enum(['keep', 'withdraw']).default('keep'),
});
export const GRID_ROWS = 2_000;
const gridRows = z
  .array(z.strictObject({ n: z.number().int().min(1).max(1_000_000), texts }))
  .min(1)
  .max(GRID_ROWS);
export const checkRowsBody = z.strictObject({ unitId: id.nullable(), rows: gridRows });
export const saveRowsBody = checkRowsBody.extend({ requestKey });

export const exportQuery = z.object({
  unit: id.optional(),
  from: z.string().max(10).optional(),
  to: z.string().max(10).optional(),
  q: z.string().max(100).optional(),
  where: z.string().max(500).optional(),
  sort: z.enum(['day', 'value']).default('day'),
  state: z.enum(['valid', 'withdrawn', 'all']).default('valid'),
  format: z.enum(['xlsx', 'csv']).default('xlsx'),
  /** Made by the page, to ask how far it is. */
  ticket: z.string().min(8).max(80).optional(),
});

/** A table that a page shows, as it shows it: figures by unit, a roster. */
export const exportShownBody = z.strictObject({
  /** What kind of table it is, for the record: 'figures'. */
  what: z.string().regex(/^[a-z-]{1,40}$/),
  title: z.string().trim().min(1).max(160),
  about: z.array(z.tuple([z.string().max(40), z.string().max(2_000)])).max(20),
  columns: z
    .array(z.strictObject({ header: z.string().max(120), kind: z.enum(['text', 'whole', 'number', 'day']) }))
    .min(1)
    .max(80),
  rows: z.array(z.array(z.union([z.string().max(4_000), z.number(), z.null()])).max(80)).max(5_000),
});
export type ShownTable = z.input<typeof exportShownBody>;

export type ImportState =
  | 'checking'
  | 'ready'
  | 'saving'
  | 'saved'
  | 'undoing'
  | 'undone'
  | 'dropped'
  | 'failed';
export type ImportRowState = 'good' | 'bad' | 'known';

export interface ImportView {
  readonly id: string;
  readonly ledger: string;
  readonly ledgerName: string;
  readonly unitName: string;
  /** file: a workbook · grid: typed or pasted on the page. */
  readonly source: 'file' | 'grid';
  readonly fileName: string;
  readonly state: ImportState;
  readonly at: string;
  readonly endedAt: string | null;
  readonly by: string;
  /** Rows that are lines; of them good, bad and known already are counted when they were checked. */
  readonly total: number;
  readonly good: number;
  readonly bad: number;
  readonly known: number;
  /** How far the work under way is, of `total`. */
  readonly done: number;
  readonly saved: number;
  readonly withdrawn: number;
  /** Lines that an undo left standing, since they were corrected or are no longer hers. */
  readonly kept: number;
  readonly reason: string | null;
  readonly columns: readonly { readonly key: string; readonly header: string }[];
  readonly notes: readonly { readonly level: 'info' | 'warn'; readonly text: string }[];
  /** Why it stopped. */
  readonly problem: string | null;
  /** 'fix' 'save' 'undo' 'drop' */
  readonly may: readonly string[];
}
export interface ImportPage extends ImportView {
  /** Lines of this import that were corrected since, the first fifty. */
  readonly corrected: readonly { readonly id: string; readonly title: string; readonly day: string }[];
  readonly correctedTotal: number;
}
export interface ImportList {
  readonly rows: readonly ImportView[];
  readonly next: string | null;
}
export interface RowProblem {
  /** 'unit', 'day', 'explanation' or 'data.<field>'. */
  readonly field: string;
  /** 第 12 行「参加人数」:… */
  readonly message: string;
  readonly level?: 'hard' | 'soft' | undefined;
}
export interface ImportRow {
  readonly n: number;
  readonly state: ImportRowState;
  readonly texts: Readonly<Record<string, string>>;
  readonly problems: readonly RowProblem[];
}
export interface ImportRows {
  readonly rows: readonly ImportRow[];
  /** The number to go on after; null at the end. */
  readonly next: number | null;
}
export interface CheckedRows {
  readonly rows: readonly {
    readonly n: number;
    readonly state: ImportRowState;
    readonly problems: readonly RowProblem[];
  }[];
}
export interface SavedRows {
  /** Null when no row was in order. */
  readonly import: ImportView | null;
  /** Rows that were not saved, and why; a known one stands in the ledger already. */
  readonly left: CheckedRows['rows'];
}
export interface ExportProgress {
  readonly rows: number;
  readonly done: boolean;
}
