import { Worker } from 'node:worker_threads';
import { AppError } from '../../platform/errors/index.ts';
import { kindOfFile } from './inspect.ts';
import { MOST } from './limits.ts';
import type { Cell } from './model.ts';
import type { BookTask, BookTold, RowsAsk, SheetHead } from './thread-words.ts';
import { isRefusal, refuse } from './unreadable.ts';

/** A file that was read and lies in a thread of its own until it is closed. */
export interface OpenBook {
  readonly sheets: readonly SheetHead[];
  rows(ask: RowsAsk): Promise<readonly (readonly Cell[])[]>;
  close(): Promise<void>;
}

/** Two at once on a small machine; who comes while eight wait is asked to come again. */
const AT_ONCE = 2;
const WAITING = 8;

/** Opens files (.xlsx, .csv) in threads with bounded memory and time. Throws a refusal or workbook.crowded. */
export function bookOpener(): (bytes: Uint8Array) => Promise<OpenBook> {
  let open = 0;
  const queue: (() => void)[] = [];
  const leave = (): void => {
    open -= 1;
    queue.shift()?.();
  };
  return async (bytes) => {
    const kind = kindOfFile(bytes);
    if (queue.length >= WAITING) throw new AppError('workbook.crowded', { retryAfter: 20 });
    if (open >= AT_ONCE) await new Promise<void>((go) => queue.push(go));
    open += 1;
    try {
      return await openInThread({ bytes, kind }, leave);
    } catch (error) {
      leave();
      throw error;
    }
  };
}

async function openInThread(task: BookTask, closed: () => void): Promise<OpenBook> {
  const worker = new Worker(new URL('./thread.ts', import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: MOST.heapMb, stackSizeMb: 4 },
    stdout: true,
    stderr: true,
  });
  const answer = (): Promise<BookTold> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => settle(() => reject(refuse('workbook.too-slow', { seconds: MOST.seconds }))),
        MOST.seconds * 1_000,
      );
      const told = (message: BookTold): void => settle(() => resolve(message));
      // Out of memory ends the thread, not the house.
      const failed = (): void => settle(() => reject(refuse('workbook.bomb', { most: MOST.heapMb })));
      const ended = (): void => settle(() => reject(refuse('workbook.broken')));
      const settle = (fn: () => void): void => {
        clearTimeout(timer);
        worker.off('message', told).off('error', failed).off('exit', ended);
        fn();
      };
      worker.once('message', told).once('error', failed).once('exit', ended);
    });
  try {
    const first = await answer();
    if (first.kind === 'refused')
      throw refuse(isRefusal(first.code) ? first.code : 'workbook.broken', first.details);
    if (first.kind !== 'book') throw refuse('workbook.broken');
    return {
      sheets: first.sheets,
      async rows(ask) {
        worker.postMessage(ask);
        const told = await answer();
        return told.kind === 'rows' ? told.rows : [];
      },
      async close() {
        await worker.terminate();
        closed();
      },
    };
  } catch (error) {
    await worker.terminate();
    throw error;
  }
}
