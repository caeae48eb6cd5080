import { Worker } from 'node:worker_threads';
import { isUnreadableCode, UnreadableFile } from './unreadable.ts';

/** What one file may cost. */
const MOST_HEAP_MB = 768;
const MOST_SECONDS = 60;

/** The text of a .docx or PDF, parsed in a thread with bounded memory and time. Throws UnreadableFile. */
export async function convert(
  kind: 'docx' | 'pdf',
  bytes: Uint8Array,
  seconds: number = MOST_SECONDS,
): Promise<string> {
  const worker = new Worker(new URL('./convert-thread.ts', import.meta.url), {
    workerData: { kind, bytes },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB, stackSizeMb: 4 },
    // What a parser says about a strange font is nobody's business here.
    stdout: true,
    stderr: true,
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<string>((resolve, reject) => {
      timer = setTimeout(() => reject(new UnreadableFile('too-slow', { seconds })), seconds * 1000);
      worker.once('message', (answer: { text?: string; code?: string; details?: Record<string, number> }) => {
        if (answer.text !== undefined) resolve(answer.text);
        else if (isUnreadableCode(answer.code ?? ''))
          reject(new UnreadableFile(answer.code as UnreadableFile['code'], answer.details));
        else reject(new Error('convert: unknown answer'));
      });
      worker.once('error', (error: NodeJS.ErrnoException) => {
        const isMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY' || error instanceof RangeError;
        reject(new UnreadableFile(isMemory ? 'too-heavy' : kind === 'docx' ? 'broken-word' : 'broken-pdf'));
      });
      worker.once('exit', () => reject(new UnreadableFile(kind === 'docx' ? 'broken-word' : 'broken-pdf')));
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
