import type { AttachmentKind } from '../../../contracts/api-files.ts';
import type { Ledger } from '../../../contracts/ledger.ts';

/** What is typed for one line and not yet saved (草稿). */
export interface Draft {
  /** Made once per draft, so that a double click or a lost answer saves one line. */
  readonly requestKey: string;
  readonly unitId: string;
  readonly day: string;
  readonly until: string | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly opening: 'covers' | 'rest' | null;
  readonly joint: readonly string[];
  readonly explanation: string;
  /** Files that arrived already and go with the line when it is saved. */
  readonly files?: readonly DraftFile[];
}
export interface DraftFile {
  readonly id: string;
  readonly name: string;
  readonly kind: AttachmentKind;
  readonly bytes: number;
}

export interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

const PREFIX = 'halfsky.draft.1';

export const draftKey = (postId: string, ledger: string, unitId: string): string =>
  `${PREFIX}/${postId}/${ledger}/${unitId}`;

export function newDraft(input: { unitId: string; day: string; requestKey: string }): Draft {
  return { ...input, until: null, data: {}, opening: null, joint: [], explanation: '' };
}

/** Nothing worth keeping: only the day and the unit are set. */
export function isBlank(draft: Draft): boolean {
  const filled = Object.values(draft.data).some(
    (v) => v !== null && v !== '' && !(Array.isArray(v) && v.length === 0),
  );
  return (
    !filled && draft.joint.length === 0 && draft.explanation.trim() === '' && (draft.files ?? []).length === 0
  );
}

/** Reads a kept draft; damaged or foreign text is no draft. */
export function loadDraft(shelf: Shelf, key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(shelf.getItem(key) ?? 'null');
    return isDraft(kept) ? kept : null;
  } catch {
    return null;
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false;
  const d = value as Record<string, unknown>;
  return (
    ['requestKey', 'unitId', 'day', 'explanation'].every((k) => typeof d[k] === 'string') &&
    (d['until'] === null || typeof d['until'] === 'string') &&
    (d['opening'] === null || d['opening'] === 'covers' || d['opening'] === 'rest') &&
    Array.isArray(d['joint']) &&
    (d['files'] === undefined || Array.isArray(d['files'])) &&
    typeof d['data'] === 'object' &&
    d['data'] !== null
  );
}

/** Keeps a draft; a blank one is dropped. False when the shelf is full or closed: the page says so. */
export function keepDraft(shelf: Shelf, key: string, draft: Draft): boolean {
  try {
    if (isBlank(draft)) shelf.removeItem(key);
    else shelf.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(shelf: Shelf, key: string): void {
  try {
    shelf.removeItem(key);
  } catch {
    // A closed shelf holds nothing to drop.
  }
}

/** A shelf that lives as long as the page. */
export function memoryShelf(): Shelf & { size(): number } {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    size: () => kept.size,
  };
}

/** Are there drafts that end with the tab or with signing out? Then leaving asks first. */
export function hasFleetingDrafts(): boolean {
  if (inMemory.size() > 0) return true;
  try {
    return Object.keys(window.sessionStorage).some((key) => key.startsWith(PREFIX));
  } catch {
    return false;
  }
}

const inMemory = memoryShelf();

/**
 * Where a ledger's drafts may lie. Open ledgers: on this machine, so that a closed window loses nothing. Ledgers with
 * names: as long as the tab. Case ledgers: never on the disk (SECURITY 37).
 */
export function shelfFor(privacy: Ledger['privacy']): Shelf {
  if (privacy === 'case') return inMemory;
  try {
    return privacy === 'person' ? window.sessionStorage : window.localStorage;
  } catch {
    return inMemory;
  }
}

/** A key for one request. randomUUID needs a secure page; a plain http one on the office net has only getRandomValues. */
export function newRequestKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
}

/** Where drafts of a post lie on this machine: what can be gone on with. Damaged ones are passed over. */
export function keptDrafts(postId: string): { ledger: string; unitId: string }[] {
  const begins = `${PREFIX}/${postId}/`;
  const found: { ledger: string; unitId: string }[] = [];
  for (const open of [() => window.localStorage, () => window.sessionStorage])
    try {
      const shelf = open();
      for (const key of Object.keys(shelf)) {
        if (!key.startsWith(begins) || loadDraft(shelf, key) === null) continue;
        const [ledger, unitId] = key.slice(begins.length).split('/');
        if (ledger && unitId) found.push({ ledger, unitId });
      }
    } catch {
      // A closed shelf holds none.
    }
  return found;
}
