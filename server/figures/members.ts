import type { Unit } from '../org/index.ts';
import { formerMembers, levelNumber, subtreeOf } from '../org/index.ts';
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
  if (!(await crossedSince(tx, [unit.id], from)).has(unit.id)) return [{ from, to, ids: null }];
  const starts = [from, ...(await crossingDays(tx, unit, from, to))];
  const pieces: Members[] = [];
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

/**
 * Days after `from` on which some unit came under this one or left it. Whether a move crossed the border is told by the
 * trees of the day before and of the day itself: the parents of then may have moved since, or the unit come back.
 */
async function crossingDays(tx: Tx, unit: Unit, from: string, to: string): Promise<string[]> {
  const former = await formerMembers(tx, subtreeOf(unit.path));
  const { from: low, to: high } = subtreeOf(unit.path);
  const rows = await tx.sql<{ day: string }>(
    `WITH RECURSIVE moved AS (
       SELECT s.unit_id, s.to_day AS day, s.parent_id AS before, COALESCE((SELECT n.parent_id FROM unit_span n
           WHERE n.unit_id = s.unit_id AND n.to_day > s.to_day ORDER BY n.to_day LIMIT 1), u.parent_id) AS after
       FROM unit_span s JOIN unit u ON u.id = s.unit_id
       WHERE s.to_day > $1 AND s.to_day <= $2 AND ((u.path >= $3 AND u.path < $4) OR u.id = ANY($5::uuid[]))
     ), up AS (
       SELECT m.unit_id, m.day, m.day - 1 AS tree_day, m.before AS at FROM moved m WHERE m.before IS DISTINCT FROM m.after
       UNION ALL
       SELECT m.unit_id, m.day, m.day, m.after FROM moved m WHERE m.before IS DISTINCT FROM m.after
       UNION ALL
       SELECT k.unit_id, k.day, k.tree_day, CASE WHEN s.unit_id IS NULL THEN u.parent_id ELSE s.parent_id END
       FROM up k JOIN unit u ON u.id = k.at
       LEFT JOIN unit_span s ON s.unit_id = u.id AND k.tree_day < s.to_day AND (s.from_day IS NULL OR k.tree_day >= s.from_day)
     ), side AS (
       SELECT unit_id, day, tree_day, bool_or(at IS NOT DISTINCT FROM $6) AS is_under FROM up GROUP BY 1, 2, 3
     ) SELECT DISTINCT day FROM side GROUP BY unit_id, day HAVING bool_or(is_under) AND NOT bool_and(is_under) ORDER BY 1`,
    [from, to, low, high, former, unit.id],
    'members-crossing-days',
  );
  return rows.map((r) => r.day);
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
export async function descendantsOn(tx: Tx, unitId: string, day: string): Promise<string[]> {
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

/** From the county down a unit's facts are found by its few hundred units, above it by the path on their days. */
const BY_UNITS = levelNumber('county');

/** `memberCondition` for facts, by the index that serves the unit's level. */
export function factCondition(unit: Unit, ids: readonly string[] | null, parameters: unknown[]): string {
  if (ids || levelNumber(unit.level) < BY_UNITS) return memberCondition('f', unit, ids, parameters);
  const { from, to } = subtreeOf(unit.path);
  parameters.push(from, to);
  return `f.unit_id = ANY (ARRAY(SELECT m.id FROM unit m WHERE m.path >= $${parameters.length - 1} AND m.path < $${parameters.length}))`;
}

/**
 * The SQL condition that a fact is the unit's own level (本级): its own, or that of a department which stood under it on
 * the piece's first day. Where no move crossed the unit's border today's departments are those of every day.
 */
export function ownCondition(
  unit: Unit,
  piece: Pick<Members, 'from' | 'ids'>,
  parameters: unknown[],
): string {
  const id = `$${parameters.push(unit.id)}::uuid`;
  if (!piece.ids)
    return `(f.unit_id = ${id} OR EXISTS (SELECT 1 FROM unit o WHERE o.id = f.unit_id AND o.parent_id = ${id} AND o.kind = 'department'))`;
  const day = `$${parameters.push(piece.from)}::date`;
  return `(f.unit_id = ${id} OR EXISTS (SELECT 1 FROM unit o
    LEFT JOIN unit_span s ON s.unit_id = o.id AND ${day} < s.to_day AND (s.from_day IS NULL OR s.from_day <= ${day})
    WHERE o.id = f.unit_id AND o.kind = 'department' AND CASE WHEN s.unit_id IS NULL THEN o.parent_id ELSE s.parent_id END = ${id}))`;
}
