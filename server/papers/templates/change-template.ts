import type { ArrangementBody, TemplateView } from '../../../contracts/api-arrangements.ts';
import type { ReportTemplate } from '../../../contracts/report.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import { type Unit, unitById } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { templateOf } from '../make-report.ts';
import { officeOf } from '../writing/rights.ts';
import { type Arrangement, arrange, newsOf, orderedParts, partKey, problemsOf } from './arrange.ts';
import { arrangementOf, insertArrangement, type KeptArrangement, templateVersion } from './store.ts';

/** A cadre adapts a template for her unit (本单位的写法): versions, back to the standard, a newer standard taken over. */

interface Seen {
  readonly unit: Unit;
  readonly newest: ReportTemplate;
  /** The standard under the unit's arrangement. */
  readonly standard: ReportTemplate;
  readonly kept: KeptArrangement | null;
}

async function see(tx: Tx, registry: Registry, actor: Actor, kind: string): Promise<Seen> {
  const unit = await unitById(tx, officeOf(actor));
  if (!unit) throw new AppError('not-found', { what: '您的组织' });
  const newest = templateOf(registry, kind, unit);
  const kept = await arrangementOf(tx, unit.id, kind);
  const isOwn = kept?.body && kept.standard !== newest.version;
  return { unit, newest, kept, standard: isOwn ? await templateVersion(tx, kind, kept.standard) : newest };
}

/** The template as her unit writes it, each part and sentence beside the standard's. */
export async function viewTemplate(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  kind: string,
): Promise<TemplateView> {
  return toView(registry, actor, await see(tx, registry, actor, kind));
}

function toView(registry: Registry, actor: Actor, { newest, standard, kept }: Seen): TemplateView {
  const body = kept?.body ?? null;
  const parts = new Map((body?.parts ?? []).map((p) => [p.key, p]));
  const own = kept?.body ? kept : null;
  const isBehind = own !== null && standard.version < newest.version;
  return {
    kind: newest.key,
    name: newest.name,
    version: kept?.version ?? 0,
    changedBy: own?.by ?? null,
    changedAt: own?.at.toISOString() ?? null,
    standard: standard.version,
    newest: newest.version,
    parts: orderedParts(standard, body).map((part) => ({
      key: partKey(part),
      level: part.level,
      heading: parts.get(partKey(part))?.heading ?? part.heading,
      standardHeading: part.heading,
      hidden: parts.get(partKey(part))?.hidden ?? false,
      blocks: part.blocks.map((block) => {
        const text = block.kind === 'table' ? block.caption : block.text;
        return {
          key: block.key,
          kind: block.kind,
          text: body?.blocks[block.key]?.text ?? text,
          standardText: text,
          hidden: body?.blocks[block.key]?.hidden ?? false,
          figures:
            block.kind === 'sentence'
              ? block.figures.map((f) => ({
                  key: f.key,
                  label: f.label,
                  word: f.unitWord ?? registry.measure(f.measure).compiled.measure.unitWord,
                }))
              : [],
        };
      }),
    })),
    offered: isBehind ? newsOf(standard, newest) : [],
    may: actor.can('report.write')
      ? ['arrange', ...(own ? ['standard'] : []), ...(isBehind ? ['adopt'] : [])]
      : [],
  };
}

/** Keeps the next version of her unit's arrangement. Errors: template.changed, input.invalid. */
export async function arrangeTemplate(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  kind: string,
  body: ArrangementBody,
  at: Date,
): Promise<TemplateView> {
  const seen = await see(tx, registry, actor, kind);
  const arrangement = { parts: body.parts, blocks: body.blocks };
  const problems = problemsOf(seen.standard, arrangement);
  if (problems.length > 0) throw new AppError('input.invalid', { problems });
  return await keep(tx, registry, actor, seen, body.base, seen.standard.version, arrangement, at);
}

/** Back to the standard (恢复标准写法); the own one stays among the versions. */
export async function restoreStandard(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  kind: string,
  base: number,
  at: Date,
): Promise<TemplateView> {
  const seen = await see(tx, registry, actor, kind);
  return await keep(tx, registry, actor, seen, base, seen.newest.version, null, at);
}

/** Takes the newer standard over and keeps of the own arrangement what still fits. */
export async function adoptStandard(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  kind: string,
  base: number,
  at: Date,
): Promise<TemplateView> {
  const seen = await see(tx, registry, actor, kind);
  const own = seen.kept?.body;
  if (!own) throw new AppError('template.changed');
  return await keep(tx, registry, actor, seen, base, seen.newest.version, fitting(seen.newest, own), at);
}

/** Of an arrangement what a newer standard still knows and whose figures are still the sentence's. */
function fitting(newest: ReportTemplate, own: Arrangement): Arrangement {
  const wrong = new Set(problemsOf(newest, own).map((p) => p.field));
  const parts = new Set(newest.parts.map(partKey));
  return {
    parts: own.parts.filter((p) => parts.has(p.key)),
    blocks: Object.fromEntries(Object.entries(own.blocks).filter(([key]) => !wrong.has(`blocks.${key}`))),
  };
}

async function keep(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  seen: Seen,
  base: number,
  standard: number,
  body: Arrangement | null,
  at: Date,
): Promise<TemplateView> {
  const { unit, newest } = seen;
  const version = (seen.kept?.version ?? 0) + 1;
  // Refused before it is kept, should the arranged template be none.
  if (body && arrange(newest, body).parts.length === 0) throw new AppError('input.invalid');
  const made =
    base === version - 1 &&
    (await insertArrangement(tx, {
      unit,
      template: newest.key,
      version,
      standard,
      body,
      accountId: actor.accountId,
      at,
    }));
  if (!made) throw new AppError('template.changed');
  await recordEvent(tx, {
    regionCode: unit.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: unit.path,
    action: body ? 'report.arrange' : 'report.arrange-back',
    object: `report/${newest.key}`,
    objectId: String(version),
    result: 'ok',
    detail: { standard },
    at,
  });
  return await viewTemplate(tx, registry, actor, newest.key);
}
