import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keys of a data folder: outside the database and outside its backups (SECURITY 24). */
export interface Keys {
  /** For blind indexes: equality without reading. */
  readonly blind: Buffer;
  /** For sealed fields: `now` names the one that seals; older ones still open what they sealed. */
  readonly field: { readonly now: string; readonly keys: ReadonlyMap<string, Buffer> };
}

interface KeyFile {
  readonly blind: string;
  readonly field?: { readonly now: string; readonly keys: Readonly<Record<string, string>> };
}

const newKey = (): string => randomBytes(32).toString('hex');

/** Reads the keys of a data folder, making what is missing on first use (file mode 0600). */
export async function readKeys(dataDir: string): Promise<Keys> {
  const file = join(dataDir, 'keys.json');
  try {
    const text = JSON.parse(await readFile(file, 'utf8')) as KeyFile;
    if (!text.field) {
      // A folder from before there were sealed fields.
      await addFieldKey(file, text);
      return await readKeys(dataDir);
    }
    return {
      blind: Buffer.from(text.blind, 'hex'),
      field: {
        now: text.field.now,
        keys: new Map(Object.entries(text.field.keys).map(([id, hex]) => [id, Buffer.from(hex, 'hex')])),
      },
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dataDir, { recursive: true });
    const made: KeyFile = { blind: newKey(), field: { now: 'k1', keys: { k1: newKey() } } };
    await writeFile(file, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
    return await readKeys(dataDir);
  }
}

/** Written beside and put in place in one step: a key file cut in half would be the loss of everything it sealed. */
async function addFieldKey(file: string, before: KeyFile): Promise<void> {
  const beside = `${file}.new`;
  const made: KeyFile = { ...before, field: { now: 'k1', keys: { k1: newKey() } } };
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(JSON.stringify(made));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
}
