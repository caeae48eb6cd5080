import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { levelOf, parentCode } from './codes.ts';

export interface TreeRow {
  readonly code: string;
  readonly name: string;
}

const MAGIC = 'halfsky-regions-1';
const TAB = 9;
const NEWLINE = 10;
const MARK = 62; // '>'

/**
 * Packs a tree, sorted by code with parents first, into zstd over UTF-8 lines. A line is one '>' for each
 * level above the village, then, unless 0, the step from the last sibling's number minus 1 and a tab, then
 * the name; so the usual line of a village is its name alone. The first line gives the state's date and the
 * count of nodes. Same rows, same bytes (with the same zlib).
 */
export function packTree(rows: readonly TreeRow[], date: string): Buffer {
  const last = [-1, -1, -1, -1, -1];
  const lines = [`${MAGIC} ${date} ${rows.length}`];
  let before = '';
  for (const { code, name } of rows) {
    const level = levelOf(code);
    if (level === null || code <= before || !name || /[\t\n]|^[\d>]+\t/.test(name)) {
      throw new Error(`cannot pack ${code} ${name} after ${before}`);
    }
    const number = Number(code.slice(parentCode(code)?.length ?? 0));
    const step = number - (last[level - 1] ?? -1) - 1;
    last[level - 1] = number;
    last.fill(-1, level);
    lines.push(`${'>'.repeat(5 - level)}${step === 0 ? '' : `${step}\t`}${name}`);
    before = code;
  }
  return zstdCompressSync(Buffer.from(`${lines.join('\n')}\n`), {
    params: { [constants.ZSTD_c_compressionLevel]: 19 },
  });
}

/** What the first line of a packed tree says: the state's date of the codes (YYYY-MM-DD) and the node count. */
export function readHeader(text: Buffer): { date: string; count: number; bodyAt: number } {
  const end = text.indexOf(NEWLINE);
  const [magic, date, count] = text.toString('latin1', 0, Math.max(end, 0)).split(' ');
  if (magic !== MAGIC || date === undefined || count === undefined) {
    throw new Error(`not a packed region tree (wants ${MAGIC})`);
  }
  return { date, count: Number(count), bodyAt: end + 1 };
}

/**
 * Walks a packed tree, parents first, one row at a time over the unpacked text (14 MB, the only memory held).
 * Rows that `wanted` refuses are passed over without making their name. Throws when the file is cut short.
 */
export function* walkTree(packed: Buffer, wanted?: (code: string) => boolean): Generator<TreeRow> {
  const text = zstdDecompressSync(packed);
  const { count, bodyAt } = readHeader(text);
  const numbers = [-1, -1, -1, -1, -1];
  const codes = ['', '', '', '', ''];
  let seen = 0;
  for (let at = bodyAt; at < text.length; seen++) {
    const end = text.indexOf(NEWLINE, at);
    if (end < 0) break;
    let depth = 4;
    while (text[at] === MARK) {
      depth--;
      at++;
    }
    const step = stepAt(text, at, end);
    const number = (numbers[depth] ?? -1) + 1 + step.value;
    numbers[depth] = number;
    numbers.fill(-1, depth + 1);
    const code = (codes[depth - 1] ?? '') + String(number).padStart(depth < 3 ? 2 : 3, '0');
    codes[depth] = code;
    if (!wanted || wanted(code)) yield { code, name: text.toString('utf8', step.nameAt, end) };
    at = end + 1;
  }
  if (seen !== count) throw new Error(`the region tree is cut short: ${seen} of ${count} nodes`);
}

/** The optional `digits TAB` before a name; a name may itself begin with a digit. */
function stepAt(text: Buffer, from: number, end: number): { value: number; nameAt: number } {
  let at = from;
  let value = 0;
  while (at < end) {
    const byte = text[at] ?? 0;
    if (byte === TAB && at > from) return { value, nameAt: at + 1 };
    if (byte < 48 || byte > 57) break;
    value = value * 10 + byte - 48;
    at++;
  }
  return { value: 0, nameAt: from };
}
