import type { Tx } from '../platform/db/index.ts';

/** Gives rows of a moved subtree their new path; persons' own paths and posts are rewritten with the units (org). */
export async function rewritePeoplePaths(
  tx: Tx,
  from: string,
  to: string,
  newPath: string,
  cut: number,
): Promise<void> {
  for (const table of ['person_change', 'person_merge', 'transfer', 'library_entry'])
    await tx.sql(
      `UPDATE ${table} SET unit_path = $3 || substr(unit_path, $4) WHERE unit_path >= $1 AND unit_path < $2`,
      [from, to, newPath, cut],
    );
}
