import type { Tx } from '../platform/db/index.ts';

/**
 * The areas (first two digits of the region codes) of the units under a range of paths: mostly one, all for the nation, two
 * where something moved here from another province. Walks from area to area by index, so its cost does not grow with the
 * number of units.
 */
export async function areasWithin(
  tx: Tx,
  scope: { readonly from: string; readonly to: string },
): Promise<string[]> {
  const rows = await tx.sql<{ area: string }>(
    `WITH RECURSIVE walk AS (
       (SELECT left(region_code, 2) AS area FROM unit ORDER BY 1 LIMIT 1)
       UNION ALL
       SELECT (SELECT left(u.region_code, 2) FROM unit u WHERE left(u.region_code, 2) > w.area ORDER BY 1 LIMIT 1)
       FROM walk w WHERE w.area IS NOT NULL
     )
     SELECT area FROM walk
     WHERE EXISTS (SELECT 1 FROM unit u WHERE left(u.region_code, 2) = walk.area AND u.path >= $1 AND u.path < $2)`,
    [scope.from, scope.to],
    'areas-within',
  );
  return rows.map((r) => r.area);
}
