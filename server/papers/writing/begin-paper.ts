import type { Slots } from '../../../contracts/api-paper-slots.ts';
import type { Actor } from '../../access/index.ts';
import { recordEvent } from '../../audit/index.ts';
import type { Registry } from '../../ledgers/index.ts';
import type { Unit } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { newId } from '../../platform/ids/index.ts';
import { templateOf } from '../make-report.ts';
import { type PeriodAsk, periodOf } from '../period.ts';
import { latestPaper } from '../store.ts';
import { officeOf } from './rights.ts';
import { type Draft, insertDraft, insertStep, openDraft } from './store.ts';

/**
 * Begins to write the report of a unit and period; one that is open already is that one (a double click, two people). Where a
 * final version stands, the reason why it is replaced is asked for, and its hand-written text goes along.
 * Errors: forbidden, paper.why-replace, report.*.
 */
export async function beginPaper(
  tx: Tx,
  registry: Registry,
  actor: Actor,
  a: PeriodAsk & { unit: Unit; kind: string; reason?: string | undefined },
  at: Date,
): Promise<Draft> {
  if (a.unit.id !== officeOf(actor)) throw new AppError('forbidden');
  const template = templateOf(registry, a.kind, a.unit);
  const { from, to } = periodOf(template, a);
  const key = { unitId: a.unit.id, template: template.key, from, to };
  const open = await openDraft(tx, key);
  if (open) return open;
  const final = await latestPaper(tx, key);
  const reason = (a.reason ?? '').trim();
  if (final && [...reason].length < 4) throw new AppError('paper.why-replace', { version: final.version });
  const id = newId(at);
  const made = await insertDraft(
    tx,
    {
      ...key,
      id,
      regionCode: a.unit.regionCode,
      unitPath: a.unit.path,
      slots: carried(final?.content?.slots ?? {}),
      reason: final ? reason : '',
    },
    actor.accountId,
    at,
  );
  const draft = await openDraft(tx, key);
  if (!draft) throw new AppError('paper.changed');
  if (!made) return draft;
  await insertStep(tx, draft, {
    id: newId(at),
    kind: 'begin',
    words: reason,
    accountId: actor.accountId,
    at,
  });
  await auditPaper(tx, actor, draft, 'report.begin', at);
  return draft;
}

/** Texts of the version before, as the first state of the next; reasons why a figure did not hold are asked anew. */
const carried = (slots: Slots): Slots =>
  Object.fromEntries(
    Object.entries(slots)
      .filter(([slot, s]) => !slot.startsWith('why/') && s.value !== null)
      .map(([slot, s]) => [slot, { ...s, rev: 1 }]),
  );

/** What was done with which report; never its words. */
export async function auditPaper(
  tx: Tx,
  actor: Actor,
  d: Pick<Draft, 'regionCode' | 'unitPath' | 'template' | 'from' | 'to'>,
  action: string,
  at: Date,
  detail: Readonly<Record<string, string | number | boolean | null>> = {},
): Promise<void> {
  await recordEvent(tx, {
    regionCode: d.regionCode,
    accountId: actor.accountId,
    postId: actor.postId,
    unitPath: d.unitPath,
    action,
    object: `report/${d.template}`,
    objectId: `${d.from}/${d.to}`,
    result: 'ok',
    detail,
    at,
  });
}
