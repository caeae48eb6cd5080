import type { Actor } from '../../access/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { holdDraft, type ReachedDraft } from './reach-draft.ts';
import { commentsOf, insertComment, settleComment } from './store.ts';

/** Comments of one paper; more are no reading any more. */
const MOST = 500;

/** Says something at a sentence (批注). Errors: paper.closed, paper.not-now, paper.comments-full. */
export async function commentPaper(
  tx: Tx,
  actor: Actor,
  id: string,
  c: { block: string; quote: string; text: string },
  at: Date,
): Promise<ReachedDraft> {
  const reached = await holdDraft(tx, actor, id, 'comment');
  const there = await commentsOf(tx, id);
  // A double click says it once.
  if (there.some((x) => x.open && x.block === c.block && x.text === c.text)) return reached;
  if (there.length >= MOST) throw new AppError('paper.comments-full', { most: MOST });
  await insertComment(tx, reached.draft, { ...c, id: newId(at), accountId: actor.accountId, at });
  return reached;
}

/** Settles a comment with a word, or opens it again. Errors: not-found. */
export async function settlePaperComment(
  tx: Tx,
  actor: Actor,
  id: string,
  c: { id: string; open: boolean; answer: string },
  at: Date,
): Promise<ReachedDraft> {
  const reached = await holdDraft(tx, actor, id, 'comment');
  if (!(await settleComment(tx, reached.draft, { ...c, accountId: actor.accountId, at })))
    throw new AppError('not-found', { what: '这条意见' });
  return reached;
}
