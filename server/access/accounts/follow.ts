import type { Tx } from '../../platform/db/index.ts';

/** How many posts, and accounts that hold one, a range of paths has on a day. Reads accounts, so with the worker's way in. */
export async function postsUnder(
  tx: Tx,
  scope: { readonly from: string; readonly to: string },
  day: string,
): Promise<{ posts: number; accounts: number }> {
  const rows = await tx.sql(
    `SELECT count(DISTINCT p.id)::int AS posts, count(DISTINCT a.account_id)::int AS accounts
     FROM post p LEFT JOIN account_post a ON a.post_id = p.id AND a.region_code = p.region_code
     WHERE p.unit_path >= $1 AND p.unit_path < $2 AND (p.to_day IS NULL OR p.to_day > $3)`,
    [scope.from, scope.to, day],
    'posts-under',
  );
  return { posts: Number(rows[0]?.['posts'] ?? 0), accounts: Number(rows[0]?.['accounts'] ?? 0) };
}
