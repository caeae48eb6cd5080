import { decodeText } from './decode-text.ts';
import { readSeparated, readSheets } from './hucre.ts';
import { assertHarmless, type BookKind } from './inspect.ts';
import { MOST } from './limits.ts';
import { type Cell, isBlank, type Sheet } from './model.ts';
import { refuse } from './unreadable.ts';

/** Room for titles above the head. */
const ROWS = MOST.lines + 30;

/** Reads a whole file into sheets; runs in the thread. Throws a refusal. */
export async function readBook(bytes: Uint8Array, kind: BookKind): Promise<Sheet[]> {
  const sheets = kind === 'csv' ? [textSheet(bytes)] : await bookSheets(bytes);
  for (const sheet of sheets) {
    trim(sheet.rows);
    if (sheet.rows.length >= ROWS) throw refuse('workbook.too-many-rows', { most: MOST.lines });
    spread(sheet);
  }
  if (!sheets.some((s) => !s.hidden && s.rows.length > 0)) throw refuse('workbook.empty');
  return sheets;
}

async function bookSheets(bytes: Uint8Array): Promise<Sheet[]> {
  assertHarmless(bytes);
  try {
    return (await readSheets(bytes, { rows: ROWS, columns: MOST.columns })).slice(0, MOST.sheets);
  } catch {
    throw refuse('workbook.broken');
  }
}

function textSheet(bytes: Uint8Array): Sheet {
  const rows: Cell[][] = readSeparated(decodeText(bytes).replace(/^\ufeff/, '')).map((row) =>
    row.slice(0, MOST.columns),
  );
  return { name: '', hidden: false, rows, merges: [] };
}

/** Formatted but empty rows at the end are no rows. */
function trim(rows: Cell[][]): void {
  while (rows.at(-1)?.every(isBlank)) rows.pop();
}

/**
 * A value in cells merged over several rows stands for each of them; whether it may (a place, a day) or may not (a number,
 * which would count several times) is decided where the field is known.
 */
function spread(sheet: Sheet): void {
  for (const { top, left, bottom } of sheet.merges) {
    const cell = sheet.rows[top]?.[left];
    if (bottom <= top || isBlank(cell) || cell === undefined || cell === null) continue;
    const text =
      cell instanceof Date
        ? cell.toISOString().slice(0, 10)
        : typeof cell === 'object'
          ? cell.text
          : String(cell);
    for (let row = top; row <= Math.min(bottom, sheet.rows.length - 1); row += 1) {
      const line = sheet.rows[row];
      if (line) line[left] = { fault: 'spread', text };
    }
  }
}
