import type { Unit } from '../../org/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import type { OpenBook } from '../book/open-book.ts';
import type { Note } from '../lines/columns.ts';
import { rowTexts } from '../lines/row-texts.ts';
import { checkRows } from './check-rows.ts';
import type { Chosen } from './choose-sheet.ts';
import { type Hand, type WorkbookKit, withHand } from './kit.ts';
import { type Batch, changeBatch } from './store.ts';
import { deleteRows, insertRows, type WaitingRow } from './store-rows.ts';

/** Rows a step: short enough that no request waits for it, long enough that a step is worth its round trips. */
export const STEP = 500;

/** Reads the rows of an open file step by step, checks each as if it were typed, and keeps them waiting for her word. */
export async function stageRows(
  kit: WorkbookKit,
  hand: Hand,
  batch: Batch,
  o: { readonly book: OpenBook; readonly chosen: Chosen; readonly units: readonly Unit[] },
): Promise<void> {
  const ledger = kit.registry().ledger(batch.ledger);
  const ctx = {
    ledger,
    units: o.units,
    usual: batch.usualUnit,
    today: chinaDay(kit.now()),
    batchId: batch.id,
  };
  const consumed = new Map<string, number>();
  const prints = new Map<string, number>();
  const found: Found = { lines: 0, totals: [], changedExample: null, doubles: [] };
  const first = o.chosen.headRow + 1;
  try {
    for (let from = first; from < o.chosen.rowCount; from += STEP) {
      const cells = await o.book.rows({ sheet: o.chosen.sheet, from, to: from + STEP });
      const rows = cells.flatMap((line, i): WaitingRow[] => {
        const n = from + i + 1;
        const row = rowTexts(ledger.definition, o.chosen.columns, line);
        if (row.kind === 'total') found.totals.push(n);
        if (row.kind === 'example' && isChanged(row.texts, o.chosen)) found.changedExample = n;
        return row.kind === 'line' ? [{ n, texts: row.texts, faults: row.faults }] : [];
      });
      found.lines += rows.length;
      await withHand(kit.db, hand, async (tx) => {
        const checked = await checkRows(tx, ctx, rows, consumed);
        for (const { n, print } of checked) {
          if (print === null) continue;
          if (prints.has(print)) found.doubles.push(n);
          else prints.set(print, n);
        }
        const staged = rows.map((row, i) => ({
          ...row,
          problems: checked[i]?.problems ?? [],
          print: checked[i]?.print ?? null,
          state: checked[i]?.state ?? ('bad' as const),
        }));
        if (staged.length > 0) await insertRows(tx, batch, staged);
        await changeBatch(tx, batch, {
          done: Math.min(from + STEP, o.chosen.rowCount) - first,
          beat: kit.now(),
        });
      });
    }
    const notes = [...batch.notes, ...notesOf(found)];
    await withHand(kit.db, hand, (tx) =>
      changeBatch(tx, batch, {
        ...(found.lines === 0
          ? { state: 'failed', problem: '表头下面没有内容。请核对是不是选错了文件或工作表。' }
          : { state: 'ready' }),
        total: found.lines,
        done: found.lines,
        notes,
        beat: kit.now(),
      }),
    );
  } catch (error) {
    const problem = error instanceof AppError ? error.message : '核对到一半出了意外。请再导入一次。';
    await withHand(kit.db, hand, async (tx) => {
      await deleteRows(tx, batch.id, null);
      await changeBatch(tx, batch, { state: 'failed', problem, endedAt: kit.now() });
    });
    throw error;
  }
}

interface Found {
  lines: number;
  readonly totals: number[];
  changedExample: number | null;
  readonly doubles: number[];
}

/** An example row into which somebody wrote a true line: it must not be passed over in silence. */
function isChanged(texts: Readonly<Record<string, string>>, chosen: Chosen): boolean {
  const made = chosen.known?.example;
  if (!made) return false;
  return Object.entries(texts).some(([key, text]) => (made[key] ?? '') !== text);
}

function notesOf(found: Found): Note[] {
  const notes: Note[] = [];
  if (found.changedExample !== null)
    notes.push({
      level: 'warn',
      text: `第 ${found.changedExample} 行标着“样例”,内容却改过,没有导入。要导入它,请把序号里的“样例”两字删掉再导一次。`,
    });
  if (found.totals.length > 0)
    notes.push({ level: 'info', text: `第 ${numbers(found.totals)} 行是合计,没有导入:合计由系统来数。` });
  if (found.doubles.length > 0)
    notes.push({
      level: 'warn',
      text: `有 ${found.doubles.length} 行与前面的行一模一样(第 ${numbers(found.doubles)} 行),会各算一次,请核对是不是重复了。`,
    });
  return notes;
}

const numbers = (all: readonly number[]): string =>
  `${all.slice(0, 5).join('、')}${all.length > 5 ? ' 等' : ''}`;
