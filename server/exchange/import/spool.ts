import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { splitLines } from '../split-lines.ts';

/**
 * Lines of a file put aside (only for this user, 0600) until all units of the file are known: the units may come after
 * the lines that use them, and a stream cannot be read twice. So a file of any size needs little memory.
 */
export interface Spool {
  put(line: number, text: string): Promise<void>;
  /** All that was put, in order; may be read more than once. */
  read(): AsyncGenerator<{ readonly line: number; readonly text: string }>;
  remove(): Promise<void>;
}

const CHUNK = 256 * 1024;

export async function openSpool(): Promise<Spool> {
  const folder = await mkdtemp(path.join(tmpdir(), 'halfsky-import-'));
  const file = path.join(folder, 'lines');
  const sink = createWriteStream(file, { mode: 0o600 });
  let chunk = '';
  const flush = async (): Promise<void> => {
    const text = chunk;
    chunk = '';
    if (text !== '' && !sink.write(text)) await once(sink, 'drain');
  };
  let finished = false;
  return {
    async put(line, text) {
      chunk += `${line}\t${text}\n`;
      if (chunk.length > CHUNK) await flush();
    },
    async *read() {
      if (!finished) {
        finished = true;
        await flush();
        sink.end();
        await once(sink, 'finish');
      }
      for await (const row of splitLines(createReadStream(file, { highWaterMark: CHUNK }))) {
        const at = row.indexOf('\t');
        yield { line: Number(row.slice(0, at)), text: row.slice(at + 1) };
      }
    },
    async remove() {
      sink.destroy();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
