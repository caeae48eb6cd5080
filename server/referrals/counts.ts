import type { ReferralCounts } from '../../contracts/api-referrals.ts';
import { type Actor, reaches, withinScope } from '../access/index.ts';
import { subtreeOf, unitById } from '../org/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { ReferralKit } from './kit.ts';

/**
 * How many referrals a unit and those below it sent, and what became of them: what a superior sees. Counted as the worker;
 * numbers leave this file and nothing else, and no split that would make them small. Errors: not-found.
 */
export async function countReferrals(
  kit: ReferralKit,
  actor: Actor,
  unitId: string,
): Promise<ReferralCounts> {
  return await kit.flows.worker.transaction(
    [],
    async (tx) => {
      const unit = await unitById(tx, unitId);
      if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
      const { from, to } = subtreeOf(unit.path);
      const values: unknown[] = [from, to, kit.flows.now()];
      const [r] = await tx.sql(
        `SELECT count(*)::int AS sent,
           count(*) FILTER (WHERE answered_at < due_at)::int AS in_time,
           count(*) FILTER (WHERE answered_at >= due_at)::int AS late,
           count(*) FILTER (WHERE state IN ('sent', 'accepted') AND (due_at > $3 OR asked_at < due_at))::int AS waiting,
           count(*) FILTER (WHERE state IN ('sent', 'accepted', 'expired') AND due_at <= $3
             AND (asked_at IS NULL OR asked_at >= due_at))::int AS silent,
           count(*) FILTER (WHERE state = 'withdrawn')::int AS withdrawn
         FROM referral WHERE unit_path >= $1 AND unit_path < $2 AND ${withinScope(actor, 'unit_path', values)}`,
        values,
      );
      const n = (key: string): number => Number(r?.[key] ?? 0);
      return {
        sent: n('sent'),
        inTime: n('in_time'),
        late: n('late'),
        waiting: n('waiting'),
        silent: n('silent'),
        withdrawn: n('withdrawn'),
      };
    },
    'read',
  );
}
