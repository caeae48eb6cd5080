import type { Unit } from '../org/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { addSums, NOTHING, type Sum } from './cells.ts';
import { factCondition, type Members, membersOf, ownCondition } from './members.ts';

/** Dimension → the values that count. Several dimensions are combined with 并且, several values with 或. */
export type Where = Readonly<Record<string, string | readonly string[]>>;

/** The filter on a fact's splits, adding its parameters. A line with several values of a dimension counts once. */
export function whereCondition(alias: string, where: Where, parameters: unknown[]): string {
  return Object.entries(where)
    .map(([dimension, values]) => {
      parameters.push((typeof values === 'string' ? [values] : values).map((v) => `${dimension}=${v}`));
      return ` AND ${alias}.splits && $${parameters.length}::text[]`;
    })
    .join('');
}

export interface FactQuestion {
  readonly unit: Unit;
  readonly measure: string;
  readonly from: string;
  readonly to: string;
  readonly where: Where;
  /** as-it-was cuts at moves; like-for-like takes today's tree for all days. */
  readonly tree: 'as-it-was' | 'like-for-like';
  /** Whose rows count, where it is not what the tree says: a tree that is only thought of (`what-if.ts`). */
  readonly pieces?: readonly Members[];
}

/** Whose rows count on which days; see `membersOf`. */
export async function piecesOf(
  tx: Tx,
  q: Pick<FactQuestion, 'unit' | 'from' | 'to' | 'tree' | 'pieces'>,
): Promise<Members[]> {
  if (q.pieces)
    return q.pieces
      .filter((p) => p.from <= q.to && p.to >= q.from)
      .map((p) => ({ ...p, from: p.from < q.from ? q.from : p.from, to: p.to > q.to ? q.to : p.to }));
  if (q.tree === 'like-for-like') return [{ from: q.from, to: q.to, ids: null }];
  return await membersOf(tx, q.unit, q.from, q.to);
}

/** Sums facts directly, for days that no whole month covers and for combined dimensions. */
export async function sumFacts(tx: Tx, q: FactQuestion): Promise<Sum> {
  let sum = NOTHING;
  for (const piece of await piecesOf(tx, q)) {
    const p: unknown[] = [q.measure, piece.from, piece.to];
    const own = ownCondition(q.unit, piece, p);
    const rows = await tx.sql(
      `SELECT COALESCE(sum(f.value) FILTER (WHERE ${own}), 0) AS own, COALESCE(sum(f.value) FILTER (WHERE NOT ${own}), 0) AS below,
         count(*) FILTER (WHERE ${own}) AS own_n, count(*) FILTER (WHERE NOT ${own}) AS below_n,
         COALESCE(sum(f.value) FILTER (WHERE f.opening_until IS NOT NULL), 0) AS opening
       FROM fact f WHERE f.measure = $1 AND f.day >= $2 AND f.day <= $3 AND ${factCondition(q.unit, piece.ids, p)}${whereCondition('f', q.where, p)}`,
      p,
    );
    const r = rows[0] ?? {};
    sum = addSums(sum, {
      own: Number(r['own']),
      below: Number(r['below']),
      ownLines: Number(r['own_n']),
      belowLines: Number(r['below_n']),
      opening: Number(r['opening']),
    });
  }
  return sum;
}

/** Distinct persons: one person counts once in the unit, however many lines and lower units name her. */
export async function countPersons(tx: Tx, q: FactQuestion): Promise<Sum> {
  const persons = new Map<string, boolean>();
  let [ownLines, belowLines] = [0, 0];
  const all = await piecesOf(tx, q);
  for (const piece of all) {
    const p: unknown[] = [q.measure, piece.from, piece.to];
    const own = ownCondition(q.unit, piece, p);
    const condition = `f.measure = $1 AND f.day >= $2 AND f.day <= $3 AND ${factCondition(q.unit, piece.ids, p)}${whereCondition('f', q.where, p)}`;
    if (all.length === 1) {
      const rows = await tx.sql(
        `SELECT count(*) AS persons, count(*) FILTER (WHERE own) AS own, COALESCE(sum(own_n), 0) AS own_n, COALESCE(sum(n), 0) AS n FROM (
           SELECT f.person, bool_or(${own}) AS own, count(*) FILTER (WHERE ${own}) AS own_n, count(*) AS n FROM fact f WHERE ${condition} GROUP BY f.person) AS t`,
        p,
      );
      const r = rows[0] ?? {};
      const ownPersons = Number(r['own']);
      return {
        own: ownPersons,
        below: Number(r['persons']) - ownPersons,
        ownLines: Number(r['own_n']),
        belowLines: Number(r['n']) - Number(r['own_n']),
        opening: 0,
      };
    }
    for (const r of await tx.sql(
      `SELECT f.person, bool_or(${own}) AS own, count(*) FILTER (WHERE ${own}) AS own_n, count(*) AS n FROM fact f WHERE ${condition} GROUP BY f.person`,
      p,
    )) {
      persons.set(String(r['person']), (persons.get(String(r['person'])) ?? false) || r['own'] === true);
      ownLines += Number(r['own_n']);
      belowLines += Number(r['n']) - Number(r['own_n']);
    }
  }
  const own = [...persons.values()].filter(Boolean).length;
  return { own, below: persons.size - own, ownLines, belowLines, opening: 0 };
}

export interface Extreme {
  readonly value: number | null;
  readonly own: number | null;
  readonly below: number | null;
  readonly lines: number;
}

/** Highest or lowest single value. */
export async function pickExtreme(tx: Tx, q: FactQuestion, pick: 'max' | 'min'): Promise<Extreme> {
  let result: Extreme = { value: null, own: null, below: null, lines: 0 };
  const better = (a: number | null, b: number | null): number | null =>
    a === null ? b : b === null ? a : pick === 'max' ? Math.max(a, b) : Math.min(a, b);
  for (const piece of await piecesOf(tx, q)) {
    const p: unknown[] = [q.measure, piece.from, piece.to];
    const own = ownCondition(q.unit, piece, p);
    const rows = await tx.sql(
      `SELECT ${pick}(f.value) FILTER (WHERE ${own}) AS own, ${pick}(f.value) FILTER (WHERE NOT ${own}) AS below, count(*) AS n
       FROM fact f WHERE f.measure = $1 AND f.day >= $2 AND f.day <= $3 AND ${factCondition(q.unit, piece.ids, p)}${whereCondition('f', q.where, p)}`,
      p,
    );
    const r = rows[0] ?? {};
    const ownBest = better(result.own, (r['own'] as number | null) ?? null);
    const below = better(result.below, (r['below'] as number | null) ?? null);
    result = {
      own: ownBest,
      below,
      value: better(ownBest, below),
      lines: result.lines + Number(r['n'] ?? 0),
    };
  }
  return result;
}
