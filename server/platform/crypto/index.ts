import { createHmac, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Keys of a data folder: outside the database and outside its backups (SECURITY 24). */
export interface Keys {
  /** For blind indexes: equality without reading. */
  readonly blind: Buffer;
}

/** Reads the keys of a data folder, making them on first use (file mode 0600). */
export async function readKeys(dataDir: string): Promise<Keys> {
  const file = join(dataDir, 'keys.json');
  try {
    const text = JSON.parse(await readFile(file, 'utf8')) as { blind: string };
    return { blind: Buffer.from(text.blind, 'hex') };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, JSON.stringify({ blind: randomBytes(32).toString('hex') }), {
      mode: 0o600,
      flag: 'wx',
    });
    return await readKeys(dataDir);
  }
}

/** A key by which equal texts are found and from which none can be read: 96 bits of HMAC-SHA-256. */
export function blindKey(keys: Keys): (text: string) => string {
  return (text) => createHmac('sha256', keys.blind).update(text).digest('base64url').slice(0, 16);
}
