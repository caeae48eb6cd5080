import { AppError } from '../errors/index.ts';
import { isNoText, seenText } from './text.ts';

/** The `__Host-` prefix binds the cookie to this host, path / and Secure; loopback counts as secure for browsers. */
export const SESSION_COOKIE = '__Host-halfsky';

export const sessionToken = (request: Request): string | undefined => readCookie(request, SESSION_COOKIE);

export function readCookie(request: Request, wanted: string): string | undefined {
  const cookies = request.headers.get('cookie') ?? '';
  for (const part of cookies.split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === wanted && value) return value;
  }
  return undefined;
}

export const sessionCookie = (token: string, maxAgeSeconds: number): string =>
  hostCookie(SESSION_COOKIE, token, maxAgeSeconds);

/** A cookie of this host alone, out of reach of scripts and of other sites; `name` begins with `__Host-`. */
export function hostCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Path=/; HttpOnly; Secure; SameSite=Strict; Max-Age=${maxAgeSeconds}`;
}

const MAX_FORM = 20_000;
/** The fields of a form that a page without scripts sends. Throws `input.unreadable`, `input.too-large`. */
export async function readForm(request: Request, most = MAX_FORM): Promise<Readonly<Record<string, string>>> {
  const type = request.headers.get('content-type') ?? '';
  if (!type.startsWith('application/x-www-form-urlencoded')) throw new AppError('input.unreadable');
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > most) throw new AppError('input.too-large');
    pieces.push(piece);
  }
  const fields = [...new URLSearchParams(Buffer.concat(pieces).toString('utf8'))];
  if (fields.flat().some(isNoText)) throw new AppError('input.unreadable');
  return Object.fromEntries(fields.map(([name, value]) => [name, seenText(value)]));
}

/**
 * A state-changing request whose Origin is another site's, or that a browser marks as cross-site (SECURITY 10). With
 * `hidesReferrer` the page's own policy makes browsers say `Origin: null`, which is then looked at by the other mark.
 */
export function isForeign(request: Request, hidesReferrer = false): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null && !(hidesReferrer && origin === 'null'))
    return originHost(origin) !== (request.headers.get('host') ?? new URL(request.url).host);
  const site = request.headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}

function originHost(origin: string): string {
  try {
    return new URL(origin).host;
  } catch {
    return '';
  }
}

export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
};

/** Own scripts only. Ant Design writes style elements at run time, so styles carry the page's nonce. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
