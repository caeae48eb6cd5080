import type { Tx } from '../platform/db/index.ts';
import { addSums, NOTHING, round, type Sum } from './cells.ts';
import { type FactQuestion, piecesOf, sumFacts, whereCondition } from './count-facts.ts';
import { factCondition, ownCondition } from './members.ts';

/**
 * A stock straight from its facts, for combined dimensions, for today's tree on an old day, and for a month in which a
 * unit moved: everything up to the day of those units that stand under the unit on that day.
 */
export async function stockFromFacts(tx: Tx, q: FactQuestion, mode: 'reading' | 'delta'): Promise<Sum> {
  const members = (await piecesOf(tx, { ...q, from: q.to })).at(-1)?.ids ?? null;
  const p: unknown[] = [q.measure, q.to];
  const own = ownCondition(q.unit, { from: q.to, ids: members }, p);
  const facts = `fact f WHERE f.measure = $1 AND f.day <= $2 AND ${factCondition(q.unit, members, p)}${whereCondition('f', q.where, p)}`;
  const counted =
    mode === 'delta'
      ? `SELECT f.value, ${own} AS own, 1 AS n FROM ${facts}`
      : `SELECT DISTINCT ON (f.unit_id) f.value, ${own} AS own, 1 AS n FROM ${facts} ORDER BY f.unit_id, f.day DESC, f.entry_id DESC`;
  const rows = await tx.sql(
    `SELECT COALESCE(sum(value) FILTER (WHERE own), 0) AS own, COALESCE(sum(value) FILTER (WHERE NOT own), 0) AS below,
       count(*) FILTER (WHERE own) AS own_n, count(*) FILTER (WHERE NOT own) AS below_n FROM (${counted}) AS t`,
    p,
  );
  const r = rows[0] ?? {};
  return {
    own: round(Number(r['own'])),
    below: round(Number(r['below'])),
    ownLines: Number(r['own_n']),
    belowLines: Number(r['below_n']),
    opening: 0,
  };
}

/**
 * A stock's change from the first of a month to a day inside it, from facts: deltas add up; a reading counts against what
 * its unit had before the month.
 */
export async function stockChangeInMonth(
  tx: Tx,
  q: FactQuestion,
  mode: 'reading' | 'delta',
  split: string,
): Promise<Sum> {
  if (mode === 'delta') return await sumFacts(tx, q);
  let sum = NOTHING;
  for (const piece of await piecesOf(tx, q)) {
    const p: unknown[] = [q.measure, piece.from, piece.to];
    const own = ownCondition(q.unit, piece, p);
    const rows = await tx.sql(
      `WITH last_reading AS (
         SELECT DISTINCT ON (f.unit_id) f.unit_id, f.region_code, f.value, ${own} AS own FROM fact f
         WHERE f.measure = $1 AND f.day >= $2 AND f.day <= $3 AND ${factCondition(q.unit, piece.ids, p)}${whereCondition('f', q.where, p)}
         ORDER BY f.unit_id, f.day DESC, f.entry_id DESC
       ), changed AS (
         SELECT r.own, r.value - COALESCE((SELECT sum(c.own_v) FROM cell c WHERE c.region_code = r.region_code AND c.unit_id = r.unit_id
           AND c.key = (SELECT k.id FROM cell_key k WHERE k.measure = $1 AND k.split = $${p.push(split)}) AND c.piece < $2), 0) AS v FROM last_reading r
       ) SELECT COALESCE(sum(v) FILTER (WHERE own), 0) AS own, COALESCE(sum(v) FILTER (WHERE NOT own), 0) AS below,
           count(*) FILTER (WHERE own) AS own_n, count(*) FILTER (WHERE NOT own) AS below_n FROM changed`,
      p,
    );
    const r = rows[0] ?? {};
    sum = addSums(sum, {
      own: round(Number(r['own'])),
      below: round(Number(r['below'])),
      ownLines: Number(r['own_n']),
      belowLines: Number(r['below_n']),
      opening: 0,
    });
  }
  return sum;
}
