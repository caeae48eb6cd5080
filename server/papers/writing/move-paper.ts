import { createHash } from 'node:crypto';
import type { PaperStepKind } from '../../../contracts/api-papers.ts';
import type { Actor } from '../../access/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { type MadeReport, writeNow } from '../make-report.ts';
import { textOfReport } from '../readings/report-text.ts';
import { auditPaper } from './begin-paper.ts';
import { holdDraft, type ReachedDraft, reachDraft } from './reach-draft.ts';
import { type Draft, insertStep, moveDraft } from './store.ts';
import { contentOf } from './view-draft.ts';

/** A report goes from hand to hand: to its second reader and back. Each needs the revision that she saw. */

/** What the second reader has read: the whole text, so that a figure that moves afterwards is noticed. */
export const readHash = (report: MadeReport): string =>
  createHash('sha256').update(textOfReport(report).text).digest('hex');

/** Hands it to a second reader (送复核). Errors: paper.no-superior, paper.changed, paper.not-now. */
export async function submitPaper(
  tx: Tx,
  actor: Actor,
  id: string,
  b: { revision: number; to: 'unit' | 'superior'; note: string },
  at: Date,
): Promise<ReachedDraft | null> {
  const reached = await holdDraft(tx, actor, id, 'submit', b.revision);
  if (b.to === 'superior' && reached.unit.parentId === null) throw new AppError('paper.no-superior');
  await moveDraft(tx, reached.draft, {
    state: 'reading',
    asked: b.to,
    submittedBy: actor.accountId,
    readHash: null,
    readerId: null,
  });
  return await done(tx, actor, reached, { kind: 'submit', words: b.note, audit: 'report.submit' }, at);
}

/** Takes it back to go on writing (收回): what was approved has to be read again. */
export async function takeBackPaper(
  tx: Tx,
  actor: Actor,
  id: string,
  revision: number,
  at: Date,
): Promise<ReachedDraft | null> {
  const reached = await holdDraft(tx, actor, id, 'take-back', revision);
  await moveDraft(tx, reached.draft, { state: 'draft', asked: null, readHash: null, readerId: null });
  return await done(tx, actor, reached, { kind: 'take-back', words: '', audit: 'report.take-back' }, at);
}

/** The second reader sends it back with her reason (退回). */
export async function returnPaper(
  tx: Tx,
  actor: Actor,
  id: string,
  b: { revision: number; reason: string },
  at: Date,
): Promise<ReachedDraft | null> {
  const reached = await holdDraft(tx, actor, id, 'return', b.revision);
  await moveDraft(tx, reached.draft, { state: 'draft', readHash: null, readerId: null });
  return await done(tx, actor, reached, { kind: 'return', words: b.reason, audit: 'report.return' }, at);
}

/** The second reader lets it pass (复核通过): kept with the very text that she read. */
export async function approvePaper(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  id: string,
  b: { revision: number; note: string },
  at: Date,
): Promise<ReachedDraft | null> {
  const reached = await holdDraft(tx, actor, id, 'approve', b.revision);
  const { draft, unit } = reached;
  const ask = { unit, kind: draft.template, from: draft.from, to: draft.to };
  const { report } = await writeNow(tx, registry, ask, await contentOf(tx, draft));
  await moveDraft(tx, draft, {
    state: 'approved',
    readHash: readHash(report),
    readerId: actor.accountId,
  });
  return await done(tx, actor, reached, { kind: 'approve', words: b.note, audit: 'report.approve' }, at);
}

/** Gives up writing it (作废): kept out of sight, never deleted. */
export async function dropPaper(tx: Tx, actor: Actor, id: string, revision: number, at: Date): Promise<void> {
  const { draft } = await holdDraft(tx, actor, id, 'drop', revision);
  await moveDraft(tx, draft, { state: 'dropped' });
  await note(tx, actor, draft, { kind: 'drop', words: '', audit: 'report.drop' }, at);
}

interface Deed {
  readonly kind: PaperStepKind;
  readonly words: string;
  readonly audit: string;
}

async function done(
  tx: Tx,
  actor: Actor,
  { draft, stand }: ReachedDraft,
  deed: Deed,
  at: Date,
): Promise<ReachedDraft | null> {
  await note(tx, actor, draft, deed, at);
  // What the unit above sends back is no longer hers to see.
  const isGone = deed.kind === 'return' && !stand.inside;
  return isGone ? null : await reachDraft(tx, actor, draft.id);
}

async function note(tx: Tx, actor: Actor, draft: Draft, deed: Deed, at: Date): Promise<void> {
  await insertStep(tx, draft, {
    id: newId(at),
    kind: deed.kind,
    words: deed.words,
    accountId: actor.accountId,
    at,
  });
  await auditPaper(tx, actor, draft, deed.audit, at);
}
