import { Worker } from 'node:worker_threads';
import type { Seat } from './seats.ts';

/** What the load thread is asked for. */
export type LoadTask =
  | {
      readonly kind: 'save';
      readonly url: string;
      readonly seats: readonly Seat[];
      readonly clients: number;
      readonly seconds: number;
      readonly day: string;
      /** Saves a second in all; null = as many as the server takes. */
      readonly rate: number | null;
    }
  | {
      readonly kind: 'get';
      readonly url: string;
      /** With a body it is a POST. */
      readonly requests: readonly {
        readonly token: string;
        readonly path: string;
        readonly body?: unknown;
      }[];
      readonly clients: number;
    }
  | {
      readonly kind: 'floor';
      readonly databaseUrl: string;
      readonly clients: number;
      readonly seconds: number;
    };

export interface LoadResult {
  /** Milliseconds of each answered piece of work. */
  readonly times: readonly number[];
  /** When each was answered, in milliseconds of the epoch. */
  readonly answeredAt: readonly number[];
  readonly seconds: number;
  readonly failed: number;
  readonly firstFailure: string | null;
}

/** Runs a load in a thread of its own, so that the clients never wait for the server's event loop. */
export async function runLoad(task: LoadTask): Promise<LoadResult> {
  return await new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./load-thread.ts', import.meta.url), { workerData: task });
    worker.once('message', (result: LoadResult) => resolve(result));
    worker.once('error', reject);
  });
}
