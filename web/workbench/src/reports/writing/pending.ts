import type { Slot, SlotChange, SlotValue } from '../../../../../contracts/api-paper-slots.ts';
import type { PaperDraft } from '../../../../../contracts/api-papers.ts';
import type { Shelf } from '../../draft.ts';

/** What was typed and is not saved yet, place by place; pure. */
export interface Pending {
  readonly change: SlotChange;
  /** The revision of the paper that it was typed on. */
  readonly base: number;
}
export type PendingMap = Readonly<Record<string, Pending>>;

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What stands in a place for the person who writes: her own words first. */
export function valueIn(draft: PaperDraft, pending: PendingMap, slot: string): SlotValue | null {
  const mine = pending[slot];
  return mine ? mine.change.value : (draft.slots[slot]?.value ?? null);
}

/** A place changes. Typing on keeps the revision of the first letter: what came in between is somebody else's. */
export function withChange(draft: PaperDraft, pending: PendingMap, change: SlotChange): PendingMap {
  const before = pending[change.slot];
  if (!before && same(draft.slots[change.slot]?.value ?? null, change.value)) return pending;
  return { ...pending, [change.slot]: { change, base: before?.base ?? draft.revision } };
}

/** What goes out together: changes of one revision, the oldest first; places in dispute wait for a decision. */
export function nextSave(
  pending: PendingMap,
  disputed: Readonly<Record<string, unknown>>,
): { base: number; changes: SlotChange[] } | null {
  const ready = Object.values(pending).filter((p) => !(p.change.slot in disputed));
  if (ready.length === 0) return null;
  const base = Math.min(...ready.map((p) => p.base));
  return { base, changes: ready.filter((p) => p.base === base).map((p) => p.change) };
}

/** After an answer: what was saved is gone from the list; what was typed since stands on the new revision. */
export function afterSave(
  pending: PendingMap,
  sent: readonly SlotChange[],
  conflicts: readonly { readonly slot: string }[],
  revision: number,
): PendingMap {
  const left: Record<string, Pending> = { ...pending };
  for (const change of sent) {
    if (conflicts.some((c) => c.slot === change.slot)) continue;
    const now = left[change.slot];
    if (!now) continue;
    if (same(now.change.value, change.value)) delete left[change.slot];
    else left[change.slot] = { ...now, base: revision };
  }
  return left;
}

/** Decides a place that two people changed: mine, theirs, or both one after the other. */
export function decide(
  pending: PendingMap,
  theirs: Slot,
  slot: string,
  choice: 'mine' | 'theirs' | 'both',
  revision: number,
): PendingMap {
  const mine = pending[slot];
  if (!mine) return pending;
  if (choice === 'theirs') {
    const { [slot]: _, ...rest } = pending;
    return rest;
  }
  const change = choice === 'both' ? bothOf(mine.change, theirs) : mine.change;
  return { ...pending, [slot]: { change, base: revision } };
}

function bothOf(mine: SlotChange, theirs: Slot): SlotChange {
  const other = theirs.value;
  if (mine.value === null) return { ...mine, value: other } as SlotChange;
  if (mine.kind === 'hand' && other && typeof other === 'object' && 'figures' in other) {
    // Both may have called a figure f1: mine get new names, so that neither is lost.
    const used = Object.keys(other.figures);
    let next = 1;
    const figures = { ...other.figures };
    let { text } = mine.value;
    for (const [key, figure] of Object.entries(mine.value.figures)) {
      if (same(other.figures[key], figure)) continue;
      while (used.includes(`f${next}`)) next += 1;
      used.push(`f${next}`);
      figures[`f${next}`] = figure;
      text = text.replaceAll(`{${key}}`, `{\u0001f${next}}`);
    }
    return {
      ...mine,
      value: { ...mine.value, figures, text: `${other.text}\n${text.replaceAll('\u0001', '')}` },
    };
  }
  if (mine.kind === 'item' && other && typeof other === 'object' && 'order' in other)
    return { ...mine, value: { ...mine.value, text: `${other.text} ${mine.value.text}` } };
  if (mine.kind === 'why' && typeof other === 'string') return { ...mine, value: `${other} ${mine.value}` };
  return mine;
}

const PREFIX = 'halfsky.paper.1';
export const paperShelfKey = (postId: string, draftId: string): string => `${PREFIX}/${postId}/${draftId}`;

/** Keeps on this machine what is not saved yet; false when the browser does not let it. */
export function keepPending(shelf: Shelf | null, key: string, pending: PendingMap): boolean {
  try {
    if (Object.keys(pending).length === 0) shelf?.removeItem(key);
    else shelf?.setItem(key, JSON.stringify(pending));
    return shelf !== null;
  } catch {
    return false;
  }
}

/** What was kept from before; damaged or foreign text is nothing. */
export function loadPending(shelf: Shelf | null, key: string): PendingMap {
  try {
    const kept: unknown = JSON.parse(shelf?.getItem(key) ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    const all = kept as Record<string, Partial<Pending> | null>;
    const isWhole = Object.entries(all).every(
      ([slot, p]) => typeof p?.base === 'number' && p.change?.slot === slot && 'value' in p.change,
    );
    return isWhole ? (all as PendingMap) : {};
  } catch {
    return {};
  }
}
