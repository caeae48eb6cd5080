import type { ShownTable } from '../../../../contracts/api-workbooks.ts';
import { download } from '../wire.ts';

/** Keeps a table that stands on the page as a workbook: safe cells, numbers as numbers, and a sheet that says what it is. */
export const saveShown = (table: ShownTable): Promise<void> =>
  download('/exports', {}, `${table.title}.xlsx`, table);

/** Whether a column of numbers has parts after the point. */
export const numberKind = (
  rows: readonly (readonly (string | number | null)[])[],
  column: number,
): 'whole' | 'number' =>
  rows.some((row) => {
    const cell = row[column];
    return typeof cell === 'number' && !Number.isInteger(cell);
  })
    ? 'number'
    : 'whole';
