import { type Entry, type Registry, readCursor, toEntry } from '../ledgers/index.ts';
import type { Tx } from '../platform/db/index.ts';
import type { Question } from './ask.ts';
import { whereCondition } from './count-facts.ts';
import { factCondition, membersOf, ownCondition } from './members.ts';

/**
 * The lines that a figure was counted from, newest first, each with what it counts for. A stock shows every line up to
 * its day; a ratio shows its denominator's lines.
 */
export async function linesBehind(
  tx: Tx,
  registry: Registry,
  q: Question & {
    readonly scope: 'own' | 'below' | 'total';
    readonly after: string | null;
    readonly limit: number;
  },
): Promise<{ rows: { entry: Entry; counts: number }[]; next: string | null }> {
  const { compiled } = registry.measure(q.measure);
  const measure = compiled.measure;
  if (measure.kind === 'ratio') {
    return await linesBehind(tx, registry, {
      ...q,
      measure: measure.denominator,
      where: { ...q.where, ...measure.denominatorWhere },
    });
  }
  const from = measure.kind === 'stock' ? '0001-01-01' : q.from;
  const pieces =
    q.tree === 'like-for-like' ? [{ from, to: q.to, ids: null }] : await membersOf(tx, q.unit, from, q.to);
  const p: unknown[] = [q.measure];
  const ranges = pieces
    .map((piece) => {
      const days = `f.day >= $${p.push(piece.from)}::date AND f.day <= $${p.push(piece.to)}::date`;
      const scope =
        q.scope === 'total' ? '' : ` AND ${q.scope === 'own' ? '' : 'NOT '}${ownCondition(q.unit, piece, p)}`;
      return `(${days} AND ${factCondition(q.unit, piece.ids, p)}${scope})`;
    })
    .join(' OR ');
  const cursor = readCursor(q.after, 'day');
  const after = cursor
    ? ` AND (f.day, f.entry_id) < ($${p.push(cursor.at)}::date, $${p.push(cursor.last)}::uuid)`
    : '';
  // An opening line that the range cuts does not count, so it does not stand here either.
  const cut = ` AND (f.opening_until IS NULL OR f.opening_until <= $${p.push(q.to)}::date)`;
  const rows = await tx.sql(
    `SELECT e.*, f.day AS fact_day, f.value AS counts FROM (
       SELECT f.region_code, f.entry_id, f.day, f.value FROM fact f WHERE f.measure = $1 AND (${ranges})${whereCondition('f', q.where, p)}${after}${cut}
       ORDER BY f.day DESC, f.entry_id DESC LIMIT $${p.push(q.limit + 1)}
     ) AS f JOIN entry e ON e.region_code = f.region_code AND e.id = f.entry_id ORDER BY f.day DESC, f.entry_id DESC`,
    p,
  );
  const page = rows.slice(0, q.limit);
  const end = page.at(-1);
  return {
    rows: page.map((r) => ({ entry: toEntry(r), counts: Number(r['counts']) })),
    next: rows.length > q.limit && end ? `${end['fact_day']}~${end['id']}` : null,
  };
}
