import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  houseCopyKey,
  houseCopyKeyOf,
  newCopyKey,
  type Openers,
  readKeys,
} from '../platform/crypto/index.ts';
import type { Closing } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';

const KEYS = 'keys.json';

/** Key and seal of a new copy: the keys of this data folder open it, and the passphrase in a file where there is one. */
export async function closingOf(dataDir: string, passphraseFile?: string): Promise<Closing> {
  const house = houseCopyKey(await readKeys(dataDir));
  const passphrase = passphraseFile === undefined ? undefined : await passphraseIn(passphraseFile);
  return await newCopyKey({
    house: { ...house, place: path.resolve(dataDir, KEYS) },
    ...(passphrase === undefined ? {} : { passphrase }),
  });
}

/** What may open a copy: a keys.json named, or the one in the data folder, and the passphrase in a file. */
export async function openersOf(o: {
  readonly dataDir: string;
  readonly keysFile?: string | undefined;
  readonly passphraseFile?: string | undefined;
}): Promise<Openers> {
  const house = await houseCopyKeyOf(o.keysFile ?? path.join(o.dataDir, KEYS));
  if (!house && o.keysFile !== undefined) throw new AppError('keys.unreadable', { file: o.keysFile });
  return {
    ...(house ? { house } : {}),
    ...(o.passphraseFile === undefined ? {} : { passphrase: await passphraseIn(o.passphraseFile) }),
  };
}

/** The first line of a file that nobody else may read. Errors: backup.passphrase. */
async function passphraseIn(file: string): Promise<string> {
  const mode = (await stat(file).catch(() => null))?.mode;
  const line = mode === undefined ? '' : ((await readFile(file, 'utf8')).split('\n')[0] ?? '').trim();
  if (line.length < 12 || ((mode ?? 0) & 0o077) !== 0) throw new AppError('backup.passphrase', { file });
  return line;
}
