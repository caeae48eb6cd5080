import type { Unit } from '../org/index.ts';
import { subtreeOf } from '../org/index.ts';
import { addDays } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** Which rows of facts belong to a unit over some days: a path range (the usual case), or an explicit list of units. */
export interface Members {
  readonly from: string;
  /** Last day, inclusive. */
  readonly to: string;
  readonly ids: readonly string[] | null;
}

/**
 * Who stood under a unit in a range of days, as it was then. Where no move ever crossed its border since, today's subtree
 * is the answer and one path range serves. Otherwise the range is cut at the days of moves and each piece lists its units.
 */
export async function membersOf(tx: Tx, unit: Unit, from: string, to: string): Promise<Members[]> {
  const { from: low, to: high } = subtreeOf(unit.path);
  const crossing = await tx.sql<{ day: string }>(
    `SELECT DISTINCT s.to_day AS day FROM unit_span s
     JOIN unit u ON u.id = s.unit_id LEFT JOIN unit p ON p.id = s.parent_id
     WHERE s.to_day > $1 AND s.parent_id IS DISTINCT FROM u.parent_id
       AND ((u.path >= $2 AND u.path < $3) <> COALESCE(p.path >= $2 AND p.path < $3, false)) ORDER BY 1`,
    [from, low, high],
    'members-crossing',
  );
  if (crossing.length === 0) return [{ from, to, ids: null }];
  const pieces: Members[] = [];
  const cuts = crossing.map((c) => c.day).filter((d) => d <= to);
  const starts = [from, ...cuts];
  for (const [i, start] of starts.entries()) {
    const next = starts[i + 1];
    pieces.push({
      from: start,
      to: next ? addDays(next, -1) : to,
      ids: await descendantsOn(tx, unit.id, start),
    });
  }
  return pieces;
}

/** Which of these units gained or lost a lower unit after a day: their past is not told by today's subtree. */
export async function crossedSince(tx: Tx, unitIds: readonly string[], day: string): Promise<Set<string>> {
  const rows = await tx.sql(
    `SELECT DISTINCT x.id FROM unit_span s JOIN unit u ON u.id = s.unit_id LEFT JOIN unit p ON p.id = s.parent_id
     JOIN unit x ON x.id = ANY($1::uuid[])
     WHERE s.to_day > $2 AND s.parent_id IS DISTINCT FROM u.parent_id
       AND ((u.path >= x.path AND u.path < left(x.path, -1) || '0') <> COALESCE(p.path >= x.path AND p.path < left(x.path, -1) || '0', false))`,
    [unitIds, day],
    'page-crossed',
  );
  return new Set(rows.map((r) => String(r['id'])));
}

/** Every unit under one on a day, itself included, by walking down what was and what is. */
async function descendantsOn(tx: Tx, unitId: string, day: string): Promise<string[]> {
  const rows = await tx.sql(
    `WITH RECURSIVE down AS (
       SELECT $1::uuid AS id
       UNION
       SELECT c.id FROM down d CROSS JOIN LATERAL (
         SELECT u.id FROM unit u WHERE u.parent_id = d.id
           AND NOT EXISTS (SELECT 1 FROM unit_span s WHERE s.unit_id = u.id AND $2 < s.to_day AND (s.from_day IS NULL OR s.from_day <= $2))
         UNION ALL
         SELECT s.unit_id FROM unit_span s WHERE s.parent_id = d.id AND $2 < s.to_day AND (s.from_day IS NULL OR s.from_day <= $2)
       ) c
     ) SELECT id FROM down`,
    [unitId, day],
  );
  return rows.map((r) => String(r['id']));
}

/** The SQL condition on a fact's or line's unit for one piece, adding its parameters. */
export function memberCondition(
  alias: string,
  unit: Unit,
  ids: readonly string[] | null,
  parameters: unknown[],
): string {
  if (ids) {
    parameters.push(ids);
    return `${alias}.unit_id = ANY($${parameters.length}::uuid[])`;
  }
  const { from, to } = subtreeOf(unit.path);
  parameters.push(from, to);
  return `${alias}.unit_path >= $${parameters.length - 1} AND ${alias}.unit_path < $${parameters.length}`;
}
