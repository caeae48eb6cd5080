import { type Actor, withActor } from '../access/index.ts';
import { formerMembers } from '../org/index.ts';
import type { Database, Tx } from '../platform/db/index.ts';
import { readBy } from './small-counts/tell.ts';

/**
 * A store's door for whoever reads figures: her scope as always, and for counting also the rows of units that stood
 * within it once and moved away, so that a past figure is the same whoever asks. Every question cuts them by day itself;
 * nothing else may run inside, least of all lists of lines, which show what is hers today. Counts of cases are told her by the
 * rule of small counts.
 */
export async function withFigures<T>(db: Database, actor: Actor, fn: (tx: Tx) => Promise<T>): Promise<T> {
  return await withActor(db, actor, async (tx) => {
    readBy(tx, db, actor);
    const former = await formerMembers(tx, actor.scope);
    if (former.length > 0) {
      await tx.sql(`SELECT set_config('app.former_units', $1, true)`, [`{${former.join(',')}}`]);
    }
    return await fn(tx);
  });
}
