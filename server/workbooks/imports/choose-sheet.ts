import type { Ledger } from '../../../contracts/ledger.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { OpenBook } from '../book/open-book.ts';
import { type Recognised, recogniseColumns } from '../lines/columns.ts';
import { DAY } from '../lines/labels.ts';
import { type KnownTable, knownTable } from '../template/known-table.ts';

export interface Chosen extends Recognised {
  readonly sheet: number;
  readonly rowCount: number;
  readonly known: KnownTable | null;
}

/**
 * The sheet of a file whose head fits the ledger best. Throws workbook.other-ledger, workbook.no-head, workbook.no-day.
 * `olderOf` fetches the definition by which a template was made, when that was not today's version.
 */
export async function chooseSheet(
  book: Pick<OpenBook, 'sheets'>,
  ledger: Ledger,
  olderOf: (version: number) => Promise<Ledger | null>,
): Promise<Chosen> {
  const known = knownTable(book.sheets);
  if (known && known.ledger !== ledger.key)
    throw new AppError('workbook.other-ledger', { given: known.name, wanted: ledger.name });
  const older = known && known.version !== ledger.version ? await olderOf(known.version) : null;
  const found = book.sheets.flatMap((sheet, i) => {
    if (sheet.hidden) return [];
    const recognised = recogniseColumns(sheet.head, ledger, older);
    return recognised ? [{ ...recognised, sheet: i, rowCount: sheet.rowCount, known, name: sheet.name }] : [];
  });
  const best = found.toSorted((a, b) => b.columns.length - a.columns.length)[0];
  if (!best) throw new AppError('workbook.no-head', { ledger: ledger.name, day: ledger.dayLabel });
  if (!best.columns.some((c) => c.key === DAY))
    throw new AppError('workbook.no-day', { day: ledger.dayLabel });
  const others = found.filter((f) => f !== best && f.rowCount > f.headRow + 1);
  const left =
    others.length === 0
      ? []
      : [
          {
            level: 'warn' as const,
            text: `文件里还有像表的工作表:${others.map((o) => `「${o.name}」`).join('')},这次只读了「${best.name}」。`,
          },
        ];
  return { ...best, notes: [...best.notes, ...left] };
}
