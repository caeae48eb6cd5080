import { parentPort, workerData } from 'node:worker_threads';
import { pdfText } from './pdf-text.ts';
import { UnreadableFile } from './unreadable.ts';
import { wordText } from './word-text.ts';

/** Parses one .docx or PDF in a thread of its own, so that a file that eats memory or time ends the thread and not the house. */
const { kind, bytes } = workerData as { kind: 'docx' | 'pdf'; bytes: Uint8Array };
try {
  const text = kind === 'docx' ? await wordText(bytes) : await pdfText(bytes);
  parentPort?.postMessage({ text });
} catch (error) {
  parentPort?.postMessage(
    error instanceof UnreadableFile
      ? { code: error.code, details: error.details }
      : { code: kind === 'docx' ? 'broken-word' : 'broken-pdf', details: {} },
  );
}
