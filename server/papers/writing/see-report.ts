import type { PaperStanding } from '../../../contracts/api-papers.ts';
import type { Actor } from '../../access/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { type MadeReport, type ReportAsk, templateOf, writeNow } from '../make-report.ts';
import { periodOf } from '../period.ts';
import { latestPaper, type PaperKey, paperVersion, versionsOf } from '../store.ts';
import { officeOf } from './rights.ts';
import { namesOf, openDraft } from './store.ts';
import { contentOf, holderOf } from './view-draft.ts';

/** Which paper is meant: the unit's report of a kind and its days. */
export function paperKeyOf(registry: Registry, a: ReportAsk): PaperKey {
  const template = templateOf(registry, a.kind, a.unit);
  const { from, to } = periodOf(template, a);
  return { unitId: a.unit.id, template: template.key, from, to };
}

/**
 * A report as this person may see it: a final version as it was frozen (the newest, or the one asked for); else, for people of
 * the unit itself, with what is being written by hand; for others its figures alone. Drafts below are nobody else's.
 */
export async function seeReport(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  a: ReportAsk & { version?: number | undefined },
): Promise<MadeReport> {
  const key = paperKeyOf(registry, a);
  if (a.version !== undefined) {
    const paper = await paperVersion(tx, key, a.version);
    if (!paper?.frozen) throw new AppError('not-found', { what: `第 ${a.version} 版` });
    return { ...paper.frozen, state: 'final', version: paper.version };
  }
  const [paper, draft] = await Promise.all([
    latestPaper(tx, key),
    officeOf(actor) === a.unit.id ? openDraft(tx, key) : Promise.resolve(null),
  ]);
  if (paper?.frozen) return { ...paper.frozen, state: 'final', version: paper.version };
  return (await writeNow(tx, registry, a, draft ? await contentOf(tx, draft) : null)).report;
}

/** How the paper stands: what is being written and with whom, its final versions, what she may begin. */
export async function standingOf(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  a: ReportAsk,
): Promise<PaperStanding> {
  const key = paperKeyOf(registry, a);
  const isInside = officeOf(actor) === a.unit.id;
  const [versions, draft] = await Promise.all([
    versionsOf(tx, key),
    isInside ? openDraft(tx, key) : Promise.resolve(null),
  ]);
  const names = draft ? await namesOf(tx, [draft.changedBy, draft.readerId]) : new Map<string, string>();
  return {
    draft: draft
      ? {
          id: draft.id,
          state: draft.state as 'draft' | 'reading' | 'approved',
          holder: holderOf(draft, names),
        }
      : null,
    versions,
    may: isInside && actor.can('report.write') && !draft ? [versions.length > 0 ? 'replace' : 'begin'] : [],
  };
}
