import type { BookKind } from './inspect.ts';
import type { Cell } from './model.ts';

/** What the house and a book's thread say to each other. */
export interface BookTask {
  readonly bytes: Uint8Array;
  readonly kind: BookKind;
}
export interface SheetHead {
  readonly name: string;
  readonly hidden: boolean;
  readonly rowCount: number;
  /** Its first rows, where the head stands. */
  readonly head: readonly (readonly Cell[])[];
}
export interface RowsAsk {
  readonly sheet: number;
  readonly from: number;
  readonly to: number;
}
export type BookTold =
  | { readonly kind: 'book'; readonly sheets: readonly SheetHead[] }
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Cell[])[] }
  | { readonly kind: 'refused'; readonly code: string; readonly details: Record<string, string | number> };
