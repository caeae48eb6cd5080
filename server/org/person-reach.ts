import type { Tx } from '../platform/db/index.ts';
import type { RewritePaths } from './moved-subtree.ts';

/**
 * Notes on persons (人员) the paths of units where they hold posts: a person's wall looks at her own row (0016-people).
 * Whoever writes a post calls it in the same transaction. Paths already noted stay noted: who has left a unit stays in
 * its roster of before.
 */
export async function noteReach(
  tx: Tx,
  posts: readonly { readonly personId: string; readonly unitPath: string }[],
): Promise<void> {
  await tx.sql(
    `UPDATE person p SET reach = ARRAY(SELECT DISTINCT r.path FROM unnest(p.reach || n.paths) AS r (path) ORDER BY 1)
     FROM (SELECT id, array_agg(DISTINCT path) AS paths FROM unnest($1::uuid[], $2::text[]) AS t (id, path) GROUP BY id) AS n
     WHERE p.id = n.id AND NOT p.reach @> n.paths`,
    [posts.map((p) => p.personId), posts.map((p) => p.unitPath)],
  );
}

/** After a move of units: every noted path inside the old subtree becomes one of the new. */
export const rewriteReach: RewritePaths = async (tx, moved) => {
  await tx.sql(
    `UPDATE person SET reach = ARRAY(SELECT CASE WHEN r.path >= $1 AND r.path < $2 THEN $3 || substr(r.path, $4) ELSE r.path END
         FROM unnest(reach) AS r (path))
     WHERE EXISTS (SELECT 1 FROM unnest(reach) AS r (path) WHERE r.path >= $1 AND r.path < $2)`,
    [moved.from, moved.to, moved.newPath, moved.cut],
  );
};
