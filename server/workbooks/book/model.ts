/** A sheet of a workbook as the house sees it: values, no styles, no formulas. */

/** A cell that holds no usable value, and why. */
export interface Faulty {
  /** error: #N/A and the like · uncounted: a formula without a value · spread: a number in cells merged over rows. */
  readonly fault: 'error' | 'uncounted' | 'spread';
  readonly text: string;
}
export type Cell = string | number | boolean | Date | null | Faulty;

/** Zero-based, both ends included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}
export interface Sheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: Cell[][];
  readonly merges: readonly Merge[];
}

export const isFaulty = (cell: Cell | undefined): cell is Faulty =>
  typeof cell === 'object' && cell !== null && !(cell instanceof Date);

export const isBlank = (cell: Cell | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && cell.trim() === '');
