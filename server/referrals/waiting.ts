import type { Actor } from '../access/index.ts';
import { actingFor, type FlowKit, withMatters } from '../flows/index.ts';

/** Referrals where it is her turn: a question to answer, an answer to read, somebody to call, a paper to write. */
export interface ReferralsWaiting {
  readonly count: number;
  /** Of these, where they said nothing in time. */
  readonly silent: number;
  /** The matter to open when there is one only. */
  readonly matterId: string | null;
}

/** How many referrals of the matters that she holds wait for her (首页的待办), without a word of any. */
export async function referralsWaiting(flows: FlowKit, actor: Actor): Promise<ReferralsWaiting> {
  const acting = await actingFor(flows, actor);
  const posts = [acting.own, ...acting.principals].map((s) => s.postId);
  const rows = await withMatters(
    flows,
    actor,
    acting,
    (tx) =>
      tx.sql(
        `WITH mine AS MATERIALIZED (SELECT region_code, matter_id FROM matter_seat
           WHERE post_id = ANY ($1::uuid[]) AND lane = 'todo' AND why = 'hold' LIMIT 1000)
         SELECT r.matter_id, count(*)::int AS n, count(*) FILTER (WHERE r.needs IN ('chase', 'urge'))::int AS silent FROM mine JOIN referral r ON r.region_code = mine.region_code
           AND r.matter_id = mine.matter_id WHERE r.needs IS NOT NULL GROUP BY r.matter_id`,
        [posts],
        'referrals-waiting',
      ),
    'read',
  );
  return {
    count: rows.reduce((sum, r) => sum + Number(r['n']), 0),
    silent: rows.reduce((sum, r) => sum + Number(r['silent']), 0),
    matterId: rows.length === 1 ? String(rows[0]?.['matter_id']) : null,
  };
}
