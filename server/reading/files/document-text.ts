import { readFile, stat } from 'node:fs/promises';
import { convert } from './convert.ts';
import { decodeText } from './decode-text.ts';
import { UnreadableFile } from './unreadable.ts';

const MOST_MB = 64;
const MOST_CHARS = 20_000_000;

/**
 * The text of a file by its content, whatever its name says: .txt (UTF-8, UTF-16, GB18030), .docx, .pdf with text. At most
 * 64 MB and 20 million characters. Throws UnreadableFile with a Chinese sentence for all others.
 */
export async function documentText(bytes: Uint8Array): Promise<string> {
  if (bytes.length > MOST_MB * 1024 * 1024)
    throw new UnreadableFile('too-large', { size: Math.ceil(bytes.length / 1024 / 1024), most: MOST_MB });
  const text = await textOf(bytes);
  if (text.trim() === '') throw new UnreadableFile('empty');
  if (text.length > MOST_CHARS) throw new UnreadableFile('too-long', { most: MOST_CHARS / 10_000 });
  return text;
}

/** Reads a file of the disk. Throws UnreadableFile, also where it is missing, a folder, or not ours to read. */
export async function fileText(path: string): Promise<string> {
  return await documentText(await fileBytes(path));
}

async function textOf(bytes: Uint8Array): Promise<string> {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return await convert('docx', bytes);
  if (head.includes('%PDF-')) return await convert('pdf', bytes);
  if (head.startsWith('\xd0\xcf\x11\xe0'))
    throw new UnreadableFile(isLocked(bytes) ? 'encrypted' : 'old-word');
  if (head.startsWith('{\\rtf')) throw new UnreadableFile('rtf');
  return decodeText(bytes);
}

/** A .docx with a password is an old container whose directory names its encrypted package. */
const isLocked = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );

async function fileBytes(path: string): Promise<Uint8Array> {
  try {
    // Asked before it is opened: opening a pipe would wait for its writer.
    const what = await stat(path);
    if (what.isDirectory()) throw new UnreadableFile('folder');
    if (!what.isFile()) throw new UnreadableFile('device');
    if (what.size > MOST_MB * 1024 * 1024)
      throw new UnreadableFile('too-large', { size: Math.ceil(what.size / 1024 / 1024), most: MOST_MB });
    return await readFile(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (
      code === 'ENOENT' ||
      code === 'ENOTDIR' ||
      code === 'ENAMETOOLONG' ||
      code === 'ERR_INVALID_ARG_VALUE'
    )
      throw new UnreadableFile('missing');
    if (code === 'EACCES' || code === 'EPERM') throw new UnreadableFile('denied');
    if (code === 'EISDIR') throw new UnreadableFile('folder');
    throw error;
  }
}
