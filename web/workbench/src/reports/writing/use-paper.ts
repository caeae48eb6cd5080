import { useCallback, useEffect, useRef, useState } from 'react';
import type { Slot, SlotChange, SlotValue } from '../../../../../contracts/api-paper-slots.ts';
import type { PaperDraft, PaperSaved } from '../../../../../contracts/api-papers.ts';
import { isWireError, read, send, sentenceOf } from '../../wire.ts';
import {
  afterSave,
  decide,
  keepPending,
  loadPending,
  nextSave,
  type PendingMap,
  paperShelfKey,
  valueIn,
  withChange,
} from './pending.ts';

/** How saving stands: everything is saved, something waits, no line to the server, or refused for good. */
export type SavingState =
  | { readonly kind: 'saved' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'refused'; readonly message: string };

export interface Paper {
  readonly draft: PaperDraft;
  readonly saving: SavingState;
  /** Unsaved words of an earlier visit were found. */
  readonly found: boolean;
  /** False when this browser cannot keep unsaved words. */
  readonly kept: boolean;
  readonly disputed: Readonly<Record<string, Slot>>;
  /** Places with words that are not saved yet. */
  readonly typed: readonly string[];
  readonly value: (slot: string) => SlotValue | null;
  readonly change: (change: SlotChange) => void;
  readonly settle: (slot: string, choice: 'mine' | 'theirs' | 'both') => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  /** Saves what waits and says whether all of it arrived. */
  readonly flush: () => Promise<boolean>;
  /** Another answer of the server about this paper. */
  readonly take: (draft: PaperDraft) => void;
}

const PAUSE_MS = 1_200;
const LOOK_MS = 15_000;
const AGAIN_MS = 5_000;

interface Undo {
  readonly before: SlotChange;
  readonly after: SlotChange;
  readonly at: number;
}

const shelf = (): Storage | null => {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
};

/** A paper under the hands of one person: saved by itself, kept here while there is no line, others' changes fetched. */
export function usePaper(first: PaperDraft, postId: string): Paper {
  const key = paperShelfKey(postId, first.id);
  const [draft, setDraft] = useState(first);
  const [pending, setPending] = useState<PendingMap>(() => loadPending(shelf(), key));
  const [found] = useState(() => Object.keys(pending).length > 0);
  const [disputed, setDisputed] = useState<Readonly<Record<string, Slot>>>({});
  const [saving, setSaving] = useState<SavingState>({ kind: 'saved' });
  const [kept, setKept] = useState(true);
  const [stacks, setStacks] = useState<{ undo: readonly Undo[]; redo: readonly Undo[] }>({
    undo: [],
    redo: [],
  });
  // What the running save and the clocks look at; state alone would be of an older drawing.
  const now = useRef({ draft, pending, disputed });
  now.current = { draft, pending, disputed };
  const running = useRef<Promise<boolean> | null>(null);

  const put = useCallback((next: PendingMap): void => {
    now.current = { ...now.current, pending: next };
    setPending(next);
  }, []);

  useEffect(() => {
    setKept(keepPending(shelf(), key, pending));
  }, [key, pending]);

  const take = useCallback((next: PaperDraft): void => {
    if (next.revision < now.current.draft.revision) return;
    now.current = { ...now.current, draft: next };
    setDraft(next);
  }, []);

  const saveAll = useCallback(async (): Promise<boolean> => {
    for (;;) {
      const next = nextSave(now.current.pending, now.current.disputed);
      if (!next) {
        setSaving({ kind: 'saved' });
        return Object.keys(now.current.pending).length === 0;
      }
      try {
        const answer = await send<PaperSaved>(`/papers/${first.id}/save`, next);
        put(afterSave(now.current.pending, next.changes, answer.conflicts, answer.draft.revision));
        now.current = { ...now.current, draft: answer.draft };
        setDraft(answer.draft);
        if (answer.conflicts.length > 0) {
          const more = {
            ...now.current.disputed,
            ...Object.fromEntries(answer.conflicts.map((c) => [c.slot, c.theirs])),
          };
          now.current = { ...now.current, disputed: more };
          setDisputed(more);
        }
      } catch (error) {
        const isLost =
          !isWireError(error) || error.status === 0 || error.status >= 500 || error.status === 429;
        setSaving(isLost ? { kind: 'offline' } : { kind: 'refused', message: sentenceOf(error) });
        return false;
      }
    }
  }, [first.id, put]);

  const flush = useCallback(async (): Promise<boolean> => {
    // One after the other, however many wait: two at once would take each other's words for somebody else's.
    const mine = (running.current ?? Promise.resolve(true)).then(saveAll);
    running.current = mine;
    const done = await mine;
    if (running.current === mine) running.current = null;
    return done;
  }, [saveAll]);

  useEffect(() => {
    if (nextSave(pending, disputed) === null || saving.kind === 'refused') return;
    if (saving.kind === 'saved') setSaving({ kind: 'waiting' });
    const timer = setTimeout(() => void flush(), saving.kind === 'offline' ? AGAIN_MS : PAUSE_MS);
    return () => clearTimeout(timer);
    // Every letter begins the pause anew.
  }, [pending, disputed, saving.kind, flush]);

  useEffect(() => {
    const again = (): void => void (nextSave(now.current.pending, now.current.disputed) && flush());
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [flush]);

  // What the other one wrote is fetched while nothing of hers is under way.
  useEffect(() => {
    const look = (): void => {
      if (document.hidden || running.current || Object.keys(now.current.pending).length > 0) return;
      void read<PaperDraft>(`/papers/${first.id}`).then(take, () => undefined);
    };
    const timer = setInterval(look, LOOK_MS);
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [first.id, take]);

  const isOpen = Object.keys(pending).length > 0;
  useEffect(() => {
    if (!isOpen) return;
    const leave = (event: BeforeUnloadEvent): void => {
      // Kept on this machine: the window may close; otherwise it asks.
      void flush();
      if (!kept) event.preventDefault();
    };
    window.addEventListener('beforeunload', leave);
    return () => window.removeEventListener('beforeunload', leave);
  }, [isOpen, kept, flush]);

  const apply = useCallback(
    (change: SlotChange): void => put(withChange(now.current.draft, now.current.pending, change)),
    [put],
  );
  const change = useCallback(
    (next: SlotChange): void => {
      const before = {
        ...next,
        value: valueIn(now.current.draft, now.current.pending, next.slot),
      } as SlotChange;
      if (JSON.stringify(before.value) === JSON.stringify(next.value)) return;
      const at = Date.now();
      setStacks(({ undo }) => {
        const last = undo.at(-1);
        // Letters typed in one go are one step back.
        const goesOn = last?.after.slot === next.slot && at - last.at < 800;
        return goesOn
          ? { undo: [...undo.slice(0, -1), { ...last, after: next, at }], redo: [] }
          : { undo: [...undo.slice(-199), { before, after: next, at }], redo: [] };
      });
      apply(next);
    },
    [apply],
  );
  const undo = useCallback((): void => {
    const last = stacks.undo.at(-1);
    if (!last) return;
    setStacks({ undo: stacks.undo.slice(0, -1), redo: [...stacks.redo, last] });
    apply(last.before);
  }, [stacks, apply]);
  const redo = useCallback((): void => {
    const last = stacks.redo.at(-1);
    if (!last) return;
    setStacks({ undo: [...stacks.undo, last], redo: stacks.redo.slice(0, -1) });
    apply(last.after);
  }, [stacks, apply]);
  const settle = useCallback(
    (slot: string, choice: 'mine' | 'theirs' | 'both'): void => {
      const theirs = now.current.disputed[slot];
      if (!theirs) return;
      const { [slot]: _, ...rest } = now.current.disputed;
      now.current = { ...now.current, disputed: rest };
      setDisputed(rest);
      put(decide(now.current.pending, theirs, slot, choice, now.current.draft.revision));
    },
    [put],
  );
  return {
    draft,
    saving,
    found,
    kept,
    disputed,
    typed: Object.keys(pending),
    value: useCallback((slot) => valueIn(draft, pending, slot), [draft, pending]),
    change,
    settle,
    undo,
    redo,
    canUndo: stacks.undo.length > 0,
    flush,
    take,
  };
}
