import type { Database } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';
import { endRun, insertRun, type Run } from './store.ts';

/** Notes a backup that an operator made by command, so that the page and the alarm know of it. */
export async function noteCommand(
  db: Database,
  made: {
    readonly kind: Exclude<Run['kind'], 'trial'>;
    readonly folder: string;
    readonly bytes: number;
    readonly files: number;
    readonly sealed: boolean;
    readonly startedAt: Date;
    readonly endedAt: Date;
  },
): Promise<void> {
  await db.transaction([], async (tx) => {
    const id = newId(made.startedAt);
    await insertRun(tx, { ...made, id, occasion: 'command' });
    await endRun(tx, id, {
      state: 'done',
      at: made.endedAt,
      bytes: made.bytes,
      files: made.files,
      sealed: made.sealed,
    });
  });
}
