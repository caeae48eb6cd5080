import type { Field } from '../../../contracts/ledger.ts';
import { type Cell, isFaulty } from './model.ts';

export interface CellText {
  readonly text: string;
  /** Why this cell cannot be taken, as the rest of a sentence; null when it can. */
  readonly fault: string | null;
}

type Kind = Field['type'];
const NUMBERS: ReadonlySet<Kind> = new Set(['integer', 'decimal', 'money']);

/**
 * What a cell says, as text that a person could have typed there: one way of reading then serves files, pasted blocks and
 * mended cells alike. Days become 2013-05-06, numbers plain digits (15, as Excel shows them).
 */
export function cellText(cell: Cell | undefined, kind: Kind): CellText {
  if (cell === null || cell === undefined) return good('');
  if (isFaulty(cell)) return { text: cell.text, fault: FAULTS[cell.fault](cell.text, NUMBERS.has(kind)) };
  if (typeof cell === 'boolean') return good(cell ? '是' : '否');
  if (cell instanceof Date) return good(dateText(cell));
  if (typeof cell === 'string') return good(clean(cell));
  const isWord = !NUMBERS.has(kind) && kind !== 'date';
  if (isWord && Math.abs(cell) >= 1e15)
    return {
      text: String(BigInt(Math.round(cell))),
      fault: '这么长的号码,Excel 会把末尾几位变成 0。请把这一列设为“文本”格式,再重新填一遍。',
    };
  return good(String(Number(cell.toPrecision(15))));
}

const good = (text: string): CellText => ({ text, fault: null });

const FAULTS = {
  error: (text: string) => `这一格是公式的错误值${text},请改成实际的内容。`,
  uncounted: () => '这一格是公式,文件里没有算出的值。请在 Excel 里打开、保存一次再导入,或直接填数。',
  spread: (text: string, isNumber: boolean) =>
    isNumber ? `这个数(${text})写在合并的几行里,不知道属于哪一行。请取消合并,每行各填各的。` : null,
} as const;

/** Midnight is a bare day; Excel keeps no time zone, so neither do we. */
function dateText(at: Date): string {
  if (Number.isNaN(at.getTime())) return '';
  const text = at.toISOString();
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

/** Spaces of every kind at the ends, marks that nobody sees, and what no text may hold. */
export const clean = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are thrown away
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u200b-\u200f\u2060\ufeff\ufffe\uffff]/g, '')
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .trim();
