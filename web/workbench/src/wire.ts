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
  return (await call(address(path, query), { method: 'GET', ...(signal ? { signal } : {}) })) as T;
}

/** Changes. Throws WireError; after 'network' or 'timeout' the same body may be sent again. */
export async function send<T>(path: string, body: unknown = {}): Promise<T> {
  return (await call(address(path), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  })) as T;
}

async function call(url: string, init: RequestInit): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(url, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    if (error instanceof DOMException && error.name === 'TimeoutError')
      throw new WireError(0, 'timeout', TEXT.timedOut);
    throw new WireError(0, 'network', TEXT.networkLost);
  }
  const body: unknown = await answer.json().catch(() => null);
  if (answer.ok) return body;
  const error = (body as { error?: { code?: string; message?: string; problems?: Problem[] } } | null)?.error;
  throw new WireError(
    answer.status,
    error?.code ?? 'unexpected',
    error?.message ?? TEXT.unreadable,
    error?.problems ?? [],
  );
}
