import { AppError, publicError } from '../platform/errors/index.ts';
import { log } from '../platform/log/index.ts';

/** Prints an answer: JSON on one line for programs, else the text. */
export function print(json: boolean | undefined, value: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(value) : text()}\n`);
}

/** Ends a command that could not do its work: exit 1, a Chinese sentence on stderr, JSON on stdout where asked. */
export function fail(error: unknown, json: boolean): void {
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
