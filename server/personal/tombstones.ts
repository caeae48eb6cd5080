import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Tx } from '../platform/db/index.ts';

/**
 * What was erased (删除记录): the names of keys that are destroyed, `matter/…`, `letter/…`, `file/…`, and for a matter, sealed,
 * what may stay of it for counting. Whose it was stands nowhere. Kept beside the keys, where no restore of a database takes
 * it back, and as well in the database, for another machine that opens the same one.
 */
export interface Tombstone {
  readonly subject: string;
  readonly at: string;
  readonly rest: string | null;
}

const fileIn = (dataDir: string): string => join(dataDir, 'erasures.ndjson');
const SUBJECT = /^(matter|letter|file)\/[0-9a-f-]{32,36}$/;

/** All that the file tells. A last line that was cut off by a power cut is no line; any other that does not read is an error. */
export async function readTombstones(dataDir: string): Promise<Tombstone[]> {
  const text = await readFile(fileIn(dataDir), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  const lines = text.split('\n');
  // Without its line's end it was never acknowledged: the erasure that wrote it did not come to its end.
  lines.pop();
  return lines
    .filter((line) => line !== '')
    .map((line, i) => {
      const stone = parsed(line);
      if (!stone) throw new Error(`${fileIn(dataDir)}: line ${i + 1} does not read`);
      return stone;
    });
}

function parsed(line: string): Tombstone | null {
  try {
    const { subject, at, rest } = JSON.parse(line) as Tombstone;
    return SUBJECT.test(subject) && typeof at === 'string' ? { subject, at, rest: rest ?? null } : null;
  } catch {
    return null;
  }
}

/** Adds to the file and waits until it is on the disk. A line cut off before is ended first, or it would swallow the next. */
export async function appendTombstones(dataDir: string, stones: readonly Tombstone[]): Promise<void> {
  if (stones.length === 0) return;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await dropCutLine(dataDir);
  const file = await open(fileIn(dataDir), 'a', 0o600);
  try {
    await file.writeFile(stones.map((s) => `${JSON.stringify(s)}\n`).join(''));
    await file.sync();
  } finally {
    await file.close();
  }
}

async function dropCutLine(dataDir: string): Promise<void> {
  const bytes = await readFile(fileIn(dataDir)).catch(() => Buffer.alloc(0));
  const whole = bytes.lastIndexOf('\n') + 1;
  if (whole === bytes.length) return;
  const file = await open(fileIn(dataDir), 'r+');
  try {
    await file.truncate(whole);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What the database tells. */
export async function keptTombstones(tx: Tx): Promise<Tombstone[]> {
  const rows = await tx.sql('SELECT subject, at, rest FROM erasure ORDER BY at, subject');
  return rows.map((r) => ({
    subject: String(r['subject']),
    at: (r['at'] as Date).toISOString(),
    rest: (r['rest'] as string | null) ?? null,
  }));
}

/** Keeps them in the database as well. As the owner. */
export async function keepTombstones(tx: Tx, stones: readonly Tombstone[]): Promise<void> {
  await tx.sql(
    `INSERT INTO erasure (subject, at, rest) SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[])
     ON CONFLICT (subject) DO NOTHING`,
    [stones.map((s) => s.subject), stones.map((s) => s.at), stones.map((s) => s.rest)],
  );
}
