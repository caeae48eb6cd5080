import { SECURITY_HEADERS } from '../platform/http/index.ts';
import type { OpenedFile } from './actions/open-file.ts';
import { extensionOf } from './look-at.ts';

/**
 * A file on the wire (SECURITY 27): its own checked type, never guessed, never run; a picture may show in a page, anything
 * else is only handed over. The right was asked before this; a browser may keep it, but must ask each time.
 */
export function answerFile(file: OpenedFile, show: boolean, request: Request): Response {
  const tag = `"${file.sha256}"`;
  const isPicture = file.kind.startsWith('image/');
  const headers = {
    ...SECURITY_HEADERS,
    'Cache-Control': 'private, no-cache',
    ETag: tag,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Content-Type': file.kind,
    'Content-Disposition': disposition(file.name, show && isPicture ? 'inline' : 'attachment'),
  };
  if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(file.bytes), { headers });
}

/** RFC 6266: a plain name for old browsers, the true one in UTF-8. */
export function disposition(name: string, how: 'inline' | 'attachment'): string {
  const extension = extensionOf(name);
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="file${extension ? `.${extension}` : ''}"; filename*=UTF-8''${encoded}`;
}
