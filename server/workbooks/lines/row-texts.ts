import type { Ledger } from '../../../contracts/ledger.ts';
import type { FieldProblem } from '../../platform/errors/index.ts';
import { cellText } from '../book/cell-text.ts';
import { type Cell, isBlank } from '../book/model.ts';
import type { Column } from './columns.ts';
import { DAY, EXAMPLE_MARK, MARK } from './labels.ts';
import type { Texts } from './read-line.ts';
import { times } from './read-value.ts';

/** What a row of a file is: nothing, the example, a sum, or a line with what its cells say. */
export type FileRow =
  | { readonly kind: 'blank' | 'total' }
  | { readonly kind: 'example'; readonly texts: Texts }
  | { readonly kind: 'line'; readonly texts: Texts; readonly faults: readonly FieldProblem[] };

const TOTALS = /^(合计|总计|小计|共计|总数)[:\uff1a]?$/;

/** Turns a row's cells into texts by column (pure). Sums at a table's end are no lines: the house counts them itself. */
export function rowTexts(ledger: Ledger, columns: readonly Column[], cells: readonly Cell[]): FileRow {
  const own = columns.filter((c) => c.key !== MARK);
  if (own.every((c) => isBlank(cells[c.at]))) return { kind: 'blank' };
  const mark = columns.find((c) => c.key === MARK);
  const isExample =
    mark !== undefined &&
    String(cells[mark.at] ?? '')
      .trim()
      .startsWith(EXAMPLE_MARK);
  const first = cells.find((cell) => !isBlank(cell));
  if (!isExample && typeof first === 'string' && TOTALS.test(first.replace(/\s+/g, '')))
    return { kind: 'total' };
  const texts: Record<string, string> = {};
  const faults: FieldProblem[] = [];
  for (const column of own) {
    const field = ledger.fields.find((f) => `data.${f.key}` === column.key);
    const { text, fault } = cellText(cells[column.at], field?.type ?? (column.key === DAY ? 'date' : 'text'));
    if (text !== '') texts[column.key] = column.scale === 1 ? text : scaled(text, column.scale);
    const label = field?.label ?? column.header;
    if (fault !== null) faults.push({ field: column.key, message: `「${label}」${fault}` });
  }
  return isExample ? { kind: 'example', texts } : { kind: 'line', texts, faults };
}

/** A bare number in a column that counts in 万元; one that says its own word is left to speak for itself. */
const scaled = (text: string, scale: number): string =>
  /^[+-]?\d+(\.\d+)?$/.test(text) ? String(times(Number(text), scale)) : text;
