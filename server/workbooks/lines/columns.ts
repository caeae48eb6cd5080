import type { Ledger } from '../../../contracts/ledger.ts';
import type { Cell } from '../book/model.ts';
import { isFaulty } from '../book/model.ts';
import { bareLabel, DAY, IGNORED, MARK, namesOf, scaleOf, wordOf } from './labels.ts';

/** One column of the file that was recognised. */
export interface Column {
  /** 'unit', 'day', 'explanation', 'mark' or 'data.<field>'. */
  readonly key: string;
  /** Zero-based place in the file. */
  readonly at: number;
  /** As the file names it. */
  readonly header: string;
  /** What its numbers are multiplied by: 10000 where the file counts in 万元 and the ledger in 元. */
  readonly scale: number;
}
export interface Note {
  readonly level: 'info' | 'warn';
  readonly text: string;
}
export interface Recognised {
  /** Zero-based row of the head. */
  readonly headRow: number;
  readonly columns: readonly Column[];
  readonly notes: readonly Note[];
}

const LOOKED_AT = 20;

const textOf = (cell: Cell | undefined): string => {
  if (isFaulty(cell)) return cell.fault === 'spread' ? cell.text.trim() : '';
  return cell === null || cell === undefined || cell instanceof Date ? '' : String(cell).trim();
};

/**
 * Finds the head row and its columns by their labels, in whatever order they stand; null when no row looks like one.
 * `older`: the definition by which the file was made, when that is not today's.
 */
export function recogniseColumns(
  rows: readonly (readonly Cell[])[],
  ledger: Ledger,
  older: Ledger | null,
): Recognised | null {
  const find = namesOf(ledger, older);
  let best: { row: number; hits: number } | null = null;
  for (const [i, row] of rows.slice(0, LOOKED_AT).entries()) {
    const keys = new Set(row.map((cell) => find(textOf(cell))).filter((k) => k !== undefined));
    keys.delete(MARK);
    if (keys.size > (best?.hits ?? 1)) best = { row: i, hits: keys.size };
  }
  if (!best) return null;
  const { head, row: headRow } = wholeHead(rows, best.row, find);
  const columns: Column[] = [];
  const notes: Note[] = [];
  const unknown: string[] = [];
  for (const [at, cell] of head.entries()) {
    const header = textOf(cell);
    if (header === '') continue;
    const key = find(header);
    if (key === IGNORED) continue;
    if (key === undefined) {
      unknown.push(header);
      continue;
    }
    const twin = columns.find((c) => c.key === key);
    if (twin) {
      notes.push({ level: 'warn', text: `有两列都叫「${header}」,只取了靠左的一列。` });
      continue;
    }
    columns.push({ key, at, header, ...scaled(ledger, key, header, notes) });
  }
  if (unknown.length > 0) notes.push({ level: 'warn', text: unknownText(unknown, ledger, older) });
  notes.push(...missingNotes(columns, ledger, older));
  return { headRow, columns, notes };
}

/** A head of two rows, joined by merged cells: the lower name is taken where it is one, else the upper. */
function wholeHead(
  rows: readonly (readonly Cell[])[],
  row: number,
  find: (header: string) => string | undefined,
): { head: readonly Cell[]; row: number } {
  const [head = [], below = []] = [rows[row], rows[row + 1]];
  const isJoined = below.some(
    (cell, at) => isFaulty(cell) && cell.fault === 'spread' && cell.text === textOf(head[at]),
  );
  if (!isJoined) return { head, row };
  const widest = Array.from({ length: Math.max(head.length, below.length) }, (_, at) =>
    find(textOf(below[at])) === undefined ? (head[at] ?? null) : (below[at] ?? null),
  );
  return { head: widest, row: row + 1 };
}

function scaled(ledger: Ledger, key: string, header: string, notes: Note[]): { scale: number } {
  const field = ledger.fields.find((f) => `data.${f.key}` === key);
  const isNumber = field?.type === 'integer' || field?.type === 'decimal' || field?.type === 'money';
  const word = wordOf(header);
  if (!isNumber || word === '') return { scale: 1 };
  const own = field.unitWord ?? (field.type === 'money' ? '元' : '');
  const scale = scaleOf(word, own);
  if (scale === null && own !== '')
    notes.push({
      level: 'warn',
      text: `表头「${header}」写的是“${word}”,这一栏按“${own}”记,请核对是不是同一回事。`,
    });
  if (scale !== null && scale !== 1)
    notes.push({ level: 'info', text: `「${header}」的数已从${word}换算成${own}。` });
  return { scale: scale ?? 1 };
}

function unknownText(unknown: readonly string[], ledger: Ledger, older: Ledger | null): string {
  const gone = (older?.fields ?? []).filter(
    (f) =>
      !ledger.fields.some((n) => n.key === f.key) && unknown.some((u) => bareLabel(u) === bareLabel(f.label)),
  );
  const named = unknown.map((u) => `「${u}」`).join('');
  const past =
    gone.length > 0 ? `其中${gone.map((f) => `「${f.label}」`).join('')}是旧版的栏目,现在没有了。` : '';
  return `这些列没有认出来,不会导入:${named}。${past}`;
}

/** What the ledger asks for and the file does not have; fields that came with a later version are named as new. */
function missingNotes(columns: readonly Column[], ledger: Ledger, older: Ledger | null): Note[] {
  const has = new Set(columns.map((c) => c.key));
  const missing = ledger.fields.filter((f) => !has.has(`data.${f.key}`));
  const fresh = older ? missing.filter((f) => !older.fields.some((o) => o.key === f.key)) : [];
  const required = missing.filter((f) => f.required && !fresh.includes(f));
  const notes: Note[] = [];
  if (!has.has(DAY)) notes.push({ level: 'warn', text: `没有找到「${ledger.dayLabel}」这一列。` });
  if (required.length > 0)
    notes.push({
      level: 'warn',
      text: `表里没有必填的${required.map((f) => `「${f.label}」`).join('')},请加上这${required.length > 1 ? '些' : '一'}列,或下载新的模板。`,
    });
  if (older && fresh.length > 0)
    notes.push({
      level: fresh.some((f) => f.required) ? 'warn' : 'info',
      text: `这是第 ${older.version} 版的表,现在是第 ${ledger.version} 版,新添了${fresh.map((f) => `「${f.label}」${f.required ? '(必填)' : ''}`).join('')}。`,
    });
  return notes;
}
