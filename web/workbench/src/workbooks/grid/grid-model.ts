import type { Field, Ledger } from '../../../../../contracts/ledger.ts';

/** A grid of rows × fields, as texts: what is typed or pasted is read by the server alone, so that it means the same everywhere. */

export interface GridColumn {
  /** 'unit', 'day', 'explanation' or 'data.<field>', as in an import. */
  readonly key: string;
  readonly label: string;
  readonly word: string;
  readonly must: boolean;
  readonly width: number;
  readonly number: boolean;
  readonly options: readonly string[];
  readonly help: string;
}
export interface GridRow {
  /** Stays with the row, whatever is put in or taken out above it. */
  readonly id: number;
  readonly texts: Readonly<Record<string, string>>;
}

/** What one save takes. */
export const MOST_ROWS = 2_000;
const SPARE_ROWS = 5;
const FIRST_ROWS = 30;

const WIDTHS: Partial<Record<Field['type'], number>> = {
  longtext: 260,
  text: 180,
  person: 110,
  choices: 170,
  choice: 130,
  date: 112,
  yesno: 72,
};

export function columnsOf(ledger: Ledger, units: readonly string[]): GridColumn[] {
  const own = (key: string, label: string, width: number, more: Partial<GridColumn> = {}): GridColumn => ({
    key,
    label,
    word: '',
    must: false,
    width,
    number: false,
    options: [],
    help: '',
    ...more,
  });
  return [
    ...(units.length > 1
      ? [own('unit', '组织', 180, { options: units, help: '不写就算在上面选的组织名下。' })]
      : []),
    own('day', ledger.dayLabel, 112, { must: true, help: '2013.5.6、2013年5月6日都行。' }),
    ...ledger.fields.map((f) => {
      const number = f.type === 'integer' || f.type === 'decimal' || f.type === 'money';
      const word = f.unitWord ?? (f.type === 'money' ? '元' : '');
      const width = Math.max(WIDTHS[f.type] ?? 92, 40 + [...f.label].length * 14 + [...word].length * 13);
      return own(`data.${f.key}`, f.label, Math.min(width, 280), {
        word,
        number,
        must: f.required === true,
        options: f.type === 'yesno' ? ['是', '否'] : (f.options ?? []),
        help: f.help ?? '',
      });
    }),
    own('explanation', '说明', 200, { help: '数不寻常时写一句为什么;平常不填。' }),
  ];
}

export const isBlankRow = (row: GridRow): boolean => Object.values(row.texts).every((t) => t.trim() === '');

/** A block as Excel, WPS and web pages put it on the clipboard: tabs and line ends, quotes around cells that hold them. */
export function parseBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const body = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (let i = 0; i < body.length; i += 1) {
    const sign = body[i] ?? '';
    if (quoted) {
      if (sign !== '"') cell += sign;
      else if (body[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (sign === '"' && cell === '' && closes(body, i)) quoted = true;
    else if (sign === '\t' || sign === '\n') {
      row.push(cell);
      cell = '';
      if (sign === '\n') {
        rows.push(row);
        row = [];
      }
    } else cell += sign;
  }
  rows.push([...row, cell]);
  return rows;
}

/** A quote opens a cell only where another one closes it before a tab, a line's end or the end. */
const closes = (text: string, at: number): boolean =>
  /^"(?:[^"]|"")*"(?=[\t\n]|$)/.test(text.slice(at, at + 20_000));

const bare = (label: string): string =>
  label
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/\*/g, '')
    .replace(/\([^()]*\)$/, '');

/** The columns that a block's first row names; null when it is no head. */
export function headOf(
  block: readonly (readonly string[])[],
  columns: readonly GridColumn[],
): (number | null)[] | null {
  const places = (block[0] ?? []).map((cell) => {
    const at = columns.findIndex((c) => bare(c.label) === bare(cell) && cell.trim() !== '');
    return at < 0 ? null : at;
  });
  return places.filter((p) => p !== null).length >= 2 ? places : null;
}

export interface Pasted {
  readonly rows: readonly GridRow[];
  readonly nextId: number;
  /** Ids of the rows that changed. */
  readonly changed: readonly number[];
  /** Rows for which there was no more room. */
  readonly cut: number;
}

/** Lays a block into the grid from a cell on, or by its own head; the grid grows downwards as needed. */
export function paste(
  rows: readonly GridRow[],
  nextId: number,
  at: { row: number; col: number },
  block: readonly (readonly string[])[],
  columns: readonly GridColumn[],
): Pasted {
  const head = headOf(block, columns);
  const body = head ? block.slice(1) : block;
  const out = rows.slice();
  const changed: number[] = [];
  let id = nextId;
  let cut = 0;
  for (const [i, cells] of body.entries()) {
    const place = at.row + i;
    if (place >= MOST_ROWS) {
      cut += 1;
      continue;
    }
    while (out.length <= place) {
      out.push({ id, texts: {} });
      id += 1;
    }
    const before = out[place];
    if (!before) continue;
    const texts: Record<string, string> = { ...before.texts };
    for (const [j, cell] of cells.entries()) {
      const column = columns[head ? (head[j] ?? -1) : at.col + j];
      if (column) texts[column.key] = cell.trim();
    }
    out[place] = { id: before.id, texts };
    changed.push(before.id);
  }
  const grown = withSpare(out, id);
  return { rows: grown.rows, nextId: grown.nextId, changed, cut };
}

/** Some empty rows always stand at the end, to be typed into, and a pageful at least in all. */
export function withSpare(rows: readonly GridRow[], nextId: number): { rows: GridRow[]; nextId: number } {
  const out = rows.slice();
  let id = nextId;
  let spare = 0;
  for (let i = out.length - 1; i >= 0 && spare < SPARE_ROWS; i -= 1) {
    const row = out[i];
    if (!row || !isBlankRow(row)) break;
    spare += 1;
  }
  while ((spare < SPARE_ROWS || out.length < FIRST_ROWS) && out.length < MOST_ROWS) {
    out.push({ id, texts: {} });
    id += 1;
    spare += 1;
  }
  return { rows: out, nextId: id };
}
