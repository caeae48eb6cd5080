import type { ChainView } from '../../contracts/api-audit.ts';
import type { Database } from '../platform/db/index.ts';
import { log } from '../platform/log/index.ts';
import type { Reader } from './read-audit.ts';
import { type Anchor, verifyAudit } from './verify.ts';

type Check = NonNullable<ChainView['check']>;

/** Verifications that readers asked for: each walks on while she does something else; the last of a scope is kept. */
export interface Checks {
  last(reader: Reader): Check | null;
  /** Starts one, unless one of the same scope is under way. `done` is told at the end. */
  start(o: {
    reader: Reader;
    regions: readonly string[];
    total: number;
    anchors: readonly Anchor[];
    done: (check: Check) => Promise<void>;
  }): Check;
}

export function createChecks(db: Database, now: () => Date): Checks {
  const kept = new Map<string, Check>();
  const keyOf = (reader: Reader): string => `${reader.scope.from}!${reader.scope.to}`;
  return {
    last: (reader) => kept.get(keyOf(reader)) ?? null,
    start({ reader, regions, total, anchors, done }) {
      const key = keyOf(reader);
      const running = kept.get(key);
      if (running && running.finishedAt === null) return running;
      const begun: Check = {
        startedAt: now().toISOString(),
        finishedAt: null,
        events: 0,
        total,
        anchors: anchors.length,
        faults: [],
        failed: false,
      };
      kept.set(key, begun);
      const keep = (change: Partial<Check>): Check => {
        const next = { ...(kept.get(key) ?? begun), ...change };
        kept.set(key, next);
        return next;
      };
      void verifyAudit(db, anchors, { regions, tell: (events) => void keep({ events }) })
        .then(async ({ events, faults }) => {
          await done(keep({ events, faults, finishedAt: now().toISOString() }));
        })
        .catch((error: unknown) => {
          log.error({ err: error }, 'the check of the audit chain broke off');
          keep({ failed: true, finishedAt: now().toISOString() });
        });
      return begun;
    },
  };
}
