/** What may be exported: any table, row by row. */
export type TableCell = string | number | boolean | null;

export interface TableColumn {
  readonly header: string;
  /** day: 'YYYY-MM-DD' becomes a date of Excel's; number and money stay numbers. */
  readonly kind: 'text' | 'longtext' | 'whole' | 'number' | 'day';
  /** Names and what else tells who somebody is: left out for those who may not see persons. */
  readonly personal?: boolean;
}

export interface TableExport {
  readonly title: string;
  readonly columns: readonly TableColumn[];
  /** In the order of `columns`; personal ones are in it and are left out here. */
  readonly rows: AsyncIterable<readonly TableCell[]>;
  /** What the second sheet says beside title, count and time: 组织, 时段, 筛选, 导出人 … */
  readonly about: readonly (readonly [string, string])[];
  readonly at: Date;
  /** May she who exports see persons? */
  readonly persons: boolean;
  readonly onRows?: (rows: number) => void;
}

/** Excel ends at 1,048,576. */
export const MOST_ROWS = 1_000_000;
