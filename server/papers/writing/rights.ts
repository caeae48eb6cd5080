import type { Actor } from '../../access/index.ts';
import type { Draft } from './store.ts';

/** Who may do what with a report that is being written (pure). */

/** The unit for which she works: a department works for its federation. */
export const officeOf = (actor: Pick<Actor, 'officeOf' | 'unit'>): string => actor.officeOf ?? actor.unit.id;

export interface Stand {
  /** One of the unit's own people. */
  readonly inside: boolean;
  /** Of the unit above, which was asked to read it. */
  readonly asked: boolean;
}

export function standOf(actor: Actor, draft: Draft, parentId: string | null): Stand {
  const office = officeOf(actor);
  return {
    inside: office === draft.unitId,
    asked: draft.asked === 'superior' && ['reading', 'approved'].includes(draft.state) && parentId === office,
  };
}

const OPEN: readonly string[] = ['draft', 'reading', 'approved'];

/** Nobody approves her own: whoever wrote in it or handed it over is not its second reader. */
export const wroteIt = (accountId: string, d: Pick<Draft, 'writers' | 'submittedBy'>): boolean =>
  d.writers.includes(accountId) || d.submittedBy === accountId;

const isReader = (actor: Actor, d: Draft, s: Stand): boolean =>
  d.state === 'reading' && actor.can('report.review') && (d.asked === 'superior' ? s.asked : s.inside);

export function mayOf(actor: Actor, d: Draft, s: Stand): string[] {
  const writes = s.inside && actor.can('report.write');
  const reads = isReader(actor, d, s) && !wroteIt(actor.accountId, d);
  return [
    ...(writes && d.state === 'draft' ? ['write', 'submit', 'drop'] : []),
    ...(writes && (d.state === 'reading' || d.state === 'approved') ? ['take-back'] : []),
    ...(reads ? ['return', 'approve'] : []),
    ...(s.inside && d.state === 'approved' && actor.can('report.finalise') ? ['finalise'] : []),
    ...(OPEN.includes(d.state) && (writes || reads) ? ['comment'] : []),
  ];
}

/** Why one who could be the second reader may not be: said, where she would look for the button. */
export function mayNotOf(actor: Actor, d: Draft, s: Stand): string | null {
  return isReader(actor, d, s) && wroteIt(actor.accountId, d)
    ? '您写过或交出了这份报告,要由另一个人复核。'
    : null;
}
