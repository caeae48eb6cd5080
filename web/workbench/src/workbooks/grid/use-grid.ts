import { useEffect, useMemo, useReducer, useRef, useState } from 'react';
import type { CheckedRows, RowProblem } from '../../../../../contracts/api-workbooks.ts';
import type { Ledger } from '../../../../../contracts/ledger.ts';
import { shelfFor } from '../../draft.ts';
import { send, sentenceOf } from '../../wire.ts';
import { type GridColumn, type GridRow, isBlankRow, paste, withSpare } from './grid-model.ts';

export interface Cursor {
  readonly row: number;
  readonly col: number;
}
/** What the server said of a row, as long as the row says what it said then. */
export interface Verdict {
  readonly state: CheckedRows['rows'][number]['state'];
  readonly problems: readonly RowProblem[];
  readonly texts: GridRow['texts'];
}
interface State {
  readonly rows: readonly GridRow[];
  readonly nextId: number;
  readonly cursor: Cursor;
  readonly past: readonly (readonly GridRow[])[];
  readonly cut: number;
}
type Act =
  | { readonly do: 'write'; readonly row: number; readonly key: string; readonly text: string }
  | { readonly do: 'paste'; readonly block: string[][]; readonly columns: readonly GridColumn[] }
  | { readonly do: 'go'; readonly to: Cursor }
  /** saved: they stand in the ledger now, so no step back brings them here again. */
  | { readonly do: 'remove'; readonly ids: ReadonlySet<number>; readonly saved?: boolean }
  | { readonly do: 'undo' }
  | { readonly do: 'clear' };

const UNDO = 60;
const start = (rows: readonly GridRow[], nextId: number): State => ({
  ...withSpare(rows, nextId),
  cursor: { row: 0, col: 0 },
  past: [],
  cut: 0,
});

function reduce(s: State, act: Act): State {
  const keep = (rows: readonly GridRow[], more: Partial<State> = {}): State => ({
    ...s,
    rows,
    past: [...s.past.slice(1 - UNDO), s.rows],
    cut: 0,
    ...more,
  });
  switch (act.do) {
    case 'go':
      return { ...s, cursor: act.to };
    case 'write': {
      const row = s.rows[act.row];
      if (!row || (row.texts[act.key] ?? '') === act.text) return s;
      const rows = s.rows.slice();
      rows[act.row] = { id: row.id, texts: { ...row.texts, [act.key]: act.text } };
      const grown = withSpare(rows, s.nextId);
      return keep(grown.rows, { nextId: grown.nextId });
    }
    case 'paste': {
      const done = paste(s.rows, s.nextId, s.cursor, act.block, act.columns);
      return keep(done.rows, { nextId: done.nextId, cut: done.cut });
    }
    case 'remove': {
      const grown = withSpare(
        s.rows.filter((r) => !act.ids.has(r.id)),
        s.nextId,
      );
      const row = Math.min(s.cursor.row, grown.rows.length - 1);
      return keep(grown.rows, {
        nextId: grown.nextId,
        cursor: { ...s.cursor, row },
        ...(act.saved ? { past: [] } : {}),
      });
    }
    case 'undo': {
      const before = s.past.at(-1);
      return before ? { ...s, rows: before, past: s.past.slice(0, -1), cut: 0 } : s;
    }
    case 'clear': {
      const empty = withSpare([], s.nextId);
      return keep(empty.rows, { nextId: empty.nextId, cursor: { row: 0, col: 0 } });
    }
  }
}

const KEEP_MS = 800;
const CHECK_MS = 400;
const CHECK_ROWS = 500;

/** The grid's rows with what is typed kept as a draft, and each changed row checked by the server soon after. */
export function useGrid(
  ledger: Ledger,
  postId: string,
  unitId: string | null,
): {
  state: State;
  act: (act: Act) => void;
  verdicts: ReadonlyMap<number, Verdict>;
  checking: boolean;
  problem: string;
  filled: readonly GridRow[];
} {
  const shelf = shelfFor(ledger.privacy);
  const place = `halfsky.draft.1/${postId}/${ledger.key}/grid`;
  const [state, act] = useReducer(reduce, null, () => start(...keptRows(shelf.getItem(place))));
  const [verdicts, setVerdicts] = useState<ReadonlyMap<number, Verdict>>(new Map());
  const [checking, setChecking] = useState(false);
  const [problem, setProblem] = useState('');
  const filled = useMemo(() => state.rows.filter((r) => !isBlankRow(r)), [state.rows]);

  const keep = useRef(() => {});
  keep.current = () => {
    try {
      if (filled.length === 0) shelf.removeItem(place);
      else shelf.setItem(place, JSON.stringify(filled));
    } catch {
      // A full shelf keeps nothing; the rows are still on the page.
    }
  };
  useEffect(() => {
    // Run again for every change of the rows.
    void filled;
    const wait = setTimeout(() => keep.current(), KEEP_MS);
    return () => clearTimeout(wait);
  }, [filled]);
  useEffect(() => {
    const now = (): void => keep.current();
    window.addEventListener('pagehide', now);
    return () => {
      window.removeEventListener('pagehide', now);
      now();
    };
  }, []);

  // A unit chosen anew changes what rows without one are held against.
  const held = useRef(unitId);
  useEffect(() => {
    if (held.current !== unitId) setVerdicts(new Map());
    held.current = unitId;
  }, [unitId]);

  const open = useMemo(
    () => filled.filter((r) => verdicts.get(r.id)?.texts !== r.texts).slice(0, CHECK_ROWS),
    [filled, verdicts],
  );
  useEffect(() => {
    if (open.length === 0) return;
    let stale = false;
    const wait = setTimeout(async () => {
      setChecking(true);
      try {
        const rows = open.map((r) => ({ n: r.id, texts: r.texts }));
        const told = await send<CheckedRows>(`/ledgers/${ledger.key}/rows/check`, { unitId, rows });
        // Told of other units' rows; what a row said meanwhile is compared where the verdict is shown.
        if (held.current !== unitId) return;
        const asked = new Map(open.map((r) => [r.id, r.texts]));
        setVerdicts((before) => {
          const next = new Map(before);
          for (const { n, state: verdict, problems } of told.rows)
            next.set(n, { state: verdict, problems, texts: asked.get(n) ?? {} });
          return next;
        });
        setProblem('');
      } catch (error) {
        if (!stale) setProblem(`还没有核对:${sentenceOf(error)}`);
      } finally {
        setChecking(false);
      }
    }, CHECK_MS);
    return () => {
      stale = true;
      clearTimeout(wait);
    };
  }, [open, ledger.key, unitId]);

  return { state, act, verdicts, checking, problem, filled };
}

/** A draft that was left; damaged or foreign text is none. */
function keptRows(text: string | null): [GridRow[], number] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(kept)) return [[], 1];
    const rows = kept.filter(
      (r): r is GridRow => typeof r?.id === 'number' && typeof r?.texts === 'object' && r.texts !== null,
    );
    return [rows, Math.max(0, ...rows.map((r) => r.id)) + 1];
  } catch {
    return [[], 1];
  }
}
