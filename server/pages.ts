import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Actor } from './access/index.ts';
import { AppError } from './platform/errors/index.ts';
import { contentSecurityPolicy, defineRoute, type Route, SECURITY_HEADERS } from './platform/http/index.ts';

const BUILT = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist', 'workbench');
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};
const NOT_BUILT =
  '<!doctype html><meta charset="utf-8"><title>半边天</title><p>页面还没有构建。请运行 npx vite build web/workbench,再刷新。</p>';

const assetParams = z.object({ file: z.string().regex(/^[\w.-]+$/) });

/**
 * The desk's page for every address that is no API, with a fresh nonce; its files by hashed name, kept for a year. Who is
 * not signed in, or owes something first, is led to the way in before any script is fetched.
 */
export function pageRoutes(
  openapi: Record<string, unknown>,
  wayIn: (caller: Actor, to: string) => Response | null,
): Route<Actor>[] {
  const page = async ({ caller, request }: { caller: Actor; request: Request }): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const first = wayIn(caller, `${pathname}${search}`);
    if (first) return first;
    const nonce = randomBytes(16).toString('base64');
    let html = NOT_BUILT;
    try {
      html = await readFile(join(BUILT, 'index.html'), 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    return new Response(html.replaceAll('__CSP_NONCE__', nonce), {
      headers: {
        ...SECURITY_HEADERS,
        'Content-Type': 'text/html; charset=utf-8',
        'Content-Security-Policy': contentSecurityPolicy(nonce),
      },
    });
  };
  const pageRoute = (path: string): Route<Actor> =>
    defineRoute<Actor>({
      method: 'GET',
      path,
      permission: 'public',
      rate: 'read',
      summary: 'The desk 工作台页面',
      handle: page,
    });
  return [
    defineRoute<Actor>({
      method: 'GET',
      path: '/api/openapi.json',
      permission: 'signed-in',
      rate: 'read',
      summary: 'This description',
      handle: async () => openapi,
    }),
    defineRoute<Actor>({
      method: 'GET',
      path: '/health',
      permission: 'public',
      rate: 'read',
      summary: 'Is it alive 存活',
      handle: async () => ({ ok: true }),
    }),
    defineRoute<Actor, typeof assetParams>({
      method: 'GET',
      path: '/assets/:file',
      permission: 'public',
      rate: 'read',
      summary: 'Files of the desk',
      params: assetParams,
      handle: async ({ params, request }) => await asset(params.file, request),
    }),
    ...[
      '/',
      '/account',
      '/accounts',
      '/accounts/*',
      '/audit',
      '/closing',
      '/scores',
      '/personal',
      '/ledgers',
      '/ledgers/*',
      '/matters',
      '/matters/*',
      '/figures',
      '/figures/*',
      '/papers/*',
      '/reports',
      '/settings',
      '/settings/*',
      '/reports/*',
      '/reading',
      '/people',
      '/people/*',
      '/units',
      '/units/*',
    ].map(pageRoute),
  ];
}

async function asset(file: string, request: Request): Promise<Response> {
  const accepts = request.headers.get('accept-encoding') ?? '';
  const path = normalize(join(BUILT, 'assets', file));
  const type = TYPES[extname(file)];
  if (!path.startsWith(BUILT) || !type) throw new AppError('not-found', { what: '这个文件' });
  for (const [encoding, suffix] of [
    ['br', '.br'],
    ['gzip', '.gz'],
    ['', ''],
  ] as const) {
    if (encoding !== '' && !accepts.includes(encoding)) continue;
    try {
      const body = await readFile(path + suffix);
      return new Response(new Uint8Array(body), {
        headers: {
          ...SECURITY_HEADERS,
          'Cache-Control': 'public, max-age=31536000, immutable',
          'Content-Type': type,
          ...(encoding ? { 'Content-Encoding': encoding } : {}),
        },
      });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new AppError('not-found', { what: '这个文件' });
}
