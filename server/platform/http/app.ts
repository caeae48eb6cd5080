import { Hono } from 'hono';
import type { z } from 'zod';
import { AppError, publicError } from '../errors/index.ts';
import { log } from '../log/index.ts';
import type { Limiter } from './limits.ts';
import { isForeign, SECURITY_HEADERS, sessionToken } from './requests.ts';
import type { Caller, Route } from './route.ts';
import { isNoText, seenText } from './text.ts';

export interface HttpOptions<C extends Caller> {
  readonly routes: readonly Route<C>[];
  /** Finds who asks by the session token; null when nobody. */
  readonly identify: (token: string) => Promise<C | null>;
  readonly nobody: C;
  readonly knownPermissions: ReadonlySet<string>;
  readonly limiter: Limiter;
  readonly addressOf: (request: Request, bindings: unknown) => string;
  /** Told after each refusal, so that denials are audited. */
  readonly onDenied?: (caller: C, route: Route<C>) => void;
}

/** Builds the web application from route data. Throws at start when a route names a permission nobody defined. */
export function createHttpApp<C extends Caller>(options: HttpOptions<C>): Hono {
  const app = new Hono();
  app.onError((error, c) => answerError(error, c.req.method, c.req.routePath));
  app.notFound(() => answerError(new AppError('not-found', { what: '这个地址' })));
  for (const route of options.routes) {
    const open = route.permission === 'public' || route.permission === 'signed-in';
    if (!open && !options.knownPermissions.has(route.permission)) {
      throw new Error(`route ${route.method} ${route.path} names unknown permission ${route.permission}`);
    }
    app.on(route.method, route.path, async (c) => {
      try {
        return await answer(options, route, c.req.raw, c.env, c.req.param());
      } catch (error) {
        if (route.refuse && error instanceof AppError) return await route.refuse(error, c.req.raw);
        throw error;
      }
    });
  }
  return app;
}

/** One request through all gates, in order: who, how often, from where, may she, is it still she, what. */
async function answer<C extends Caller>(
  options: HttpOptions<C>,
  route: Route<C>,
  request: Request,
  bindings: unknown,
  params: Record<string, string>,
): Promise<Response> {
  const address = options.addressOf(request, bindings);
  const token = sessionToken(request);
  const caller = (token ? await options.identify(token) : null) ?? options.nobody;
  const wait = options.limiter.take(
    caller === options.nobody ? address : caller.limitKey,
    route.rate,
    Date.now(),
  );
  if (wait > 0) throw new AppError('request.too-many', { retryAfter: wait, seconds: wait });
  if (request.method !== 'GET' && isForeign(request, route.secretAddress))
    throw new AppError('request.foreign');
  if (route.permission !== 'public') {
    if (caller === options.nobody) throw new AppError('sign-in.required');
    if (caller.owes !== null && !route.unfinished) throw new AppError(`account.owes-${caller.owes}`);
    if (route.permission !== 'signed-in' && !caller.can(route.permission)) {
      options.onDenied?.(caller, route);
      throw new AppError('forbidden');
    }
    if (route.fresh && !caller.fresh) throw new AppError('sign-in.fresh');
  }
  const result = await route.handle({
    caller,
    token,
    address,
    request,
    params: parse(route.params, params, '地址'),
    query: parse(route.query, readQuery(request), '查询条件'),
    body: route.body ? parse(route.body, await readJson(request, route.maxBody), '内容') : undefined,
  });
  if (result instanceof Response) return result;
  return Response.json(result ?? {}, { headers: SECURITY_HEADERS });
}

/** All problems at once, each with its field path (DESIGN §9). */
function parse(shape: z.ZodType | undefined, input: unknown, where: string): unknown {
  if (!shape) return undefined;
  const parsed = shape.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AppError('input.invalid', {
    problems: parsed.error.issues.map((i) => ({
      field: i.path.join('.'),
      message: /[\u4e00-\u9fff]/.test(i.message)
        ? i.message
        : `${where}里的「${i.path.join('.') || '整体'}」格式不对。`,
    })),
  });
}

function readQuery(request: Request): Record<string, string> {
  const query = Object.fromEntries(new URL(request.url).searchParams);
  if (Object.values(query).some(isNoText)) throw new AppError('input.unreadable');
  return query;
}

const MAX_BODY = 2_000_000;
async function readJson(request: Request, most = MAX_BODY): Promise<unknown> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw new AppError('input.too-large');
  const text = await readText(request, most);
  try {
    return JSON.parse(text === '' ? '{}' : text, onlyText);
  } catch {
    throw new AppError('input.unreadable');
  }
}

/** Counted while it comes in: a body sent in pieces does not say beforehand how long it is. */
async function readText(request: Request, most: number): Promise<string> {
  // A body that said how long it is cannot become longer, and is read without a web stream: a third of a save's cost here.
  if (request.headers.has('content-length') && !request.headers.has('transfer-encoding'))
    return await request.text();
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of request.body ?? []) {
    size += piece.byteLength;
    if (size > most) throw new AppError('input.too-large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function onlyText(key: string, value: unknown): unknown {
  if (isNoText(key) || (typeof value === 'string' && isNoText(value))) throw new AppError('input.unreadable');
  return typeof value === 'string' ? seenText(value) : value;
}

function answerError(error: unknown, method = '', path = ''): Response {
  const { status, body } = publicError(error);
  if (status >= 500) log.error({ err: error, method, path }, 'request failed');
  const retryAfter = error instanceof AppError ? error.details.retryAfter : undefined;
  return Response.json(body, {
    status,
    headers: { ...SECURITY_HEADERS, ...(retryAfter ? { 'Retry-After': String(retryAfter) } : {}) },
  });
}
