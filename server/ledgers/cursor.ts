import { isRealDay } from '../platform/clock/index.ts';
import { AppError } from '../platform/errors/index.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;

/**
 * Reads a page's cursor 'where~id' (a day, or a number that may be empty for lines without one). Null = the first page.
 * Throws input.invalid for anything else: it comes from outside and goes into a comparison of the database.
 */
export function readCursor(
  text: string | null,
  kind: 'day' | 'value',
): { readonly at: string; readonly last: string } | null {
  if (text === null || text === '') return null;
  const cut = text.indexOf('~');
  const [at, last] = [text.slice(0, Math.max(cut, 0)), text.slice(cut + 1)];
  const isPlace = kind === 'day' ? isRealDay(at) : at === '' || NUMBER.test(at);
  if (cut < 0 || !isPlace || !UUID.test(last)) {
    throw new AppError('input.invalid', {
      problems: [{ field: 'after', message: '翻页的位置读不懂,请从第一页重新打开。' }],
    });
  }
  return { at, last };
}
