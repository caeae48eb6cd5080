import type { FigureView, MeasureView } from '../../../../../contracts/api.ts';
import { formatChange, formatDay, formatNumber, formatRange } from '../../format.ts';
import type { Asked, Cell, FigureTable } from './figure-table.ts';
import { shareOf } from './figure-table.ts';

/** What is taken along from here: sentences for a report, a block for Word and Excel, a file. */

type Range = { readonly from: string; readonly to: string };

/** A figure as a sentence with its source: '2013年,福州市妇联培训人数6,814人次(本级 …,下级 …),比去年同期增加8%…'. */
export function sentenceOfFigure(a: Asked, range: Range, today: string): string {
  const { view, measure } = a;
  const source = `(来源:半边天「${measure.ledgerName}」,${formatDay(today)}取数;${measure.rule.replace(/[。;]$/, '')})`;
  const start = `${formatRange(range.from, range.to)},${a.unitName}${measure.label}`;
  if (view.hidden)
    return `${start}${view.hidden}${/\d/.test(view.hidden) ? measure.unitWord : ''}。${source}`;
  if (view.value === null) return `${start}:还没有组织上报,没有数。${source}`;
  return `${start}${close(view.value, measure)}${partsText(view, measure)}${changeText(view)}${reportedText(view)}。${source}`;
}

const close = (value: number, measure: MeasureView): string => `${formatNumber(value)}${measure.unitWord}`;

function partsText(view: FigureView, measure: MeasureView): string {
  if (view.own === null || view.below === null || view.own === 0 || view.below === 0) return '';
  if (measure.kind !== 'flow' && measure.kind !== 'stock') return '';
  return `(本级${close(view.own, measure)},下级${close(view.below, measure)})`;
}

function changeText(view: FigureView): string {
  const change = formatChange(view.value, view.lastYear);
  if (view.value === null || view.lastYear === null || change === null) return '';
  if (view.value === view.lastYear) return ',与去年同期持平';
  if (view.lastYear === 0) return ',去年同期为0';
  return `,比去年同期${view.value > view.lastYear ? '增加' : '减少'}${change.replace(/^[+-]/, '')}`;
}

const reportedText = (view: FigureView): string =>
  view.reported && view.reported.expected > 0 && view.reported.done < view.reported.expected
    ? `;应报${view.reported.expected}个组织,已报${view.reported.done}个`
    : '';

/** The whole table as rows of plain cells, heads first; null is an empty cell, so that no spreadsheet counts it as 0. */
export function plainRows(table: FigureTable, isLast: boolean): (string | number | null)[][] {
  const head: string[] = [table.head];
  for (const c of table.columns) {
    const name = `${c.label}(${c.measure.unitWord})`;
    head.push(name);
    if (table.columns.length === 1) head.push('其中本级', '其中下级');
    if (isLast) head.push(table.columns.length === 1 ? '去年同期' : `${c.label} 去年同期`);
    if (table.columns.length === 1 && c.addsUp && table.whole) head.push('占比(%)');
  }
  const body = [...table.rows, ...(table.whole ? [table.whole] : [])].map((row) => [
    row.label,
    ...row.cells.flatMap((cell, i) => cellsOf(table, cell, i, isLast)),
  ]);
  return [head, ...body];
}

/** A count of cases that is not told stands as its words, so that no spreadsheet counts it as 0 or as nothing. */
function cellsOf(
  table: FigureTable,
  cell: Cell | null,
  i: number,
  isLast: boolean,
): (string | number | null)[] {
  const isOne = table.columns.length === 1;
  const share = shareOf(table, i, cell?.value ?? null);
  return [
    cell?.value ?? cell?.hidden ?? null,
    ...(isOne ? [cell?.own ?? cell?.hidden ?? null, cell?.below ?? cell?.hidden ?? null] : []),
    ...(isLast ? [cell?.last ?? cell?.lastHidden ?? null] : []),
    ...(isOne && table.columns[i]?.addsUp && table.whole
      ? [share === null ? null : Math.round(share * 10) / 10]
      : []),
  ];
}

const BEGINS = /^[\s\0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\0]/;

/** Text that no spreadsheet takes for a formula (SECURITY 28); numbers stay numbers. */
const safe = (cell: string | number | null): string =>
  typeof cell !== 'string'
    ? cell === null
      ? ''
      : String(cell)
    : (BEGINS.test(cell) ? `'${cell}` : cell).replaceAll('\0', '');

/** UTF-8 with its mark, for Excel. */
export const toCsv = (rows: readonly (readonly (string | number | null)[])[]): string =>
  `\ufeff${rows
    .map((row) =>
      row
        .map(safe)
        .map((text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
        .join(','),
    )
    .join('\r\n')}\r\n`;

/** For the clipboard: tabs for Excel, a real table for Word. */
export const toTabs = (rows: readonly (readonly (string | number | null)[])[]): string =>
  rows.map((row) => row.map((cell) => safe(cell).replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\r\n');

export function toHtmlTable(
  caption: string,
  rows: readonly (readonly (string | number | null)[])[],
  source: string,
): string {
  const line = (row: readonly (string | number | null)[], tag: 'th' | 'td'): string =>
    `<tr>${row
      .map((cell) =>
        typeof cell === 'number'
          ? `<${tag} align="right">${cell}</${tag}>`
          : `<${tag}>${escapeHtml(safe(cell))}</${tag}>`,
      )
      .join('')}</tr>`;
  const [head = [], ...body] = rows;
  return `<p>${escapeHtml(caption)}</p><table border="1" cellspacing="0" cellpadding="4"><thead>${line(head, 'th')}</thead><tbody>${body
    .map((row) => line(row, 'td'))
    .join('')}</tbody></table><p>${escapeHtml(source)}</p>`;
}

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c] ?? c);

/** What, of whom, for when: heads the copied table and names the file. */
export const titleOf = (asked: readonly Asked[], range: Range): string =>
  `${[...new Set(asked.map((a) => a.unitName))].join('、')} ${formatRange(range.from, range.to)} ${[
    ...new Set(asked.map((a) => a.measure.label)),
  ].join('、')}`;

export const sourceOf = (asked: readonly Asked[], today: string): string =>
  `来源:半边天「${[...new Set(asked.map((a) => a.measure.ledgerName))].join('」「')}」,${formatDay(today)}取数。空格是未报,不是0;写“少于几”“不单列”的是个案件数太少,为保护当事人不写出来,也不是0。`;
