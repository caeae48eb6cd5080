import type { Tx } from '../platform/db/index.ts';
import { addSums, NOTHING, round, type Sum } from './cells.ts';
import { type FactQuestion, piecesOf, whereCondition } from './count-facts.ts';
import { ALWAYS } from './fold.ts';
import { memberCondition, ownCondition } from './members.ts';

/**
 * An opening line (期初) cannot be split in time: it stands on its first day and counts only where the whole of what it
 * covers lies in the range. This is what must come off a sum whose range begins inside it or ends before its last day.
 */
export async function openingCut(tx: Tx, q: FactQuestion): Promise<Sum> {
  let sum = NOTHING;
  // By the tree of the day on which the opening line stands, as its cell counts it.
  for (const piece of await piecesOf(tx, q)) {
    const p: unknown[] = [q.measure, piece.from, piece.to, q.to];
    const isOwn = ownCondition(q.unit, piece, p);
    const rows = await tx.sql(
      `SELECT COALESCE(sum(f.value) FILTER (WHERE ${isOwn}), 0) AS own, COALESCE(sum(f.value) FILTER (WHERE NOT ${isOwn}), 0) AS below,
         count(*) FILTER (WHERE ${isOwn}) AS own_n, count(*) FILTER (WHERE NOT ${isOwn}) AS below_n
       FROM fact f WHERE f.measure = $1 AND f.opening_until > $4 AND f.day >= $2 AND f.day <= $3
         AND ${memberCondition('f', q.unit, piece.ids, p)}${whereCondition('f', q.where, p)}`,
      p,
    );
    const r = rows[0];
    if (!r || Number(r['own_n']) + Number(r['below_n']) === 0) continue;
    const [own, below] = [round(Number(r['own'])), round(Number(r['below']))];
    sum = addSums(sum, {
      own: -own,
      below: -below,
      ownLines: -Number(r['own_n']),
      belowLines: -Number(r['below_n']),
      opening: -round(own + below),
    });
  }
  return sum;
}

/**
 * Whether an opening line of this figure reaches into the range and out of it: some of what it states happened in the
 * range, nobody knows how much, so that nothing else counted there is no 0.
 */
export async function hasCutOpening(tx: Tx, q: FactQuestion): Promise<boolean> {
  for (const piece of await piecesOf(tx, { ...q, from: ALWAYS })) {
    const p: unknown[] = [q.measure, piece.from, piece.to, q.from, q.to];
    const rows = await tx.sql(
      `SELECT 1 FROM fact f WHERE f.measure = $1 AND f.opening_until >= $4 AND (f.day < $4 OR f.opening_until > $5)
         AND f.day >= $2 AND f.day <= $3 AND ${memberCondition('f', q.unit, piece.ids, p)}${whereCondition('f', q.where, p)} LIMIT 1`,
      p,
    );
    if (rows.length > 0) return true;
  }
  return false;
}

/** Measures of which some opening line, anywhere, reaches into a range and out of it: few, and mostly none. */
export async function measuresWithCutOpenings(
  tx: Tx,
  measures: readonly string[],
  from: string,
  to: string,
): Promise<Set<string>> {
  const rows = await tx.sql(
    `SELECT DISTINCT f.measure FROM fact f WHERE f.measure = ANY($1) AND f.opening_until >= $2 AND f.day <= $3
       AND (f.day < $2 OR f.opening_until > $3)`,
    [measures, from, to],
    'openings-cut',
  );
  return new Set(rows.map((r) => String(r['measure'])));
}
