import { Worker } from 'node:worker_threads';
import { AppError, isErrorCode } from '../../platform/errors/index.ts';
import type { Ask, Compared, Question, ReadText, Told } from './thread-words.ts';

/** Reads texts beside the server, one after the other. */
export interface Reader {
  read(text: string, onStep?: (step: number) => void): Promise<ReadText>;
  compare(text: string, others: readonly { id: string; text: string }[]): Promise<readonly Compared[]>;
  /** Ends the thread; what waits is refused. */
  close(): Promise<void>;
}

interface Waiting {
  readonly onStep: (step: number) => void;
  readonly done: (told: Told) => void;
  readonly failed: (error: Error) => void;
}

/** Longest time for one text; two million characters take some seconds. */
const PATIENCE_MS = 90_000;
/** Texts that may wait; then people are asked to come back. */
const MOST_WAITING = 20;
/** A thread that nobody needs gives its memory back. */
const IDLE_MS = 300_000;

/**
 * Opens a reader. Its thread starts with the first text, never keeps the process alive, and is ended when a text takes longer
 * than `patience` (then that text is refused and the others are read by a new thread).
 * Errors: reading.too-long, reading.crowded.
 */
export function openReader(patience = PATIENCE_MS): Reader {
  const waiting = new Map<number, Waiting & { readonly ask: Ask }>();
  let thread: Worker | null = null;
  let next = 1;
  let alarm: NodeJS.Timeout | undefined;

  const stop = (): void => {
    clearTimeout(alarm);
    const old = thread;
    thread = null;
    old?.removeAllListeners();
    // A thread that ends badly says so; nobody listens any more.
    old?.on('error', () => {});
    void old?.terminate();
  };
  const settle = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(alarm);
    if (waiting.size === 0) alarm = setTimeout(stop, IDLE_MS).unref();
    return one;
  };
  /** The text being read is given up; those behind it are asked again of a new thread. */
  const giveUp = (id: number, error: Error): void => {
    stop();
    settle(id)?.failed(error);
    for (const one of waiting.values()) start().postMessage(one.ask);
  };
  const limit = (id: number): void => {
    clearTimeout(alarm);
    alarm = setTimeout(() => giveUp(id, new AppError('reading.too-long')), patience).unref();
  };
  const hear = (told: Told): void => {
    if (told.kind === 'begun') limit(told.id);
    else if (told.kind === 'step') waiting.get(told.id)?.onStep(told.step);
    else if (told.kind === 'failed')
      settle(told.id)?.failed(isErrorCode(told.code) ? new AppError(told.code) : new Error(told.message));
    else settle(told.id)?.done(told);
  };
  const start = (): Worker => {
    if (thread) return thread;
    const made = new Worker(new URL('./thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 1_024 },
    });
    made.unref();
    made.on('message', hear);
    made.on('error', (error) => {
      const first = waiting.keys().next().value;
      if (first === undefined) stop();
      else giveUp(first, isOutOfMemory(error) ? new AppError('reading.too-long') : error);
    });
    thread = made;
    return made;
  };
  const ask = (question: Question, onStep: (step: number) => void): Promise<Told> => {
    if (waiting.size >= MOST_WAITING)
      return Promise.reject(new AppError('reading.crowded', { retryAfter: 20 }));
    return new Promise((done, failed) => {
      const one = { ...question, id: next };
      next += 1;
      if (waiting.size === 0) limit(one.id);
      waiting.set(one.id, { ask: one, onStep, done, failed });
      start().postMessage(one);
    });
  };
  return {
    async read(text, onStep = () => {}) {
      const told = await ask({ kind: 'read', text }, onStep);
      if (told.kind !== 'read') throw new Error(`the reader answered ${told.kind}`);
      return told.result;
    },
    async compare(text, others) {
      if (others.length === 0) return [];
      const told = await ask({ kind: 'compare', text, others }, () => {});
      if (told.kind !== 'compared') throw new Error(`the reader answered ${told.kind}`);
      return told.result;
    },
    async close() {
      const left = [...waiting.values()];
      waiting.clear();
      stop();
      for (const one of left) one.failed(new AppError('reading.crowded', { retryAfter: 20 }));
    },
  };
}

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
