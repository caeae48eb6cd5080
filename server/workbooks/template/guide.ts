import type { Ledger } from '../../../contracts/ledger.ts';
import type { BookSheet } from '../book/hucre.ts';
import { HEAD, HINT, TITLE } from './looks.ts';

/** The second sheet, 填写说明: how the table is filled in, column by column. */
export function guideSheet(
  ledger: Ledger,
  columns: readonly { readonly header: string; readonly must: boolean; readonly note: string }[],
): BookSheet {
  const intro = [
    `${ledger.name}(第 ${ledger.version} 版)`,
    ledger.about,
    '一件事一行,不写合计:各级的数由系统来数。',
    '列可以换顺序、可以删掉不用的,但表头的字不要改;标着“样例”的那一行不会导入。',
    '导入时先核对一遍,每一处问题都会指出在第几行、哪一栏,您看过再存;存过的行再导一次不会重复。',
  ];
  const rows = [
    ...intro.map((text) => [text]),
    [''],
    ['栏目', '必填', '怎样填'],
    ...columns.map((c) => [c.header.replace(/\*$/, ''), c.must ? '必填' : '', c.note]),
  ];
  const head = intro.length + 1;
  return {
    name: '填写说明',
    rows,
    columns: [{ width: 26 }, { width: 8 }, { width: 90 }],
    merges: intro.map((_, row) => ({ startRow: row, endRow: row, startCol: 0, endCol: 2 })),
    cells: new Map([
      ['0,0', { style: TITLE }],
      ...intro.slice(1).map((_, i) => [`${i + 1},0`, { style: HINT }] as const),
      ...[0, 1, 2].map((c) => [`${head},${c}`, { style: HEAD }] as const),
      ...columns.map((_, i) => [`${head + 1 + i},2`, { style: HINT }] as const),
    ]),
    freezePane: { rows: head + 1 },
  };
}
