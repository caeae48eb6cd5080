import { askForProof } from './sign-in/fresh.ts';
import { TEXT } from './text.ts';

export interface Problem {
  /** 'data.women', 'day', 'unit', … */
  readonly field: string;
  readonly message: string;
  readonly code?: string;
  readonly level?: 'hard' | 'soft';
}

/** What the server refused, in its own words. `code` 'network' and 'timeout': it is not known whether it arrived. */
export class WireError extends Error {
  readonly status: number;
  readonly code: string;
  readonly problems: readonly Problem[];
  constructor(status: number, code: string, message: string, problems: readonly Problem[] = []) {
    super(message);
    this.name = 'WireError';
    this.status = status;
    this.code = code;
    this.problems = problems;
  }
}

export const isWireError = (error: unknown): error is WireError => error instanceof WireError;

/** The sentence to show for anything that went wrong. */
export const sentenceOf = (error: unknown): string => (isWireError(error) ? error.message : TEXT.unreadable);

type Query = Readonly<Record<string, string | number | null | undefined>>;

/** An address with its query; empty parts are left out. */
export function address(path: string, query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value));
  const text = params.toString();
  return `/api${path}${text ? `?${text}` : ''}`;
}

/** Reads. Throws WireError. */
export async function read<T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> {
  const answer = await ask(address(path, query), () => ({ method: 'GET', ...(signal ? { signal } : {}) }));
  return (await answer.json().catch(() => null)) as T;
}

/** Changes. Throws WireError; after 'network' or 'timeout' the same body may be sent again. */
export async function send<T>(path: string, body: unknown = {}): Promise<T> {
  const answer = await ask(address(path), () => ({
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  }));
  return (await answer.json().catch(() => null)) as T;
}

/** Sends bytes as they are: one piece of a file. Throws WireError; the same piece may be sent again. */
export async function sendBytes<T>(path: string, query: Query, bytes: Blob, signal: AbortSignal): Promise<T> {
  // Chromium 109 has no AbortSignal.any.
  const stop = new AbortController();
  const end = (): void => stop.abort(signal.reason);
  signal.addEventListener('abort', end);
  const timer = setTimeout(() => stop.abort(new DOMException('', 'TimeoutError')), 60_000);
  try {
    const answer = await ask(address(path, query), () => ({
      method: 'PUT',
      headers: { 'Content-Type': 'application/octet-stream' },
      body: bytes,
      signal: stop.signal,
    }));
    return (await answer.json().catch(() => null)) as T;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

/** Fetches a file and hands it to the browser under a name. Throws WireError. */
export async function download(path: string, query: Query, name: string, body?: unknown): Promise<void> {
  const answer = await ask(address(path, query), () =>
    body === undefined
      ? { method: 'GET' }
      : { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) },
  );
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** Asks; where the server wants a fresh proof of who she is, she is asked for it and the request is sent once more. */
async function ask(url: string, init: () => RequestInit): Promise<Response> {
  try {
    return await call(url, init());
  } catch (error) {
    if (!isWireError(error) || error.code !== 'sign-in.fresh' || !(await askForProof())) throw error;
    return await call(url, init());
  }
}

async function call(url: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    if (error instanceof DOMException && error.name === 'TimeoutError')
      throw new WireError(0, 'timeout', TEXT.timedOut);
    throw new WireError(0, 'network', TEXT.networkLost);
  }
  if (answer.ok) return answer;
  const body: unknown = await answer.json().catch(() => null);
  const error = (body as { error?: { code?: string; message?: string; problems?: Problem[] } } | null)?.error;
  throw new WireError(
    answer.status,
    error?.code ?? 'unexpected',
    error?.message ?? TEXT.unreadable,
    error?.problems ?? [],
  );
}
