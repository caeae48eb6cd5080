import type { TableBooks } from '../access/index.ts';
import { cellText } from './book/cell-text.ts';
import { columnName, writeBook } from './book/hucre.ts';
import { MOST } from './book/limits.ts';
import type { OpenBook } from './book/open-book.ts';
import { refuse } from './book/unreadable.ts';
import { BODY, EXAMPLE, HEAD, HINT, MUST_HEAD, TITLE } from './template/looks.ts';
import { sheetName } from './template/template.ts';

const LISTS = '_lists';
const READY_ROWS = 300;

/** Plain tables for rooms that keep no ledger (a list of people): read as text, written with notes and drop-downs. */
export function tableBooks(o: {
  readonly open: (bytes: Uint8Array) => Promise<OpenBook>;
  readonly now: () => Date;
}): TableBooks {
  return {
    async read(bytes) {
      const book = await o.open(bytes);
      try {
        const at = book.sheets.findIndex((s) => !s.hidden && s.rowCount > 0);
        if (at < 0) throw refuse('workbook.empty');
        const rows = await book.rows({
          sheet: at,
          from: 0,
          to: Math.min(book.sheets[at]?.rowCount ?? 0, MOST.lines),
        });
        return rows.map((row) => row.map((cell) => cellText(cell, 'text').text));
      } finally {
        await book.close();
      }
    },
    async write(table) {
      const { columns, intro } = table;
      const lists = columns.flatMap((c, at) => (c.choices ? [{ at, choices: c.choices }] : []));
      const longest = Math.max(1, ...lists.map((l) => l.choices.length));
      const blank = columns.map(() => null);
      const sheets: Parameters<typeof writeBook>[0] = [
        {
          name: sheetName(table.title),
          columns: columns.map((c) => ({ width: c.width, style: { ...BODY, numFmt: '@' } })),
          rows: [
            columns.map((c) => (c.must ? `${c.header}*` : c.header)),
            [...table.example],
            ...Array.from({ length: READY_ROWS }, () => blank),
          ],
          cells: new Map([
            ...columns.map(
              (c, i) =>
                [
                  `0,${i}`,
                  { style: c.must ? MUST_HEAD : HEAD, comment: { author: '半边天', text: c.note } },
                ] as const,
            ),
            ...columns.map((_, i) => [`1,${i}`, { style: EXAMPLE }] as const),
          ]),
          dataValidations: lists.map((list, i) => ({
            type: 'list' as const,
            range: `${columnName(list.at)}2:${columnName(list.at)}${READY_ROWS + 2}`,
            formula1: `'${LISTS}'!$${columnName(i)}$1:$${columnName(i)}$${list.choices.length}`,
            allowBlank: true,
            showErrorMessage: false,
          })),
          freezePane: { rows: 1 },
        },
        {
          name: '填写说明',
          rows: [
            [table.title],
            ...intro.map((text) => [text]),
            [''],
            ...columns.map((c) => [`${c.header}${c.must ? '(必填)' : ''}:${c.note}`]),
          ],
          columns: [{ width: 100 }],
          cells: new Map([
            ['0,0', { style: TITLE }],
            ...Array.from(
              { length: intro.length + 1 + columns.length },
              (_, i) => [`${i + 1},0`, { style: HINT }] as const,
            ),
          ]),
        },
        {
          name: LISTS,
          veryHidden: true,
          rows: Array.from({ length: longest }, (_, r) => lists.map((l) => l.choices[r] ?? null)),
        },
      ];
      return await writeBook(sheets, { title: table.title, at: o.now() });
    },
  };
}
