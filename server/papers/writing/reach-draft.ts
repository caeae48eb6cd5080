import { type Actor, reaches } from '../../access/index.ts';
import { type Unit, unitById } from '../../org/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';
import { mayOf, type Stand, standOf } from './rights.ts';
import { type Draft, draftById } from './store.ts';

export interface ReachedDraft {
  readonly draft: Draft;
  readonly unit: Unit;
  readonly stand: Stand;
}

/** A draft that is hers to see: of her own unit, or of one below that asks her to read. Another is not there (404). */
export async function reachDraft(tx: Tx, actor: Actor, id: string, hold = false): Promise<ReachedDraft> {
  const draft = await draftById(tx, id, hold);
  const unit = draft && (await unitById(tx, draft.unitId));
  if (!draft || !unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这份报告' });
  const stand = standOf(actor, draft, unit.parentId);
  if (!stand.inside && !stand.asked) throw new AppError('not-found', { what: '这份报告' });
  if (draft.state === 'final' || draft.state === 'dropped')
    throw new AppError('paper.closed', { became: draft.state === 'final' ? '定稿' : '作废' });
  return { draft, unit, stand };
}

/** The same, held against others, for a deed that she must be allowed to do in its present state. */
export async function holdDraft(
  tx: Tx,
  actor: Actor,
  id: string,
  deed: string,
  revision?: number,
): Promise<ReachedDraft> {
  const reached = await reachDraft(tx, actor, id, true);
  if (!mayOf(actor, reached.draft, reached.stand).includes(deed))
    throw new AppError('paper.not-now', { state: STATES[reached.draft.state] ?? '' });
  if (revision !== undefined && revision !== reached.draft.revision) throw new AppError('paper.changed');
  return reached;
}
const STATES: Readonly<Record<string, string>> = {
  draft: '草稿',
  reading: '复核中',
  approved: '复核通过',
};
