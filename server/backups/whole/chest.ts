import { createHash } from 'node:crypto';
import { mkdir, open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { openStream, SealBroken, sealStream } from '../../platform/crypto/index.ts';
import { AppError } from '../../platform/errors/index.ts';

/** One file of a copy as it lies there: bytes and SHA-256 of the file itself, so that it can be checked without any key. */
export interface Kept {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  /** Bytes of what is in it. */
  readonly plain: number;
}

/** The folder of a whole export (整体导出). With a key, whatever is put into it is enciphered. */
export interface Chest {
  readonly folder: string;
  /** Writes what comes, in flat memory, and waits until it is on the disk. `smaller`: worth compressing. */
  put(name: string, source: AsyncIterable<Uint8Array>, o: { readonly smaller: boolean }): Promise<Kept>;
  /** What was put in. Throws backup.damaged with the file and the place where it does not open. */
  get(kept: Kept): AsyncIterable<Buffer>;
}

const SEALED = '.sealed';
const SMALLER = '.zst';

export function openChest(folder: string, key: Buffer | null): Chest {
  const place = (file: string): string => inside(folder, file);
  return {
    folder,
    async put(name, source, { smaller }) {
      const file = `${name}${key ? SEALED : smaller ? SMALLER : ''}`;
      const tally = { size: 0, plain: 0 };
      const counted = tapped(source, (part) => {
        tally.plain += part.length;
      });
      const closed = key
        ? sealStream(counted, key, file, { smaller })
        : smaller
          ? zstd(counted, createZstdCompress())
          : counted;
      await mkdir(path.dirname(place(file)), { recursive: true, mode: 0o700 });
      const hash = createHash('sha256');
      const target = await open(place(file), 'wx', 0o600);
      try {
        for await (const part of closed) {
          hash.update(part);
          await target.writeFile(part);
          tally.size += part.length;
        }
        await target.sync();
      } catch (error) {
        await rm(place(file), { force: true });
        throw error;
      } finally {
        await target.close();
      }
      return { file, ...tally, sha256: hash.digest('hex') };
    },
    async *get(kept) {
      const bytes = bytesOf(place(kept.file));
      let plain = 0;
      try {
        const opened = key
          ? openStream(bytes, key, kept.file)
          : kept.file.endsWith(SMALLER)
            ? zstd(bytes, createZstdDecompress())
            : bytes;
        for await (const part of opened) {
          plain += part.length;
          yield part;
        }
      } catch (error) {
        if (error instanceof SealBroken)
          throw damaged(folder, `${kept.file} 从第 ${error.offset} 字节起${BROKEN[error.reason]}`);
        throw error;
      }
      if (plain !== kept.plain)
        throw damaged(folder, `${kept.file} 打开后是 ${plain} 字节,应有 ${kept.plain} 字节`);
    },
  };
}

const BROKEN: Readonly<Record<SealBroken['reason'], string>> = {
  'not-sealed': '不是加密的备份文件',
  cut: '被截断',
  changed: '被改动、调换,或不属于这份备份',
};

/** What of a file is wrong in a sentence, null when it lies there as it was written. Needs no key; reads all of it. */
export async function damageOf(folder: string, kept: Kept): Promise<string | null> {
  const found = await stat(inside(folder, kept.file)).catch(() => null);
  if (!found) return `${kept.file} 不见了`;
  if (found.size < kept.size) return `${kept.file} 被截断:只有 ${found.size} 字节,应有 ${kept.size} 字节`;
  const hash = createHash('sha256');
  for await (const part of bytesOf(inside(folder, kept.file))) hash.update(part);
  return found.size === kept.size && hash.digest('hex') === kept.sha256 ? null : `${kept.file} 被改动过`;
}

export const damaged = (folder: string, what: string): AppError =>
  new AppError('backup.damaged', {
    sentence: `备份 ${folder} 不完整:${what}。什么也没有恢复,请换一份备份。`,
  });

/** A name out of a manifest must not lead out of its folder. */
export function inside(folder: string, file: string): string {
  const whole = path.resolve(folder, file);
  if (!whole.startsWith(path.resolve(folder) + path.sep))
    throw damaged(folder, `清单里的文件名不对(${file})`);
  return whole;
}

/** A file's bytes; opened when they are first asked for, so that whoever asks hears that it is not there. */
export async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  const source = await open(file, 'r');
  try {
    for (;;) {
      const { bytesRead, buffer } = await source.read(Buffer.allocUnsafe(PART), 0, PART);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await source.close();
  }
}
const PART = 256 * 1024;

async function* tapped(
  source: AsyncIterable<Uint8Array>,
  tap: (part: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  for await (const part of source) {
    tap(part);
    yield part;
  }
}

/** Through a compressor of Node's; an error of the source ends it too. */
async function* zstd(source: AsyncIterable<Uint8Array>, through: Transform): AsyncGenerator<Buffer> {
  const done = pipeline(Readable.from(source, { objectMode: false }), through);
  // Told by the loop as well; here it must only not be unheard.
  done.catch(() => undefined);
  for await (const part of through) yield part as Buffer;
  await done;
}
