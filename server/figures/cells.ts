import type { Tx } from '../platform/db/index.ts';

/** Own level, its offices (departments) and everything below, each with the number of lines behind it. */
export interface Sum {
  readonly own: number;
  readonly below: number;
  readonly ownLines: number;
  readonly belowLines: number;
  /** How much of it came from opening lines (期初). */
  readonly opening: number;
}
export const NOTHING: Sum = { own: 0, below: 0, ownLines: 0, belowLines: 0, opening: 0 };
export const totalOf = (s: Sum): number => round(s.own + s.below);
export const linesOf = (s: Sum): number => s.ownLines + s.belowLines;
export const addSums = (a: Sum, b: Sum): Sum => ({
  own: round(a.own + b.own),
  below: round(a.below + b.below),
  ownLines: a.ownLines + b.ownLines,
  belowLines: a.belowLines + b.belowLines,
  opening: round(a.opening + b.opening),
});
/** Money has two digits and rates of sums at most six; binary dust must never reach a reader. */
export const round = (n: number): number => Math.round(n * 1e6) / 1e6;

export interface CellSum extends Sum {
  readonly unitId: string;
  readonly measure: string;
  readonly split: string;
  readonly month: string;
}

/**
 * Sums cells whose pieces begin in [from, to), by unit, measure and split, and by month where asked.
 * Reads no line; its cost is units × measures × months.
 */
export async function sumCells(
  tx: Tx,
  ask: {
    readonly unitIds: readonly string[];
    readonly measures: readonly string[];
    readonly splits: readonly string[] | { readonly dimension: string };
    readonly from: string;
    readonly to: string;
    readonly byMonth?: boolean;
  },
): Promise<CellSum[]> {
  const month = ask.byMonth ? `date_trunc('month', c.piece)::date` : `'0001-01-01'::date`;
  const exact = Array.isArray(ask.splits);
  const splits = exact
    ? ask.splits
    : [
        `${(ask.splits as { dimension: string }).dimension}=`,
        `${(ask.splits as { dimension: string }).dimension}>`,
      ];
  const bySplit = exact ? 'k.split = ANY($3)' : 'k.split >= ($3::text[])[1] AND k.split < ($3::text[])[2]';
  const rows = await tx.sql(
    `SELECT c.unit_id, k.measure, k.split, ${month} AS month, sum(c.own_v + c.office_v) AS own, sum(c.below_v) AS below,
       sum(c.own_n + c.office_n)::bigint AS own_n, sum(c.below_n)::bigint AS below_n, sum(c.own_opening + c.rest_opening) AS opening
     FROM unit u JOIN cell c ON c.region_code = u.region_code AND c.unit_id = u.id
       AND c.key = ANY (ARRAY(SELECT k.id FROM cell_key k WHERE k.measure = ANY($2) AND ${bySplit}))
     JOIN cell_key k ON k.id = c.key
     WHERE u.id = ANY($1::uuid[]) AND c.piece >= $4 AND c.piece < $5
     GROUP BY c.unit_id, k.measure, k.split, month`,
    [ask.unitIds, ask.measures, splits, ask.from, ask.to],
    `cells-${exact ? 'exact' : 'dimension'}-${ask.byMonth ? 'month' : 'range'}`,
  );
  return rows.map((r) => ({
    unitId: String(r['unit_id']),
    measure: String(r['measure']),
    split: String(r['split']),
    month: String(r['month']),
    own: round(Number(r['own'])),
    below: round(Number(r['below'])),
    ownLines: Number(r['own_n']),
    belowLines: Number(r['below_n']),
    opening: round(Number(r['opening'])),
  }));
}
