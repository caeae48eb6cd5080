import type { Tx } from '../platform/db/index.ts';
import { subtreeOf } from './rules.ts';

/** A subtree of units under its old paths, and what stands in front of them from now on. */
export interface MovedSubtree {
  /** Old paths: from ≤ path < to. */
  readonly from: string;
  readonly to: string;
  readonly newPath: string;
  /** Where in an old path the part begins that stays, counted from 1 as SQL does. */
  readonly cut: number;
}
export const movedSubtree = (oldPath: string, newPath: string): MovedSubtree => ({
  ...subtreeOf(oldPath),
  newPath,
  cut: oldPath.length + 1,
});

/** Gives a room's rows of a moved subtree their unit's new path (DESIGN §7 rule 10). */
export type RewritePaths = (tx: Tx, moved: MovedSubtree) => Promise<void>;

/** How a room's rows follow their units: it names its tables that have a `unit_path`. */
export const rewritesPathsOf =
  (...tables: readonly string[]): RewritePaths =>
  async (tx, { from, to, newPath, cut }) => {
    for (const table of tables)
      await tx.sql(
        `UPDATE ${table} SET unit_path = $3 || substr(unit_path, $4) WHERE unit_path >= $1 AND unit_path < $2`,
        [from, to, newPath, cut],
      );
  };
