import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../platform/errors/index.ts';
import { readBook } from './read-book.ts';
import type { BookTask, BookTold, RowsAsk } from './thread-words.ts';

/**
 * Reading beside the server (另一条线程): fifty thousand rows keep a processor busy for seconds, a hostile file for ever.
 * Rows are handed over some at a time, so that nobody waits for their copying.
 */
const port = parentPort;
if (port === null) throw new Error('this file runs as a thread of a book');

const tell = (told: BookTold): void => port.postMessage(told);
const HEAD = 200;

try {
  const { bytes, kind } = workerData as BookTask;
  const sheets = await readBook(bytes, kind);
  tell({
    kind: 'book',
    sheets: sheets.map((s) => ({
      name: s.name,
      hidden: s.hidden,
      rowCount: s.rows.length,
      // The hidden sheet that a template carries is read whole.
      head: s.rows.slice(0, s.hidden ? HEAD * 10 : HEAD),
    })),
  });
  port.on('message', ({ sheet, from, to }: RowsAsk) => {
    tell({ kind: 'rows', rows: sheets[sheet]?.rows.slice(from, to) ?? [] });
  });
} catch (error) {
  const known = error instanceof AppError;
  tell({
    kind: 'refused',
    code: known ? error.code : 'workbook.broken',
    details: known ? (error.details as Record<string, string | number>) : {},
  });
}
