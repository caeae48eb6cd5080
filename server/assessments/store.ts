import type { Tx } from '../platform/db/index.ts';

/** Rows follow their unit when it moves. */
export async function rewriteAssessmentPaths(
  tx: Tx,
  from: string,
  to: string,
  newPath: string,
  cut: number,
): Promise<void> {
  for (const table of ['score_sheet', 'point_case'])
    await tx.sql(
      `UPDATE ${table} SET unit_path = $3 || substr(unit_path, $4) WHERE unit_path >= $1 AND unit_path < $2`,
      [from, to, newPath, cut],
    );
}
