import type { ChangedMany } from '../../../contracts/api-lists.ts';
import { type Actor, withActor } from '../../access/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { entryById } from '../store.ts';
import { restoreIn, withdrawIn } from './correct-entry.ts';
import type { Kit } from './save-entry.ts';

/** What one line of many may refuse without stopping the others: each is thrown before anything of it was written. */
const OF_ONE_LINE = new Set([
  'save.conflict',
  'entry.withdrawn',
  'entry.not-withdrawn',
  'entry.of-matter',
  'input.invalid',
]);

/**
 * Withdraws or restores many lines with one reason (批量撤回), in one transaction. A line that somebody changed meanwhile is
 * left and named with why; the others stand. A line that is not hers to change stops all: not-found, forbidden.
 */
export async function changeMany(
  kit: Kit,
  actor: Actor,
  change: 'withdraw' | 'restore',
  input: { lines: readonly { id: string; version: number }[]; reason: string },
): Promise<ChangedMany> {
  const act = change === 'withdraw' ? withdrawIn : restoreIn;
  return await withActor(kit.db, actor, async (tx) => {
    const done: { id: string; version: number }[] = [];
    const left: { id: string; title: string; why: string }[] = [];
    // In one order for everybody, so that two people with the same lines wait for each other and nobody is thrown out.
    for (const line of input.lines.toSorted((a, b) => a.id.localeCompare(b.id))) {
      try {
        const after = await act(kit, actor, tx, { ...line, entryId: line.id, reason: input.reason });
        done.push({ id: after.id, version: after.version });
      } catch (error) {
        if (!(error instanceof AppError) || !OF_ONE_LINE.has(error.code)) throw error;
        const why = error.details.problems?.[0]?.message ?? error.message;
        left.push({ id: line.id, title: (await entryById(tx, line.id))?.title ?? '', why });
      }
    }
    return { done, left };
  });
}
