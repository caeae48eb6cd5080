import { isDeepStrictEqual } from 'node:util';
import type { Slot, SlotChange, Slots } from '../../../contracts/api-paper-slots.ts';

export interface Merged {
  readonly slots: Slots;
  readonly changed: readonly string[];
  readonly conflicts: readonly { readonly slot: string; readonly theirs: Slot }[];
}

/**
 * Puts one person's changes, made on revision `base`, into what the paper holds now (pure). A place that somebody else
 * changed since is left as it is and told; the same value twice (a repeated request) is no conflict and no change.
 */
export function mergeChanges(
  slots: Slots,
  base: number,
  changes: readonly SlotChange[],
  next: { readonly rev: number; readonly by: string; readonly at: string },
): Merged {
  const merged: Record<string, Slot> = { ...slots };
  const changed: string[] = [];
  const conflicts: { slot: string; theirs: Slot }[] = [];
  for (const { slot, value } of changes) {
    const there = merged[slot];
    if (isDeepStrictEqual(there?.value ?? null, value)) continue;
    // Places that this very request has changed bear the next revision and are nobody else's.
    if (there && there.rev > base && !changed.includes(slot)) conflicts.push({ slot, theirs: there });
    else {
      merged[slot] = { ...next, value };
      if (!changed.includes(slot)) changed.push(slot);
    }
  }
  return { slots: merged, changed, conflicts };
}
