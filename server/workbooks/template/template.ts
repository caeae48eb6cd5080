import type { Field, Ledger } from '../../../contracts/ledger.ts';
import { cellText } from '../book/cell-text.ts';
import { type BookSheet, columnName } from '../book/hucre.ts';
import type { Cell } from '../book/model.ts';
import {
  DAY,
  EXAMPLE_MARK,
  EXPLANATION,
  fieldColumn,
  headerOf,
  LABELS,
  MARK,
  UNIT,
} from '../lines/labels.ts';
import type { Target } from '../lines/read-line.ts';
import { exampleOf } from './example.ts';
import { guideSheet } from './guide.ts';
import { BODY, EXAMPLE, HEAD, MUST_HEAD, TEXT_BODY } from './looks.ts';

/** The hidden sheet by which a table is known again when it comes back. */
export const HIDDEN_SHEET = '_halfsky';
/** Rows that are made ready to be typed into; more may be written below. */
const READY_ROWS = 500;
const LAST_ROW = 5_001;
/** Excel's own note says so long a text badly. */
const NOTE_MOST = 400;

interface TemplateColumn {
  readonly key: string;
  readonly header: string;
  readonly must: boolean;
  readonly field: Field | null;
  readonly note: string;
}

/** The table of one ledger to be filled in (模板): head with unit words and notes, drop-downs, an example, how to fill it in. */
export function templateSheets(
  ledger: Ledger,
  o: { readonly units: readonly Target[]; readonly today: string },
): BookSheet[] {
  const columns = columnsOf(ledger, o.units.length > 1);
  const example = exampleOf(ledger, o);
  const lists = listsOf(columns, o.units);
  const exampleRow = columns.map((c) => (c.key === MARK ? EXAMPLE_MARK : exampleCell(c, example[c.key])));
  const blank: Cell[] = columns.map(() => null);
  const rows = [columns.map((c) => c.header), exampleRow, ...Array.from({ length: READY_ROWS }, () => blank)];
  return [
    {
      name: sheetName(ledger.name),
      columns: columns.map((c) => ({ width: widthOf(c), style: bodyStyle(c.field, c.key) })),
      rows: rows as (string | number | boolean | Date | null)[][],
      cells: new Map([
        ...columns.map((c, i) => [`0,${i}`, headCell(c)] as const),
        ...columns.map((c, i) => [`1,${i}`, { style: { ...EXAMPLE, ...numFmtOf(c.field, c.key) } }] as const),
      ]),
      dataValidations: lists.map((list, i) => ({
        type: 'list' as const,
        range: `${columnName(list.at)}2:${columnName(list.at)}${LAST_ROW}`,
        formula1: `'${HIDDEN_SHEET}'!$${columnName(i + 3)}$2:$${columnName(i + 3)}$${list.values.length + 1}`,
        allowBlank: true,
        showErrorMessage: list.closed,
        ...(list.closed
          ? {
              errorStyle: 'stop' as const,
              errorTitle: '请从列表里选',
              errorMessage: `「${list.label}」只能选列表里的一项。`,
            }
          : {}),
      })),
      freezePane: { rows: 1 },
      rowDefs: new Map([[0, { height: 34 }]]),
    },
    guideSheet(ledger, columns),
    hiddenSheet(ledger, lists, exampleRow, columns),
  ];
}

function columnsOf(ledger: Ledger, withUnit: boolean): TemplateColumn[] {
  const own = (key: string, header: string, note: string): TemplateColumn => ({
    key,
    header,
    must: false,
    field: null,
    note,
  });
  return [
    own(MARK, LABELS[MARK], '可以不填。标着“样例”的行不会导入。'),
    ...(withUnit
      ? [own(UNIT, LABELS[UNIT], '这一行是哪个组织的,写名称或代码。不填就算导入时选的那个。')]
      : []),
    { key: DAY, header: `${ledger.dayLabel}*`, must: true, field: null, note: '写到哪一天,如 2013-05-06。' },
    ...ledger.fields.map((field) => ({
      key: fieldColumn(field.key),
      header: headerOf(field),
      must: field.required === true,
      field,
      note: noteOf(field),
    })),
    own(EXPLANATION, LABELS[EXPLANATION], '数字不寻常时在这里写一句为什么;平常不填。'),
  ];
}

/** What a person must know of a field, in the words of the definition. */
export function noteOf(field: Field): string {
  const parts = [field.help ?? ''];
  if (field.type === 'integer') parts.push('填整数,单位词不用写。');
  if (field.type === 'decimal' || field.type === 'money')
    parts.push(field.type === 'money' ? '填数字,最多两位小数。' : '填数字。');
  if (field.type === 'date') parts.push('写到哪一天,如 2013-05-06。');
  if (field.type === 'yesno') parts.push('写“是”或“否”。');
  if (field.type === 'choice') parts.push(field.open ? '从列表里选,也可以写别的。' : '从列表里选一项。');
  if (field.type === 'choices') parts.push(`可以写几项,用顿号隔开${field.open ? ',也可以写别的' : ''}。`);
  if (field.options) parts.push(`有:${field.options.join('、')}。`);
  return parts
    .filter((p) => p !== '')
    .join('')
    .slice(0, NOTE_MOST);
}

/** Numbers and days as such, so that the example also shows how a column is kept. */
function exampleCell({ key, field }: TemplateColumn, text: string | undefined): Cell {
  if (text === undefined) return null;
  if (key === DAY || field?.type === 'date') return new Date(`${text}T00:00:00Z`);
  return field?.type === 'integer' || field?.type === 'decimal' || field?.type === 'money'
    ? Number(text)
    : text;
}

const headCell = (c: TemplateColumn): { style: typeof HEAD; comment?: { author: string; text: string } } => ({
  style: c.must ? MUST_HEAD : HEAD,
  ...(c.note === '' ? {} : { comment: { author: '半边天', text: `${c.must ? '必填。' : ''}${c.note}` } }),
});

function widthOf(c: TemplateColumn): number {
  const head = [...c.header].reduce((n, ch) => n + (ch > '\u00ff' ? 2 : 1), 2);
  const type = c.field?.type;
  const least =
    type === 'longtext' ? 36 : type === 'text' || c.key === UNIT ? 22 : c.key === EXPLANATION ? 26 : 10;
  return Math.min(40, Math.max(head, least));
}

const numFmtOf = (field: Field | null, key: string): { numFmt: string } => {
  if (key === DAY || field?.type === 'date') return { numFmt: 'yyyy-mm-dd' };
  if (field?.type === 'integer') return { numFmt: '#,##0' };
  if (field?.type === 'decimal' || field?.type === 'money') return { numFmt: '#,##0.00' };
  // Text columns are text, so that Excel leaves long numbers and leading noughts alone.
  return { numFmt: '@' };
};
const bodyStyle = (field: Field | null, key: string): typeof BODY => ({
  ...(field?.type === 'longtext' ? TEXT_BODY : BODY),
  ...numFmtOf(field, key),
});

interface List {
  readonly at: number;
  readonly label: string;
  readonly values: readonly string[];
  readonly closed: boolean;
}

function listsOf(columns: readonly TemplateColumn[], units: readonly Target[]): List[] {
  return columns.flatMap(({ key, field }, at): List[] => {
    if (key === UNIT) return [{ at, label: LABELS[UNIT], values: units.map((u) => u.name), closed: false }];
    if (field?.type === 'yesno') return [{ at, label: field.label, values: ['是', '否'], closed: true }];
    if (!field?.options || field.options.length === 0) return [];
    // Several choices are written into one cell, which a list that refuses other text would not let stand.
    const closed = field.type === 'choice' && !field.open;
    return [{ at, label: field.label, values: field.options, closed }];
  });
}

/** Excel takes 31 letters and none of these signs. */
export const sheetName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\']/g, ' ')
    .trim()
    .slice(0, 31) || '表';

function hiddenSheet(
  ledger: Ledger,
  lists: readonly List[],
  example: readonly Cell[],
  columns: readonly TemplateColumn[],
): BookSheet {
  const longest = Math.max(4 + columns.length, ...lists.map((l) => l.values.length + 1));
  const left: (string | number)[][] = [
    ['halfsky-template', 1],
    ['ledger', ledger.key],
    ['version', ledger.version],
    ['name', ledger.name],
    ...columns.map((c, i) => [`example/${c.key}`, cellText(example[i], 'text').text]),
  ];
  const rows = Array.from({ length: longest }, (_, r) => [
    left[r]?.[0] ?? null,
    left[r]?.[1] ?? null,
    null,
    ...lists.map((list) => (r === 0 ? list.label : (list.values[r - 1] ?? null))),
  ]);
  return { name: HIDDEN_SHEET, rows, veryHidden: true };
}
