import { parseCsv } from 'hucre/csv';
import { readXlsx, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { Cell, Merge, Sheet } from './model.ts';

/**
 * The one file that knows the workbook library (docs/decisions/0018): whoever wants another changes this file.
 * It reads values only: a formula gives what Excel last counted, nothing is evaluated, no link is followed.
 */
export async function readSheets(
  bytes: Uint8Array,
  most: { rows: number; columns: number },
): Promise<Sheet[]> {
  const range = `A1:${columnName(most.columns - 1)}${most.rows + 1}`;
  const book = await readXlsx(bytes, { range });
  return book.sheets.map((sheet) => {
    const rows: Cell[][] = sheet.rows;
    for (const [place, cell] of sheet.cells ?? []) {
      const [row = 0, column = 0] = place.split(',').map(Number);
      const line = rows[row];
      if (!line) continue;
      if (cell.type === 'error') line[column] = { fault: 'error', text: String(cell.value ?? '') };
      else if (cell.formula !== undefined && (cell.formulaResult ?? cell.value ?? null) === null)
        line[column] = { fault: 'uncounted', text: '' };
    }
    return {
      name: sheet.name,
      hidden: sheet.hidden === true || sheet.veryHidden === true,
      rows,
      merges: (sheet.merges ?? []).map(
        (m): Merge => ({ top: m.startRow, left: m.startCol, bottom: m.endRow, right: m.endCol }),
      ),
    };
  });
}

/** Rows of a text file; commas, semicolons and tabs are told apart by themselves. All cells are text. */
export function readSeparated(text: string): string[][] {
  return parseCsv(text, { skipEmptyRows: false }).map((row) => row.map((cell) => String(cell ?? '')));
}

export type BookSheet = WriteSheet;

/** A small workbook in one piece. Text stays text: nothing given here becomes a formula. */
export async function writeBook(
  sheets: readonly BookSheet[],
  about: { title: string; at: Date },
): Promise<Uint8Array> {
  return await writeXlsx({
    sheets: [...sheets],
    properties: { title: about.title, creator: '半边天', created: about.at, modified: about.at },
    defaultFont: { name: '宋体', size: 11 },
    // Text stands in its own cell, so that parts of a workbook can be used alone (export/pour.ts).
    stringMode: 'inline',
  });
}

/** 0 → 'A', 27 → 'AB'. */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : `${columnName(Math.floor(index / 26) - 1)}${last}`;
}
