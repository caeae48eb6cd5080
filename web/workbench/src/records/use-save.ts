import { useRef, useState } from 'react';
import type { SavedEntry } from '../../../../contracts/api.ts';
import type { Ledger } from '../../../../contracts/ledger.ts';
import { checkWhileTyping, emptyRequired } from '../checks.ts';
import type { Draft } from '../draft.ts';
import { refreshAll } from '../queries.ts';
import { isWireError, type Problem, send, sentenceOf } from '../wire.ts';

export interface SaveState {
  readonly problems: readonly Problem[];
  /** A sentence about the whole line; `again`: the same save may be sent once more. */
  readonly refusal: { readonly text: string; readonly kind: 'again' | 'reused' | 'other' } | null;
  readonly busy: boolean;
  readonly save: () => Promise<SavedEntry | null>;
  /** Takes a field's problems away when it changes. */
  readonly forget: (field: string) => void;
  readonly clear: () => void;
}

const filled = (data: Draft['data']): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(data)
      .map(([k, v]) => [k, typeof v === 'string' ? v.trim() : v] as const)
      .filter(([, v]) => v !== null && v !== undefined && v !== '' && !(Array.isArray(v) && v.length === 0)),
  );

/** What the line lacks before it is worth sending: the server would say the same, later. */
export function localProblems(ledger: Ledger, draft: Draft, today: string): Problem[] {
  if (draft.opening) return [];
  const typed = checkWhileTyping(ledger, draft, today);
  const explained = draft.explanation.trim() !== '';
  return [...emptyRequired(ledger, draft.data), ...typed.filter((p) => !(p.level === 'soft' && explained))];
}

/** Saves a draft once: one request key, one save at a time, problems by field. */
export function useSave(ledger: Ledger, draft: Draft, today: string): SaveState {
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [refusal, setRefusal] = useState<SaveState['refusal']>(null);
  const [busy, setBusy] = useState(false);
  // State is set a moment later; two clicks within that moment must still be one save.
  const sending = useRef(false);
  const save = async (): Promise<SavedEntry | null> => {
    if (sending.current) return null;
    const lacking = localProblems(ledger, draft, today);
    setProblems(lacking);
    setRefusal(null);
    if (lacking.length > 0) return null;
    sending.current = true;
    setBusy(true);
    try {
      const saved = await send<SavedEntry>('/entries', {
        ...draft,
        ledger: ledger.key,
        data: filled(draft.data),
        files: (draft.files ?? []).map((f) => f.id),
        explanation: draft.explanation.trim() || null,
      });
      void refreshAll();
      return saved;
    } catch (error) {
      const found = isWireError(error) ? error.problems : [];
      setProblems(found);
      const kind = !isWireError(error)
        ? 'other'
        : error.status === 0 || error.status === 503
          ? 'again'
          : error.code === 'save.key-reused'
            ? 'reused'
            : 'other';
      const text =
        kind === 'reused'
          ? '这一笔先前已经存下了,之后内容又改过。请到列表里打开它更正;如果确实是另一笔,可以作为新的一笔保存。'
          : sentenceOf(error);
      setRefusal({ text, kind });
      return null;
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return {
    problems,
    refusal,
    busy,
    save,
    forget: (field) =>
      setProblems((all) => (all.some((p) => p.field === field) ? all.filter((p) => p.field !== field) : all)),
    clear: () => {
      setProblems([]);
      setRefusal(null);
    },
  };
}
