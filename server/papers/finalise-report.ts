import type { ReportView } from '../../contracts/api.ts';
import type { Actor } from '../access/index.ts';
import type { Registry } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';
import { newId } from '../platform/ids/index.ts';
import { passagePrints } from '../reading/sameness/index.ts';
import { unmarkedOf } from './hand-blocks.ts';
import { type MadeReport, type PaperContent, type ReportAsk, reasonsIn, writeNow } from './make-report.ts';
import { keepIn } from './readings/keep-text.ts';
import { textOfReport } from './readings/report-text.ts';
import { insertPaper, latestPaper } from './store.ts';
import { auditPaper } from './writing/begin-paper.ts';
import { readHash } from './writing/move-paper.ts';
import { paperKeyOf } from './writing/see-report.ts';
import { commentsOf, type Draft, draftById, insertStep, moveDraft, openDraft } from './writing/store.ts';
import { contentOf } from './writing/view-draft.ts';

type Explanations = Readonly<Record<string, string>>;

/**
 * Freezes a report with its figures and their sources (定稿), once a second reader let this very text pass. Refused while a
 * figure is missing, an item of the last plan unmarked, a failed check or an open comment without an explanation in words. A
 * newer final version stands beside the older one, never over it. Its text is kept for comparison.
 * Errors: paper.not-read, paper.moved-since-read, paper.last-plan, report.missing, report.unexplained.
 */
export async function finaliseReport(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  a: ReportAsk & { explanations: Explanations },
  at: Date,
): Promise<Omit<ReportView, 'may'>> {
  const key = paperKeyOf(registry, a);
  const open = await openDraft(tx, key);
  const draft = open && (await draftById(tx, open.id, true));
  if (draft?.state !== 'approved') throw new AppError('paper.not-read');
  const content = await contentOf(tx, draft);
  const made = await writeNow(tx, registry, a, content);
  const { report } = made;
  const said = { ...reasonsIn(draft.slots), ...a.explanations };
  await refuseUnready(tx, report, draft, content, said);
  if (readHash(report) !== draft.readHash) throw new AppError('paper.moved-since-read');
  const { state: _state, version, ...frozen } = report;
  const before = await latestPaper(tx, key);
  await insertPaper(tx, {
    id: newId(at),
    regionCode: a.unit.regionCode,
    unitId: a.unit.id,
    unitPath: a.unit.path,
    template: report.kind,
    templateVersion: made.basis.standard,
    from: report.from,
    to: report.to,
    version,
    explanations: said,
    frozen,
    content: { slots: draft.slots, last: content.last, ...made.basis },
    draftId: draft.id,
    reason: draft.reason,
    readerId: draft.readerId,
    accountId: actor.accountId,
    at,
  });
  await moveDraft(tx, draft, { state: 'final' });
  const step = { accountId: actor.accountId, at };
  await insertStep(tx, draft, { ...step, id: newId(at), kind: 'final', words: '' });
  if (before) await insertStep(tx, draft, { ...step, id: newId(at), kind: 'replaced', words: draft.reason });
  await keepForComparison(tx, actor, a, report, at);
  await auditPaper(tx, actor, draft, 'report.finalise', at, { version });
  return { ...report, state: 'final' };
}

/** What stands between an approved report and a final one. */
async function refuseUnready(
  tx: Tx,
  report: MadeReport,
  draft: Draft,
  content: PaperContent,
  said: Explanations,
): Promise<void> {
  if (report.missing.length > 0) {
    throw new AppError('report.missing', { names: report.missing.map((m) => m.label).join('、') });
  }
  const unmarked = unmarkedOf(draft.slots, content.last);
  if (unmarked.length > 0) throw new AppError('paper.last-plan', { count: unmarked.length });
  const comments = (await commentsOf(tx, draft.id)).filter((c) => c.open);
  const unexplained = [
    ...report.failed.map((f) => ({ key: f.key, message: f.message })),
    ...comments.map((c) => ({ key: `comment-${c.id}`, message: `意见还没有处理:“${c.text}”。` })),
  ].filter(({ key }) => [...(said[key] ?? '').trim()].length < 4);
  if (unexplained.length > 0) {
    throw new AppError('report.unexplained', {
      problems: unexplained.map((f) => ({
        field: `explanations.${f.key}`,
        message: `${f.message} 请写明原因,再定稿。`,
      })),
    });
  }
}

async function keepForComparison(
  tx: Tx,
  actor: Actor,
  a: ReportAsk,
  report: MadeReport,
  at: Date,
): Promise<void> {
  const { text } = textOfReport(report);
  const source = `report/${report.kind}/${report.from}/${report.to}/${report.version}`;
  await keepIn(
    tx,
    actor,
    a.unit,
    { title: report.title.replace(/\s+/g, ''), text, source, prints: passagePrints(text) },
    at,
  );
}
