import { handTextSchema, type SlotChange } from '../../../contracts/api-paper-slots.ts';
import type { Actor } from '../../access/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { type Merged, mergeChanges } from './merge.ts';
import { holdDraft, type ReachedDraft, reachDraft } from './reach-draft.ts';
import { saveSlots } from './store.ts';

/** Slots of one paper: a report of a hundred pages has fewer. */
const MOST_SLOTS = 2_000;
const MOST_CHARS = 1_500_000;

/**
 * Saves what one person wrote (自动保存). Places that another one changed since are told and not touched.
 * Errors: paper.closed, paper.not-now, paper.too-long, measure.unknown, figure.no-dimension.
 */
export async function savePaper(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  id: string,
  body: { base: number; changes: readonly SlotChange[] },
  at: Date,
): Promise<{ reached: ReachedDraft; conflicts: Merged['conflicts'] }> {
  const writes = body.changes.some((c) => c.kind !== 'why');
  const reached = writes
    ? await holdDraft(tx, actor, id, 'write')
    : await holdDraft(tx, actor, id, 'comment');
  for (const c of body.changes) if (c.kind === 'hand') checkFigures(registry, c.value);
  const { draft } = reached;
  const merged = mergeChanges(draft.slots, body.base, body.changes, {
    rev: draft.revision + 1,
    by: actor.accountId,
    at: at.toISOString(),
  });
  if (merged.changed.length === 0) return { reached, conflicts: merged.conflicts };
  const size = JSON.stringify(merged.slots).length;
  if (Object.keys(merged.slots).length > MOST_SLOTS || size > MOST_CHARS)
    throw new AppError('paper.too-long');
  await saveSlots(tx, draft, {
    slots: merged.slots,
    changed: merged.changed,
    writes: merged.changed.some((slot) => !slot.startsWith('why/')),
    accountId: actor.accountId,
    at,
  });
  return { reached: await reachDraft(tx, actor, id), conflicts: merged.conflicts };
}

/** A bound figure must be one that is counted; a filter that nobody knows would look like a true 0. */
function checkFigures(registry: Registry, value: unknown): void {
  const hand = handTextSchema.safeParse(value);
  for (const f of Object.values(hand.success ? hand.data.figures : {})) {
    const { dimensions } = registry.measure(f.measure).ledger.definition;
    const unknown = Object.keys(f.where ?? {}).find((key) => !dimensions.some((d) => d.key === key));
    if (unknown !== undefined) throw new AppError('figure.no-dimension', { dimension: unknown });
  }
}
