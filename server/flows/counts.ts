import type { MatterCount } from '../../contracts/api-flows.ts';
import { type Actor, reaches, withinScope } from '../access/index.ts';
import { subtreeOf, unitById } from '../org/index.ts';
import { AppError } from '../platform/errors/index.ts';
import type { FlowKit } from './kit.ts';

/**
 * How many matters a unit and those below it have: what a superior sees of them. Counted as the worker, since she may
 * read none of them; numbers leave this file and nothing else. Throws not-found for a unit that is not within her reach.
 */
export async function countMatters(kit: FlowKit, actor: Actor, unitId: string): Promise<MatterCount[]> {
  const flows = await kit.flows.newest();
  return await kit.worker.transaction(
    [],
    async (tx) => {
      const unit = await unitById(tx, unitId);
      if (!unit || !reaches(actor, unit.path)) throw new AppError('not-found', { what: '这个组织' });
      const { from, to } = subtreeOf(unit.path);
      const values: unknown[] = [from, to, kit.now()];
      const rows = await tx.sql(
        `SELECT flow, count(*) FILTER (WHERE closed_at IS NULL)::int AS open,
           count(*) FILTER (WHERE closed_at IS NULL AND due_at <= $3)::int AS late,
           count(*) FILTER (WHERE outcome = 'done')::int AS done,
           count(*) FILTER (WHERE outcome = 'refused')::int AS refused,
           count(*) FILTER (WHERE outcome = 'withdrawn')::int AS withdrawn
         FROM matter WHERE unit_path >= $1 AND unit_path < $2 AND ${withinScope(actor, 'unit_path', values)} GROUP BY flow`,
        values,
      );
      return flows.map(({ definition }) => {
        const r = rows.find((x) => x['flow'] === definition.key);
        const n = (key: string): number => Number(r?.[key] ?? 0);
        return {
          flow: definition.key,
          name: definition.name,
          open: n('open'),
          late: n('late'),
          done: n('done'),
          refused: n('refused'),
          withdrawn: n('withdrawn'),
        };
      });
    },
    'read',
  );
}
