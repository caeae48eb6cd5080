/** What one file may be and cost. A county's year has some thousand lines; ten times that is fifty thousand. */
export const MOST = {
  fileBytes: 20_000_000,
  lines: 50_000,
  columns: 200,
  sheets: 20,
  /** Unfolded XML of all parts together. */
  unfoldedBytes: 250_000_000,
  /** How much more than its packed size a file may unfold to; tables of one repeated word reach 60. */
  ratio: 200,
  parts: 2_000,
  heapMb: 1_024,
  seconds: 60,
} as const;
