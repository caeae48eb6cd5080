import { type ErrorCode, SENTENCES } from './sentences.ts';

export type { ErrorCode };

export interface FieldProblem {
  /** Field path, e.g. `data.women`. */
  readonly field: string;
  /** Chinese sentence: what is wrong and how to mend it. */
  readonly message: string;
  readonly code?: string;
  readonly level?: 'hard' | 'soft';
}

export interface ErrorDetails {
  /** A sentence made at the place, where the table's sentence would be too general. */
  readonly sentence?: string;
  readonly problems?: readonly FieldProblem[];
  /** For a conflict: the thing as it stands now, as its reader may see it. */
  readonly current?: object;
  /** Seconds, for 429 and 503. */
  readonly retryAfter?: number;
  readonly [key: string]: unknown;
}

/** The only error that carries words for a person. `code` is stable; status and sentence come from one table. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    const entry = SENTENCES[code];
    super(details.sentence ?? entry.text(details));
    this.name = 'AppError';
    this.code = code;
    this.status = entry.status;
    this.details = details;
  }
}

/** Whether a code that comes from elsewhere (a thread, a library) is one of ours. */
export const isErrorCode = (code: string | null): code is ErrorCode =>
  code !== null && Object.hasOwn(SENTENCES, code);

/** The sentence of a code, where it is shown before anything was tried. */
export const sentenceOf = (code: ErrorCode, details: ErrorDetails = {}): string =>
  new AppError(code, details).message;

/** What leaves the house of an error: a sentence, a code, the fields; never a stack or SQL (SECURITY 40). */
export function publicError(error: unknown): { status: number; body: Record<string, unknown> } {
  const known = error instanceof AppError ? error : new AppError('unexpected');
  return {
    status: known.status,
    body: {
      error: {
        code: known.code,
        message: known.message,
        ...(known.details.problems ? { problems: known.details.problems } : {}),
        ...(known.details.current ? { current: known.details.current } : {}),
      },
    },
  };
}
