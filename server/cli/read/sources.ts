import { readdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../platform/errors/index.ts';
import { fileText, UnreadableFile } from '../../reading/files/index.ts';

/** A file that was given or stands in the folder to compare with. `place` tells whether two names are one file. */
export interface Source {
  readonly name: string;
  readonly place: string;
}

/** A text, or the sentence why there is none. */
export type Opened = { readonly text: string } | { readonly code: string; readonly message: string };

const READABLE = /\.(?:txt|docx|pdf)$/i;

/** The files named on the command line, each once. */
export async function namedSources(names: readonly string[]): Promise<Source[]> {
  const sources = await Promise.all(
    names.map(async (name) => ({ name, place: await realpath(name).catch(() => name) })),
  );
  return sources.filter((s, i) => sources.findIndex((other) => other.place === s.place) === i);
}

/** All .txt, .docx and .pdf below a folder, in the order of their names. Throws command.needs. */
export async function sourcesIn(folder: string): Promise<Source[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const names = entries
      .filter((e) => e.isFile() && READABLE.test(e.name) && !e.name.startsWith('~$'))
      .map((e) => join(e.parentPath, e.name))
      .sort();
    const root = await realpath(folder);
    return names.map((name) => ({ name, place: join(root, name.slice(join(folder, '.').length)) }));
  } catch {
    throw new AppError('command.needs', {
      what: `能读的文件夹(「${folder}」不是文件夹,或没有权限读)`,
    });
  }
}

/** The text of a source; a file that cannot be read is an answer, so that one bad file spoils no others. */
export async function openSource(source: Source): Promise<Opened> {
  try {
    return { text: await fileText(source.name) };
  } catch (error) {
    if (error instanceof UnreadableFile)
      return { code: `file.${error.code}`, message: `「${source.name}」:${error.message}` };
    throw error;
  }
}
