import { SECURITY_HEADERS } from '../../platform/http/index.ts';
import type { TableExport } from './model.ts';
import { pourWorkbook } from './pour.ts';
import { cellCsv } from './safe-text.ts';

/**
 * Any table as a file that comes while it is made (导出): rows are asked for as the reader takes them, memory stays flat.
 * .xlsx has a second sheet that says what this is, of when and by whom; .csv is UTF-8 with its mark, for Excel.
 */
export function exportTable(table: TableExport, format: 'xlsx' | 'csv' = 'xlsx'): Response {
  const pieces = format === 'csv' ? pourCsv(table) : pourWorkbook(table);
  return new Response(ReadableStream.from(pieces) as unknown as ReadableStream<Uint8Array>, {
    headers: fileHeaders(`${table.title}.${format}`, format),
  });
}

const TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
} as const;

/** Headers of a file that is to be kept and never shown in the page (SECURITY 27). */
export function fileHeaders(name: string, format: 'xlsx' | 'csv'): Record<string, string> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these must not stand in a file's name
  const safe = name.replace(/[\u0000-\u001f/\\:*?"<>|]/g, ' ').slice(0, 120);
  return {
    ...SECURITY_HEADERS,
    'Content-Type': TYPES[format],
    'Content-Disposition': `attachment; filename="export.${format}"; filename*=UTF-8''${encodeURIComponent(safe)}`,
  };
}

/** A table as CSV: UTF-8 with its mark, piece by piece. */
export async function* pourCsv(table: TableExport): AsyncGenerator<Uint8Array> {
  const shown = table.columns
    .map((c, i) => [c, i] as const)
    .filter(([c]) => table.persons || c.personal !== true);
  let text = `\ufeff${shown.map(([c]) => cellCsv(c.header)).join(',')}\r\n`;
  let rows = 0;
  for await (const row of table.rows) {
    const cells = shown.map(([, at]) => {
      const value = row[at] ?? null;
      if (value === null) return '';
      if (typeof value === 'number') return String(value);
      return typeof value === 'boolean' ? (value ? '是' : '否') : cellCsv(value);
    });
    text += `${cells.join(',')}\r\n`;
    rows += 1;
    if (text.length < 65_536) continue;
    yield Buffer.from(text, 'utf8');
    text = '';
    table.onRows?.(rows);
  }
  table.onRows?.(rows);
  yield Buffer.from(text, 'utf8');
}
