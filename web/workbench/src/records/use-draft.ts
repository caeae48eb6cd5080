import { useCallback, useEffect, useRef, useState } from 'react';
import type { Ledger } from '../../../../contracts/ledger.ts';
import {
  type Draft,
  draftKey,
  dropDraft,
  isBlank,
  keepDraft,
  loadDraft,
  newDraft,
  newRequestKey,
  shelfFor,
} from '../draft.ts';

export interface DraftState {
  readonly draft: Draft;
  /** Was it found from before, rather than begun now? */
  readonly found: boolean;
  /** False when the browser could not keep it. */
  readonly kept: boolean;
  readonly change: (part: Partial<Draft> | ((before: Draft) => Partial<Draft>)) => void;
  /** Begins anew, with another request key. */
  readonly restart: (day: string) => void;
  readonly chooseUnit: (unitId: string) => void;
}

/** The draft of one ledger for one unit, kept with every change. Another unit has another draft. */
export function useDraft(
  ledger: Pick<Ledger, 'key' | 'privacy'>,
  postId: string,
  firstUnit: string,
  today: string,
): DraftState {
  const shelf = shelfFor(ledger.privacy);
  const begin = useCallback(
    (unitId: string): { draft: Draft; found: boolean } => {
      const before = loadDraft(shelf, draftKey(postId, ledger.key, unitId));
      return {
        draft: before ?? newDraft({ unitId, day: today, requestKey: newRequestKey() }),
        found: before !== null,
      };
    },
    [shelf, postId, ledger.key, today],
  );
  const [state, setState] = useState(() => ({ ...begin(firstUnit), kept: true }));
  const key = draftKey(postId, ledger.key, state.draft.unitId);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const kept = keepDraft(shelf, key, state.draft);
    setState((s) => (s.kept === kept ? s : { ...s, kept }));
  }, [shelf, key, state.draft]);
  // Only a draft that would be lost asks before the window closes.
  const fleeting = (ledger.privacy === 'case' || !state.kept) && !isBlank(state.draft);
  useEffect(() => {
    if (!fleeting) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [fleeting]);
  return {
    ...state,
    change: useCallback(
      (part) =>
        setState((s) => ({
          ...s,
          draft: { ...s.draft, ...(typeof part === 'function' ? part(s.draft) : part) },
        })),
      [],
    ),
    restart: useCallback(
      (day) => {
        dropDraft(shelf, key);
        setState((s) => ({
          ...s,
          found: false,
          draft: newDraft({ unitId: s.draft.unitId, day, requestKey: newRequestKey() }),
        }));
      },
      [shelf, key],
    ),
    chooseUnit: useCallback(
      (unitId) => {
        const there = begin(unitId);
        // What is already typed goes along to a unit that has no draft of its own, and leaves nothing behind.
        const goesAlong = !there.found && !isBlank(state.draft);
        if (goesAlong) dropDraft(shelf, key);
        setState((s) => (goesAlong ? { ...s, draft: { ...s.draft, unitId } } : { ...s, ...there }));
      },
      [begin, shelf, key, state.draft],
    ),
  };
}
