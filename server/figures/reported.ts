import type { Ledger } from '../../contracts/ledger.ts';
import { countUnits, levelNumber, subtreeOf, type Unit } from '../org/index.ts';
import { monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** Whether anything at all was reported to a ledger under a unit in the months of a range. */
export async function anythingReported(
  tx: Tx,
  ledger: string,
  q: { unit: Unit; from: string; to: string },
): Promise<{ lines: boolean; zero: boolean }> {
  const { from, to } = subtreeOf(q.unit.path);
  const ask = (state: string): Promise<unknown[]> =>
    tx.sql(
      `SELECT 1 FROM coverage WHERE ledger = $1 AND month >= $2 AND month <= $3 AND unit_path >= $4 AND unit_path < $5 AND ${state} LIMIT 1`,
      [ledger, monthOf(q.from), q.to, from, to],
    );
  const [lines, zero] = await Promise.all([ask('lines > 0'), ask('zero')]);
  return { lines: lines.length > 0, zero: zero.length > 0 };
}

export interface Reported {
  /** Units that reported lines or a stated zero at least once in the range. */
  readonly done: number;
  /** Units that the definition expects, by level and kind. */
  readonly expected: number;
}

/** 已报 128/130: how many of the expected units have reported. Null when the ledger expects nobody to. */
export async function reportedOf(
  tx: Tx,
  ledger: Ledger,
  q: { unit: Unit; from: string; to: string },
): Promise<Reported | null> {
  if (!ledger.expects) return null;
  const scope = subtreeOf(q.unit.path);
  const levels = ledger.expects.levels;
  const [expected, done] = await Promise.all([
    countUnits(tx, scope, levels, ['federation'], { from: q.from, to: q.to }),
    tx.sql(
      `SELECT count(DISTINCT c.unit_id)::int AS n FROM coverage c JOIN unit u ON u.id = c.unit_id
       WHERE c.ledger = $1 AND c.month >= $2 AND c.month <= $3 AND c.unit_path >= $4 AND c.unit_path < $5
         AND (c.lines > 0 OR c.zero) AND u.level = ANY($6::smallint[]) AND u.kind = 'federation'`,
      [ledger.key, monthOf(q.from), q.to, scope.from, scope.to, levels.map(levelNumber)],
    ),
  ]);
  return { done: Number(done[0]?.['n'] ?? 0), expected };
}
