import type { Actor } from '../access/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { actingFor, type FlowKit, withMatters } from './kit.ts';

/** How many matters wait for her, by how they press. `calm`: neither urgent nor late. */
export interface Waiting {
  readonly urgent: number;
  readonly late: number;
  readonly calm: number;
  readonly toRead: number;
  /** Urgent views by others (紧急查看) that she has not yet acknowledged. */
  readonly looked: number;
  /** Last day in time of the calm one that is due first; null when none has a clock. */
  readonly nextDue: string | null;
}

/** What waits for her in numbers (首页的待办), without a title. */
export async function waitingFor(kit: FlowKit, actor: Actor): Promise<Waiting> {
  const acting = await actingFor(kit, actor);
  const posts = [acting.own, ...acting.principals].map((s) => s.postId);
  const now = kit.now();
  const rows = await withMatters(
    kit,
    actor,
    acting,
    (tx) =>
      tx.sql(
        `SELECT count(*) FILTER (WHERE lane = 'todo' AND rank = 0)::int AS urgent,
           count(*) FILTER (WHERE lane = 'todo' AND rank > 0 AND due_at <= $2)::int AS late,
           count(*) FILTER (WHERE lane = 'todo' AND rank > 0 AND due_at > $2)::int AS calm,
           count(*) FILTER (WHERE lane = 'read')::int AS to_read,
           (SELECT count(*)::int FROM urgent_view WHERE holder_post = ANY ($1::uuid[]) AND holder_seen_at IS NULL
              OR supervisor_post = ANY ($1::uuid[]) AND supervisor_seen_at IS NULL) AS looked,
           min(due_at) FILTER (WHERE lane = 'todo' AND rank > 0 AND due_at > $2 AND isfinite(due_at)) AS next_due
         FROM (SELECT lane, rank, due_at FROM matter_seat WHERE post_id = ANY ($1::uuid[]) AND lane IN ('todo', 'read') LIMIT 1000) AS s`,
        [posts, now],
        'waiting-for',
      ),
    'read',
  );
  const r = rows[0];
  const due = r?.['next_due'] instanceof Date ? r['next_due'] : null;
  return {
    urgent: Number(r?.['urgent'] ?? 0),
    late: Number(r?.['late'] ?? 0),
    calm: Number(r?.['calm'] ?? 0),
    toRead: Number(r?.['to_read'] ?? 0),
    looked: Number(r?.['looked'] ?? 0),
    nextDue: due ? chinaDay(new Date(due.getTime() - 1)) : null,
  };
}
