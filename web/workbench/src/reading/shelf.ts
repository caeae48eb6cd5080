import { useCallback, useEffect, useState } from 'react';
import type { WaitingDraft } from './opening-choice.ts';

/** What is on the table of 报告体检: the text that is typed, and the reading that was made of it. */
export interface OnTable {
  readonly title: string;
  readonly text: string;
  /** Null: the desk's own unit and period. */
  readonly unit: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly source: string | null;
  /** The reading of this text; null while it is being typed. */
  readonly reading: string | null;
  /** Opening lines drafted from it, waiting to be opened one by one. */
  readonly drafts: readonly WaitingDraft[];
  /** What lay here before another text took its place: it can be laid back. */
  readonly before: { readonly title: string; readonly text: string } | null;
}
export const EMPTY_TABLE: OnTable = {
  title: '',
  text: '',
  unit: null,
  from: null,
  to: null,
  source: null,
  reading: null,
  drafts: [],
  before: null,
};

/** By post, and only as long as the tab: a report may hold names (SECURITY 37). A reload loses nothing. */
const keyOf = (postId: string): string => `halfsky.reading.1/${postId}`;

function load(key: string): OnTable {
  try {
    const kept: unknown = JSON.parse(window.sessionStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return EMPTY_TABLE;
    const k = kept as Record<string, unknown>;
    const words = (name: string): string | null => (typeof k[name] === 'string' ? (k[name] as string) : null);
    return {
      title: words('title') ?? '',
      text: words('text') ?? '',
      unit: words('unit'),
      from: words('from'),
      to: words('to'),
      source: words('source'),
      reading: words('reading'),
      before: null,
      drafts: Array.isArray(k['drafts']) ? (k['drafts'] as WaitingDraft[]) : [],
    };
  } catch {
    return EMPTY_TABLE;
  }
}

/** Another text in place of hers; a text of her own is put aside and not thrown away. */
export function replaced(
  table: OnTable,
  part: Pick<OnTable, 'title' | 'text'> & Partial<OnTable>,
): Partial<OnTable> {
  const isOwn = table.text.trim() !== '' && table.source === null && table.text !== part.text;
  const aside = isOwn ? { title: table.title, text: table.text } : table.before;
  return {
    source: null,
    reading: null,
    unit: null,
    from: null,
    to: null,
    drafts: [],
    ...part,
    before: aside,
  };
}

/** Keeps the table with every change. `isKept` is false when the browser has no room: the page says so. */
export function useTable(postId: string): {
  table: OnTable;
  isKept: boolean;
  put: (part: Partial<OnTable>) => void;
} {
  const key = keyOf(postId);
  const [table, setTable] = useState(() => load(key));
  const [isKept, setKept] = useState(true);
  useEffect(() => {
    try {
      if (table.text === '' && table.title === '') window.sessionStorage.removeItem(key);
      else window.sessionStorage.setItem(key, JSON.stringify({ ...table, before: null }));
      setKept(true);
    } catch {
      setKept(false);
    }
  }, [key, table]);
  const put = useCallback((part: Partial<OnTable>) => setTable((t) => ({ ...t, ...part })), []);
  return { table, isKept, put };
}
