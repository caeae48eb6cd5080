import type { Slots } from '../../../contracts/api-paper-slots.ts';
import type { LastPlan, PaperDraft, PaperPart } from '../../../contracts/api-papers.ts';
import type { Actor } from '../../access/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { itemsOf } from '../hand-blocks.ts';
import { type MadeReport, type PaperContent, writeNow } from '../make-report.ts';
import { latestPaper, type PaperKey, paperBefore } from '../store.ts';
import type { ArrangedTemplate } from '../templates/arrange.ts';
import type { ReachedDraft } from './reach-draft.ts';
import { mayNotOf, mayOf } from './rights.ts';
import { commentsOf, type Draft, namesOf, stepsOf } from './store.ts';

/** The plan of the period before, as its newest final version has it; null where nobody kept one item by item. */
export async function lastPlanOf(tx: Tx, q: PaperKey): Promise<LastPlan | null> {
  const before = await paperBefore(tx, q);
  const items = before?.content ? itemsOf(before.content.slots, 'plan') : [];
  if (!before || items.length === 0) return null;
  return { title: (before.frozen?.title ?? '').replace(/\s+/g, ''), version: before.version, items };
}

export async function contentOf(tx: Tx, draft: Draft): Promise<PaperContent> {
  return { slots: draft.slots, last: await lastPlanOf(tx, draft) };
}

/** A draft as its editor shows it: the report as it would read now, the places to write in, what was said about it. */
export async function viewDraft(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  { draft, unit, stand }: ReachedDraft,
): Promise<PaperDraft> {
  const content = await contentOf(tx, draft);
  const ask = { unit, kind: draft.template, from: draft.from, to: draft.to };
  const [{ report, template }, comments, steps, names, final] = await Promise.all([
    writeNow(tx, registry, ask, content),
    commentsOf(tx, draft.id),
    stepsOf(tx, draft.id),
    namesOf(tx, [
      draft.changedBy,
      draft.submittedBy,
      draft.readerId,
      ...Object.values(draft.slots).map((s) => s.by),
    ]),
    latestPaper(tx, draft),
  ]);
  return {
    id: draft.id,
    state: draft.state as PaperDraft['state'],
    revision: draft.revision,
    report,
    parts: partsOf(template, report),
    slots: Object.fromEntries(
      Object.entries(draft.slots).map(([slot, s]) => [slot, { ...s, by: names.get(s.by) ?? '' }]),
    ) as Slots,
    last: content.last,
    comments,
    steps,
    holder: holderOf(draft, names),
    savedAt: draft.changedAt.toISOString(),
    savedBy: names.get(draft.changedBy) ?? '',
    replaces: final ? { version: final.version, reason: draft.reason } : null,
    may: mayOf(actor, draft, stand),
    mayNot: mayNotOf(actor, draft, stand),
  };
}

/** With whom it lies now, in words. */
export function holderOf(d: Draft, names: ReadonlyMap<string, string>): string {
  if (d.state === 'reading')
    return d.asked === 'superior' ? '上一级妇联(待复核)' : '本单位另一位同志(待复核)';
  if (d.state === 'approved') return `${names.get(d.readerId ?? '') ?? ''}已复核,待定稿`;
  return names.get(d.changedBy) ?? '';
}

/** Every part with every place, also of what is not written: a sentence left out still has a place behind it. */
function partsOf(template: ArrangedTemplate, report: MadeReport): PaperPart[] {
  const headings = new Map(report.parts.map((p) => [p.key, p.heading]));
  const omitted = new Map(report.omitted.map((o) => [o.sentence, o.message]));
  return template.parts.map((part) => ({
    key: part.key,
    heading:
      headings.get(part.key) ??
      part.heading.replace(/^[一二三四五六七八九十]+、|^（[一二三四五六七八九十]+）/, ''),
    level: part.level,
    blocks: part.blocks.map((block) => ({
      key: block.key,
      kind: block.kind,
      words: block.kind === 'prose' ? block.text : (omitted.get(block.key) ?? ''),
      holds: block.kind === 'prose' ? (block.holds?.of ?? null) : null,
    })),
  }));
}
