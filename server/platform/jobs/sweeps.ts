import { log } from '../log/index.ts';

/** A periodic idempotent piece of work over due rows, never a timer per item (DESIGN §9). */
export interface Sweep {
  readonly name: string;
  readonly everyMs: number;
  /** Does what is due; answers how long to wait now in milliseconds where it is not `everyMs`: 0 when more is waiting. */
  run(): Promise<number | undefined>;
}

export interface Sweeper {
  /** Runs a sweep soon, out of its turn: after a save, so that figures follow within a blink. */
  nudge(name: string): void;
  stop(): Promise<void>;
}

const AFTER_FAILURE_MS = 2_000;

/** Starts the sweeps, each in a loop of its own. A failed run is logged and tried again; nothing is lost by it. */
export function startSweeps(sweeps: readonly Sweep[]): Sweeper {
  const stopping = new AbortController();
  const wakers = new Map<string, () => void>();
  const sleep = (name: string, ms: number): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      const wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
      wakers.set(name, wake);
      stopping.signal.addEventListener('abort', wake, { once: true });
    });
  const loops = sweeps.map(async (sweep) => {
    while (!stopping.signal.aborted) {
      let wait = sweep.everyMs;
      try {
        wait = (await sweep.run()) ?? sweep.everyMs;
      } catch (error) {
        log.warn({ err: error, sweep: sweep.name }, 'sweep failed and will be tried again');
        wait = AFTER_FAILURE_MS;
      }
      if (wait > 0 && !stopping.signal.aborted) await sleep(sweep.name, wait);
    }
  });
  return {
    nudge: (name) => wakers.get(name)?.(),
    async stop() {
      stopping.abort();
      await Promise.all(loops);
    },
  };
}
