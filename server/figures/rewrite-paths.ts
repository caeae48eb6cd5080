import type { Tx } from '../platform/db/index.ts';

/** Gives rows of a moved subtree their new path; what they counted stays where it was counted. */
export async function rewriteFigurePaths(
  tx: Tx,
  from: string,
  to: string,
  newPath: string,
  cut: number,
): Promise<void> {
  for (const table of ['fact', 'cell', 'coverage', 'figure_view']) {
    await tx.sql(
      `UPDATE ${table} SET unit_path = $3 || substr(unit_path, $4) WHERE unit_path >= $1 AND unit_path < $2`,
      [from, to, newPath, cut],
    );
  }
}
