import { type BookSheet, columnName, writeBook } from '../book/hucre.ts';
import { unfold, zipParts } from '../book/zip-parts.ts';
import { BODY, HEAD, HINT, TEXT_BODY, TITLE } from '../template/looks.ts';
import { sheetName } from '../template/template.ts';
import { MOST_ROWS, type TableCell, type TableColumn, type TableExport } from './model.ts';
import { cellXml } from './safe-text.ts';
import { type ZipEntry, zipStream } from './zip-stream.ts';

const DATA = 'xl/worksheets/sheet1.xml';
const ABOUT = 'xl/worksheets/sheet2.xml';
const CHUNK = 64 * 1024;

/**
 * A table as a workbook, row by row: the library makes the skeleton (styles, widths, the sheet that says what this is), and
 * the rows are poured into its first sheet while they come. Memory does not grow with them.
 */
export function pourWorkbook(table: TableExport): AsyncGenerator<Uint8Array> {
  return zipStream(entries(table));
}

async function* entries(table: TableExport): AsyncGenerator<ZipEntry> {
  const columns = table.columns.filter((c) => table.persons || c.personal !== true);
  const skeleton = await partsOf(table, columns, null);
  const sheet = skeleton.get(DATA)?.toString('utf8') ?? '';
  // Everything but the two sheets comes first, so that the download begins at once.
  for (const [name, data] of skeleton) if (name !== DATA && name !== ABOUT) yield { name, data };
  const count = { rows: 0, cut: false };
  yield { name: DATA, data: sheetPieces(table, columns, sheet, count) };
  // Only now is it known how many rows there were.
  const about = (await partsOf(table, columns, count)).get(ABOUT);
  if (about) yield { name: ABOUT, data: about };
}

interface Count {
  rows: number;
  cut: boolean;
}

async function partsOf(
  table: TableExport,
  columns: readonly TableColumn[],
  count: Count | null,
): Promise<Map<string, Buffer>> {
  const bytes = Buffer.from(
    await writeBook([dataSheet(table, columns), aboutSheet(table, count)], {
      title: table.title,
      at: table.at,
    }),
  );
  return new Map(zipParts(bytes, 100).map((p) => [p.name, unfold(bytes, p, 10_000_000) ?? Buffer.alloc(0)]));
}

function dataSheet(table: TableExport, columns: readonly TableColumn[]): BookSheet {
  return {
    name: sheetName(table.title),
    columns: columns.map((c) => ({ width: widthOf(c) })),
    // The second row only shows which style each column has.
    rows: [columns.map((c) => c.header), columns.map(() => null)],
    cells: new Map([
      ...columns.map((_, i) => [`0,${i}`, { style: HEAD }] as const),
      ...columns.map((c, i) => [`1,${i}`, { style: styleOf(c) }] as const),
    ]),
    freezePane: { rows: 1 },
  };
}

const FORMATS = { whole: '#,##0', number: '#,##0.00', day: 'yyyy-mm-dd', text: '@', longtext: '@' } as const;
const styleOf = (c: TableColumn): typeof BODY => ({
  ...(c.kind === 'longtext' ? TEXT_BODY : BODY),
  numFmt: FORMATS[c.kind],
});

function widthOf(c: TableColumn): number {
  const head = [...c.header].reduce((n, ch) => n + (ch > '\u00ff' ? 2 : 1), 2);
  const least = { whole: 10, number: 12, day: 12, text: 18, longtext: 40 }[c.kind];
  return Math.min(44, Math.max(head, least));
}

function aboutSheet(table: TableExport, count: Count | null): BookSheet {
  const hidden = table.columns.filter((c) => c.personal === true && !table.persons).map((c) => c.header);
  const said: (readonly [string, string])[] = [
    ...table.about,
    [
      '行数',
      count === null
        ? ''
        : `${count.rows} 行${count.cut ? `(还有更多,只导出了前 ${MOST_ROWS} 行,请缩小范围分几次导)` : ''}`,
    ],
    ['导出时间', chinaMoment(table.at)],
    ...(hidden.length > 0
      ? [['没有导出的栏目', `${hidden.join('、')}(含个人信息,您没有查看的权限)`] as const]
      : []),
  ];
  return {
    name: '导出说明',
    columns: [{ width: 18 }, { width: 80 }],
    rows: [[table.title], [''], ...said.map(([k, v]) => [k, v])],
    cells: new Map([
      ['0,0', { style: TITLE }],
      ...said.map((_, i) => [`${i + 2},0`, { style: HINT }] as const),
      ...said.map((_, i) => [`${i + 2},1`, { style: TEXT_BODY }] as const),
    ]),
  };
}

const chinaMoment = (at: Date): string =>
  new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');

/** The skeleton's sheet with the rows in place of the second one. */
async function* sheetPieces(
  table: TableExport,
  columns: readonly TableColumn[],
  skeleton: string,
  count: Count,
): AsyncGenerator<Uint8Array> {
  const sample = /<row r="2".*?<\/row>/s.exec(skeleton)?.[0] ?? '';
  const styles = columns.map(
    (_, i) => new RegExp(`<c r="${columnName(i)}2" s="(\\d+)"`).exec(sample)?.[1] ?? '0',
  );
  const [before = '', after = ''] = skeleton.split(sample === '' ? '</sheetData>' : sample);
  // What the library says of the sheet's size was true of two rows.
  let text = before.replace(/<dimension [^>]*\/>/, '');
  const shown = table.columns.map((c, i) => [c, i] as const).filter(([c]) => columns.includes(c));
  const names = columns.map((_, i) => columnName(i));
  for await (const row of table.rows) {
    if (count.rows >= MOST_ROWS) {
      count.cut = true;
      break;
    }
    count.rows += 1;
    const n = count.rows + 1;
    text += `<row r="${n}">`;
    for (const [place, [column, at]] of shown.entries())
      text += cell(`${names[place]}${n}`, styles[place] ?? '0', column, row[at] ?? null);
    text += '</row>';
    if (text.length > CHUNK) {
      yield Buffer.from(text, 'utf8');
      text = '';
      table.onRows?.(count.rows);
    }
  }
  table.onRows?.(count.rows);
  yield Buffer.from(`${text}${sample === '' ? '</sheetData>' : ''}${after}`, 'utf8');
}

const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 86_400_000;

function cell(ref: string, style: string, column: TableColumn, value: TableCell): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number')
    return Number.isFinite(value) ? `<c r="${ref}" s="${style}"><v>${value}</v></c>` : '';
  const text = typeof value === 'boolean' ? (value ? '是' : '否') : value;
  if (column.kind === 'day') {
    const serial = (Date.parse(`${text}T00:00:00Z`) - EXCEL_EPOCH) / DAY_MS;
    // Excel knows no day before 1900-03-01 for certain; such a one is shown as text.
    if (serial > 60) return `<c r="${ref}" s="${style}"><v>${serial}</v></c>`;
  }
  return `<c r="${ref}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${cellXml(text)}</t></is></c>`;
}
