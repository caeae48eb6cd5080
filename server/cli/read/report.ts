import type { LedgerFinding } from '../../papers/index.ts';
import type { Check, Figure } from '../../reading/index.ts';
import type { Likeness } from './likenesses.ts';

/** What was found in one document; only `file` and `error` where it could not be read. */
export interface ReadDocument {
  readonly file: string;
  readonly text: string;
  readonly chars: number;
  readonly figures: readonly Figure[];
  readonly checks: readonly Check[];
  readonly sameness: readonly Likeness[];
  readonly ledgers?: readonly LedgerFinding[];
}
export interface UnreadDocument {
  readonly file: string;
  readonly error: { readonly code: string; readonly message: string };
}

const PIECE = 1_000;

/**
 * The JSON of a document in pieces, for a book of ten million characters makes more of it than one string may hold. The shape
 * stands in server/reading/README.md.
 */
export function* jsonOf(doc: ReadDocument | UnreadDocument): Generator<string> {
  if ('error' in doc) {
    yield JSON.stringify(doc);
    return;
  }
  yield `{"file":${JSON.stringify(doc.file)},"chars":${doc.chars},"figures":`;
  yield* list(doc.figures);
  yield ',"checks":';
  yield* list(doc.checks);
  yield ',"sameness":';
  yield* list(doc.sameness.map(likenessJson));
  if (doc.ledgers) {
    yield ',"ledgers":';
    yield* list(doc.ledgers.map((l) => ({ start: doc.figures[l.figure]?.start, ...l })));
  }
  yield '}';
}

function* list(items: readonly unknown[]): Generator<string> {
  yield '[';
  for (let i = 0; i < items.length; i += PIECE)
    yield `${i > 0 ? ',' : ''}${items
      .slice(i, i + PIECE)
      .map((item) => JSON.stringify(item))
      .join(',')}`;
  yield ']';
}

const likenessJson = (l: Likeness): object => ({
  with: l.with,
  share: Math.round(l.share * 10_000) / 10_000,
  stretches: l.stretches.map((s) => ({
    start: s.start,
    end: s.end,
    otherStart: s.otherStart,
    otherEnd: s.otherEnd,
    ...(s.changed.length > 0
      ? { changed: s.changed.map((c) => ({ kind: c.kind, from: c.there, to: c.here })) }
      : {}),
  })),
  ...(l.copies ? { within: true, copies: l.copies } : {}),
});
