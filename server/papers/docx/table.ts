import {
  AlignmentType,
  BorderStyle,
  LineRuleType,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { BLOCK } from './measures.ts';
import type { Align, Block } from './model.ts';
import { STYLE } from './styles.ts';
import { lineText } from './text.ts';

type TableBlock = Extract<Block, { kind: 'table' }>;

/** Space left and right inside a cell, in twips; less when there are very many columns. */
const padding = (columns: number): number => Math.min(85, Math.floor(BLOCK.width / columns / 6));
/** Sizes to try, in half points, until the words fit: 小四, 五号, 小五. */
const SIZES = [24, 21, 18] as const;
const NUMBER = /^[-+−]?[\d,，.]+\s*[%％‰]?$/;
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;

/** Widths of the columns in cells. Prose is wrapped at `cap`; the slack lets a number stay whole in a wide fallback font. */
function columnWidths(rows: string[][], columns: number, cap: number): number[] {
  const width = (text: string): number =>
    [...text].reduce((sum, char) => sum + (char <= '\u007f' ? 0.65 : 1.05), 0.5);
  return Array.from({ length: columns }, (_, column) =>
    Math.min(cap, Math.max(2, ...rows.map((row) => width(row[column] ?? '')))),
  );
}

/** The largest size, and at that size the widest prose, with which the columns fit the block. */
function columnFit(rows: string[][], columns: number): { size: number; widths: number[] } {
  const free = BLOCK.width - columns * padding(columns) * 2;
  for (const size of SIZES) {
    for (const cap of [18, 14, 10]) {
      const widths = columnWidths(rows, columns, cap);
      if (widths.reduce((sum, width) => sum + width, 0) * size * 10 <= free) return { size, widths };
    }
  }
  return { size: SIZES[2], widths: columnWidths(rows, columns, 10) };
}

/** Shares the block's width among the columns by what they hold; the sum is exactly the block. */
function columnTwips(widths: number[]): number[] {
  const free = BLOCK.width - widths.length * padding(widths.length) * 2;
  const total = widths.reduce((sum, width) => sum + width, 0);
  const twips = widths.map((width) => Math.floor((free * width) / total) + padding(widths.length) * 2);
  const rest = BLOCK.width - twips.reduce((sum, width) => sum + width, 0);
  return twips.map((width, index) => (index === twips.length - 1 ? width + rest : width));
}

/** Columns that hold only numbers stand right, others left, unless the block says so itself. */
function alignment(block: TableBlock, rows: string[][], column: number): Align {
  const told = block.align?.[column];
  if (told !== undefined) return told;
  const filled = rows.map((row) => row[column] ?? '').filter((text) => text !== '');
  return filled.length > 0 && filled.every((text) => NUMBER.test(text)) ? 'right' : 'left';
}

function cell(text: string, width: number, style: string, size: number, align: Align): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: [
      new Paragraph({
        style,
        alignment: AlignmentType[align === 'left' ? 'LEFT' : align === 'right' ? 'RIGHT' : 'CENTER'],
        children: [new TextRun({ text, size })],
      }),
    ],
  });
}

/**
 * A table of the house: caption above, one thin rule everywhere, the head repeated on each page, no row torn by a page
 * break, digits of equal width, a small gap below (Word joins tables that touch). Ragged rows are filled with empty cells; a table without columns gives nothing.
 */
export function tableParts(block: TableBlock): (Paragraph | Table)[] {
  const columns = Math.max(block.head.length, ...block.rows.map((row) => row.length));
  if (columns === 0) return [];
  const clean = (row: string[]): string[] =>
    Array.from({ length: columns }, (_, at) => lineText(row[at] ?? ''));
  const head = clean(block.head);
  const rows = block.rows.map(clean);
  const { size, widths } = columnFit([head, ...rows], columns);
  const twips = columnTwips(widths);
  const aligns = twips.map((_, column) => alignment(block, rows, column));
  const hasHead = head.some((text) => text !== '');
  const caption = lineText(block.caption ?? '');
  const table = new Table({
    width: { size: BLOCK.width, type: WidthType.DXA },
    columnWidths: twips,
    layout: TableLayoutType.FIXED,
    margins: { left: padding(columns), right: padding(columns), marginUnitType: WidthType.DXA },
    borders: {
      top: LINE,
      bottom: LINE,
      left: LINE,
      right: LINE,
      insideHorizontal: LINE,
      insideVertical: LINE,
    },
    rows: [
      ...(hasHead
        ? [
            new TableRow({
              tableHeader: true,
              cantSplit: true,
              children: head.map((text, at) => cell(text, twips[at] ?? 0, STYLE.cellHead, size, 'center')),
            }),
          ]
        : []),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: row.map((text, at) =>
              cell(text, twips[at] ?? 0, STYLE.cell, size, aligns[at] ?? 'left'),
            ),
          }),
      ),
    ],
  });
  if (!hasHead && rows.length === 0) return [];
  const gap = new Paragraph({
    style: STYLE.cell,
    spacing: { before: 0, after: 0, line: 160, lineRule: LineRuleType.EXACT },
  });
  return caption === '' ? [table, gap] : [new Paragraph({ style: STYLE.caption, text: caption }), table, gap];
}
