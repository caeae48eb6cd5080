import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { type AttachmentRow, allAttachments, restoreAttachment, type Shelf } from '../files/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { splitLines } from './split-lines.ts';

/**
 * Attachments (附件) in a logical backup: their rows as NDJSON, and their bytes under `files/` exactly as they lie on the
 * shelf. What is enciphered there stays so: to open it after a restore the data folder needs the keys of before.
 */
export interface LogicalFiles {
  readonly file: string;
  readonly sha256: string;
  readonly count: number;
  readonly bytes: number;
  /** Names of those whose bytes were not on the disk any more; their rows are kept. */
  readonly missing: readonly string[];
}
type Line = AttachmentRow & { readonly stored: { readonly bytes: number; readonly sha256: string } | null };

const ROWS = 'attachments.ndjson.zst';
const FILES = 'files';
const placeIn = (folder: string, place: string): string =>
  path.join(folder, FILES, path.basename(place).slice(0, 2), path.basename(place));
const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Copies all attachments. Called before the records are taken: a line of each is then surely among them. */
export async function backupFiles(db: Database, shelf: Shelf, outDir: string): Promise<LogicalFiles> {
  const tally = { count: 0, bytes: 0, missing: [] as string[] };
  const file = path.join(outDir, ROWS);
  const rows = await db.transaction(
    [],
    async (tx) => {
      const all: AttachmentRow[] = [];
      for await (const row of allAttachments(tx)) all.push(row);
      return all;
    },
    'read',
  );
  async function* lines(): AsyncGenerator<Buffer> {
    for (const row of rows) {
      const bytes = await shelf.read(row.place, null).catch(() => null);
      if (bytes) {
        const target = placeIn(outDir, row.place);
        await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
        await writeFile(target, bytes, { mode: 0o600, flush: true });
        tally.bytes += bytes.length;
      } else tally.missing.push(row.name);
      tally.count += 1;
      const stored = bytes ? { bytes: bytes.length, sha256: sumOf(bytes) } : null;
      yield Buffer.from(`${JSON.stringify({ ...row, stored } satisfies Line)}\n`);
    }
  }
  await pipeline(
    Readable.from(lines(), { objectMode: false }),
    createZstdCompress(),
    createWriteStream(file, { mode: 0o600, flush: true }),
  );
  return { file: ROWS, sha256: sumOf(await readFile(file)), ...tally };
}

async function* linesOf(from: string, files: LogicalFiles): AsyncGenerator<Line> {
  const source = createReadStream(path.join(from, path.basename(files.file)));
  const text = source.pipe(createZstdDecompress());
  source.on('error', (error) => text.destroy(error));
  for await (const line of splitLines(text)) if (line !== '') yield JSON.parse(line) as Line;
}

/** What of the attachments is missing or was changed since the backup; null when nothing. Reads all of it. */
export async function damageOfFiles(from: string, files: LogicalFiles): Promise<string | null> {
  const sum = await readFile(path.join(from, path.basename(files.file))).then(sumOf, () => '');
  if (sum !== files.sha256) return `${files.file} 缺失或被改动`;
  for await (const line of linesOf(from, files)) {
    if (!line.stored) continue;
    const bytes = await readFile(placeIn(from, line.place)).catch(() => null);
    if (!bytes || sumOf(bytes) !== line.stored.sha256) return `附件「${line.name}」缺失或被改动`;
  }
  return null;
}

/** Brings the attachments back to their lines, bytes first. Answers how many stand with a line again. */
export async function restoreFiles(
  db: Database,
  shelf: Shelf,
  from: string,
  files: LogicalFiles,
): Promise<number> {
  let restored = 0;
  for await (const line of linesOf(from, files)) {
    const { stored, ...row } = line;
    if (stored) await shelf.write(row.place, 0, await readFile(placeIn(from, row.place)), null);
    if (await db.transaction([], (tx: Tx) => restoreAttachment(tx, row))) restored += 1;
  }
  return restored;
}
