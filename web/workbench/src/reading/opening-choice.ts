import type { LedgerFindingView, OpeningDraft } from '../../../../contracts/api-reading.ts';
import type { ReadFigure } from '../../../../contracts/reading.ts';
import { type Draft, draftKey, isBlank, keepDraft, loadDraft, newRequestKey, type Shelf } from '../draft.ts';
import type { Stretch } from './places.ts';

/** A figure of the text that could become a line. */
export interface Choosable {
  readonly at: number;
  readonly figure: ReadFigure;
  readonly ledger: LedgerFindingView;
}

/** Figures whose measure is known and that the ledgers do not hold yet. */
export function choosable(
  figures: readonly ReadFigure[],
  ledgers: readonly LedgerFindingView[],
): Choosable[] {
  return ledgers.flatMap((ledger) => {
    const figure = figures[ledger.figure];
    const lacks =
      ledger.verdict === 'not-counted' || (ledger.verdict === 'differs' && (ledger.difference ?? 0) < 0);
    return figure && lacks && figure.kind !== 'rate' ? [{ at: ledger.figure, figure, ledger }] : [];
  });
}

const LONGEST_SENTENCE = 300;

/** What the server is asked for one chosen figure. `cut` cuts the text at characters. */
export function askOf(c: Choosable, cut: (s: Stretch) => string): Readonly<Record<string, unknown>> {
  const { figure: f, ledger: l } = c;
  const sentence = Array.from(cut(f.sentence).replace(/\s+/g, ''));
  return {
    start: f.start,
    raw: f.raw.slice(0, 60),
    // Of a range the lower end: what is certain.
    value: typeof f.value === 'number' ? f.value : f.value[0],
    exact: f.qualifier === null && typeof f.value === 'number',
    sentence:
      sentence.length > LONGEST_SENTENCE
        ? `${sentence.slice(0, LONGEST_SENTENCE).join('')}…`
        : sentence.join(''),
    measure: l.measure,
    where: l.where,
    from: l.from,
    to: l.to,
  };
}

/** A drafted line waiting to be opened; its key makes one line of it, however often it is opened. */
export type WaitingDraft = OpeningDraft & { readonly requestKey: string; readonly opened: boolean };

export const waiting = (drafts: readonly OpeningDraft[]): WaitingDraft[] =>
  drafts.map((d) => ({ ...d, requestKey: newRequestKey(), opened: false }));

/** Lays a draft where the entry form finds it. `false`: another draft lies there, and `replace` was not said. */
export function layDraft(shelf: Shelf, postId: string, d: WaitingDraft, replace: boolean): boolean {
  const key = draftKey(postId, d.ledger, d.unitId);
  const there = loadDraft(shelf, key);
  if (there && there.requestKey !== d.requestKey && !isBlank(there) && !replace) return false;
  const draft: Draft = {
    requestKey: d.requestKey,
    unitId: d.unitId,
    day: d.day,
    until: d.until,
    data: d.data,
    opening: d.opening,
    joint: [],
    explanation: d.explanation,
  };
  // Opened before and changed since: her changes stay.
  return there?.requestKey === d.requestKey ? true : keepDraft(shelf, key, draft);
}
