import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { splitLines } from '../split-lines.ts';

/**
 * Lines of a file put aside until all units of the file are known: the units may come after the lines that use them, and
 * a stream cannot be read twice. So a file of any size needs little memory. The file bears no name as soon as it is open,
 * so that a killed import leaves nobody's data behind.
 */
export interface Spool {
  put(line: number, text: string): Promise<void>;
  /** All that was put, in order; may be read more than once, after the last put. */
  read(): AsyncGenerator<{ readonly line: number; readonly text: string }>;
  remove(): Promise<void>;
}

const CHUNK = 256 * 1024;

export async function openSpool(): Promise<Spool> {
  const folder = await mkdtemp(path.join(tmpdir(), 'halfsky-import-'));
  const file = await open(path.join(folder, 'lines'), 'wx+', 0o600);
  // Where a file that is open cannot be unnamed (Windows), it goes at the end.
  await rm(folder, { recursive: true, force: true }).catch(() => {});
  let chunk = '';
  const flush = async (): Promise<void> => {
    const text = chunk;
    chunk = '';
    if (text !== '') await file.appendFile(text);
  };
  return {
    async put(line, text) {
      chunk += `${line}\t${text}\n`;
      if (chunk.length > CHUNK) await flush();
    },
    async *read() {
      await flush();
      const stream = file.createReadStream({ start: 0, autoClose: false, highWaterMark: CHUNK });
      for await (const row of splitLines(stream)) {
        const at = row.indexOf('\t');
        yield { line: Number(row.slice(0, at)), text: row.slice(at + 1) };
      }
    },
    async remove() {
      await file.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
