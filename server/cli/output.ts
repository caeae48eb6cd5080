import { AppError, publicError } from '../platform/errors/index.ts';
import { log } from '../platform/log/index.ts';

/** Prints an answer: JSON on one line for programs, else the text. */
export function print(json: boolean | undefined, value: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(value) : text()}\n`);
}

/** Ends a command that could not do its work: exit 1, a Chinese sentence on stderr, JSON on stdout where asked. */
export function fail(given: unknown, json: boolean): void {
  const error = inWords(given);
  const { body } = publicError(error);
  if (json) process.stdout.write(`${JSON.stringify(body)}\n`);
  if (error instanceof AppError) {
    process.stderr.write(`${error.message}\n`);
    for (const p of error.details.problems ?? []) process.stderr.write(`  ${p.field}: ${p.message}\n`);
  } else {
    process.stderr.write('没有完成:出了意外。详情见下面一行。\n');
    log.error({ err: error }, 'command failed');
  }
  process.exitCode = 1;
}

const FILE_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: '没有这个文件或文件夹',
  EISDIR: '这是文件夹,不是文件',
  ENOTDIR: '路径里有一段不是文件夹',
  EACCES: '没有权限',
  EEXIST: '已经有了',
};

/** What the system says about files that the command line named; everything else as it is. */
function inWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof AppError) return error;
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== undefined && path !== undefined && FILE_ERRORS[code] !== undefined)
    return new AppError('input.unreadable', { sentence: `${path}:${FILE_ERRORS[code]}。` });
  if (code?.startsWith('Z_'))
    return new AppError('input.unreadable', { sentence: '压缩文件(.gz)已损坏或不完整。' });
  return error;
}
