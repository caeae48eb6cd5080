import {
  LARGEST_FILE,
  LONGEST_TEXT,
  type OpenedFile,
  openFileQuery,
} from '../../../contracts/api-reading.ts';
import type { Actor } from '../../access/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import { documentText, UnreadableFile } from '../../reading/files/index.ts';

/** Files that are taken apart at once; each has a thread and up to 768 MB of its own. */
const AT_ONCE = 2;

/** Opens a file as text (打开文件): the body is the file itself. Nothing of it is kept. */
export function fileRoutes(): Route<Actor>[] {
  let open = 0;
  return [
    defineRoute<Actor, undefined, typeof openFileQuery>({
      method: 'POST',
      path: '/api/readings/file',
      permission: 'reading.use',
      rate: 'heavy',
      summary: 'The text of a .txt, .docx or .pdf 打开文件',
      query: openFileQuery,
      handle: async ({ query, request }): Promise<OpenedFile> => {
        const bytes = await bytesOf(request);
        if (open >= AT_ONCE) throw new AppError('reading.crowded', { retryAfter: 20 });
        open += 1;
        try {
          return { title: titleOf(query.name), text: fitting(await documentText(bytes)) };
        } catch (error) {
          if (error instanceof UnreadableFile)
            throw new AppError('reading.unreadable', { sentence: error.message });
          throw error;
        } finally {
          open -= 1;
        }
      },
    }),
  ];
}

/** Counted while it comes in: a body sent in pieces does not say beforehand how long it is. */
async function bytesOf(request: Request): Promise<Uint8Array> {
  const tooLarge = new AppError('input.too-large', {
    sentence: `文件太大,最多 ${LARGEST_FILE / 1_000_000} MB。请分成几份,或另存为文本文件(.txt)。`,
  });
  if (Number(request.headers.get('content-length') ?? 0) > LARGEST_FILE) throw tooLarge;
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > LARGEST_FILE) throw tooLarge;
    pieces.push(piece);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}

/** The text as it may be read and stored: no NUL, no half of a character, not longer than is read at once. */
function fitting(text: string): string {
  if (text.length > LONGEST_TEXT)
    throw new AppError('input.too-large', {
      sentence: `文件里有 ${Math.ceil(text.length / 10_000)} 万字,一次最多读 ${LONGEST_TEXT / 10_000} 万字。请分成几份。`,
    });
  return text.toWellFormed().replaceAll('\u0000', ' ');
}

/** 2013年工作总结.docx → 2013年工作总结. */
const titleOf = (name: string): string =>
  (name.split(/[/\\]/).at(-1) ?? name).replace(/\.[A-Za-z]{2,5}$/, '').trim();
