import { isUtf8 } from 'node:buffer';
import { AppError } from '../platform/errors/index.ts';

/**
 * Lines of a stream of UTF-8 bytes, cut at \n only: Node's readline also cuts at U+2028, which may stand inside JSON.
 * Other bytes (GBK, say) are refused by line (input.unreadable): read on, every Chinese word would be lost for good.
 */
export async function* splitLines(chunks: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  let done = 0;
  let isFirst = true;
  const decoded = (chunk: Buffer | undefined): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
    } catch {
      throw notUtf8(done + 1 + (chunk === undefined ? 0 : goodLines(chunk, isFirst)));
    }
  };
  for await (const chunk of chunks) {
    const text = rest + (typeof chunk === 'string' ? chunk : decoded(chunk));
    isFirst = false;
    let start = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      done += 1;
      yield text.slice(start, end);
      start = end + 1;
    }
    rest = text.slice(start);
  }
  rest += decoded(undefined);
  if (rest !== '') yield rest;
}

/** How many whole lines of a chunk can be read before the one that cannot. A later chunk may begin inside a character. */
function goodLines(chunk: Buffer, isFirst: boolean): number {
  let good = 0;
  let start = 0;
  for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, start)) {
    if ((isFirst || start > 0) && !isUtf8(chunk.subarray(start, end))) break;
    good += 1;
    start = end + 1;
  }
  return good;
}

const notUtf8 = (line: number): AppError =>
  new AppError('input.unreadable', {
    sentence: `第 ${line} 行不是 UTF-8 文字(可能是 GBK)。请把文件另存为 UTF-8 编码再导入。`,
  });
