import { tellSource } from '../flows/index.ts';
import { BY_KEYS } from '../platform/db/index.ts';
import { log } from '../platform/log/index.ts';
import { writeLine } from './actions/write-line.ts';
import { holdMatter } from './hold-matter.ts';
import type { ProjectionKit } from './kit.ts';
import { dueMatters, putOff, takeOut } from './store.ts';

const BATCH = 200;
/** A line that its ledger refused is tried again after this; a definition or a unit has to be mended first. */
const AGAIN_MS = 600_000;

/**
 * Makes lines of the matters that have moved (成行) and writes back to where they came from (回写), each in a transaction of its own with the row that asked for it: killed
 * at any moment it has happened or will happen, and once. Answers how many matters were looked at.
 */
export async function sweepProjection(kit: ProjectionKit, most = 5_000): Promise<number> {
  const { worker, now } = kit.flows;
  let done = 0;
  while (done < most) {
    const due = await worker.transaction([], (tx) => dueMatters(tx, now(), BATCH));
    for (const [matterId, ids] of due) await makeOne(kit, matterId, ids);
    done += due.size;
    if (due.size === 0) break;
  }
  return done;
}

async function makeOne(kit: ProjectionKit, matterId: string, ids: readonly string[]): Promise<void> {
  const later = new Date(kit.flows.now().getTime() + AGAIN_MS);
  try {
    await kit.flows.worker.transaction([BY_KEYS], async (tx) => {
      const held = await holdMatter(kit, tx, matterId);
      if (!held) return await takeOut(tx, ids);
      const written = await writeLine(kit, tx, held);
      await tellSource(kit.flows, tx, held.d.matter);
      await kit.tellHer(tx, held.d);
      tx.later(written.done === 'refused' ? putOff(tx, ids, written.problem, later) : takeOut(tx, ids));
    });
  } catch (error) {
    // Nothing of a matter stands in a log: its id, and what kind of error it was.
    log.error(
      { matter: matterId, kind: error instanceof Error ? error.name : 'unknown' },
      'matter without line',
    );
    await kit.flows.worker.transaction([], (tx) => putOff(tx, ids, '写这一行时出了意外,稍后会再试。', later));
  }
}
