import { AppError } from '../../platform/errors/index.ts';
import { log } from '../../platform/log/index.ts';

/**
 * Work that goes on when the request has been answered (后台). What it has done stands in the database step by step, so that
 * it may end at any moment and be taken up again; the promise here only spares a small import the waiting.
 */
export interface Runner {
  /** Starts work under a name, unless it is under way; answers when it is done or `patience` has passed. */
  run(name: string, patience: number, work: () => Promise<void>): Promise<void>;
  isRunning(name: string): boolean;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
}

export function createRunner(): Runner {
  const running = new Map<string, Promise<void>>();
  return {
    isRunning: (name) => running.has(name),
    async run(name, patience, work) {
      const under = running.get(name) ?? start(name, work);
      let timer: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, patience);
      });
      await Promise.race([under, enough]);
      clearTimeout(timer);
    },
    async idle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };

  function start(name: string, work: () => Promise<void>): Promise<void> {
    const under = work()
      .catch((error: unknown) => {
        // Told in the import itself where a person can do something; else it is taken up again when the house is well.
        const expected = error instanceof AppError && error.status === 503;
        log[expected ? 'warn' : 'error']({ err: error, work: name }, 'import stopped');
      })
      .finally(() => running.delete(name));
    running.set(name, under);
    return under;
  }
}
