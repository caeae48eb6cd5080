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

/**
 * Which (unit id, ledger) reported in [from, to) somewhere under them without a single line: by a stated zero (本月无), or
 * by an opening line (期初) over those months. Keys 'id/ledger'. One query for a whole page.
 */
export async function reportedWithoutLines(
  tx: Tx,
  unitIds: readonly string[],
  ledgers: readonly string[],
  range: { from: string; to: string },
): Promise<{ zeros: Set<string>; openings: Set<string> }> {
  const rows = await tx.sql(
    `SELECT u.id, l.ledger,
       EXISTS (SELECT 1 FROM coverage v WHERE v.ledger = l.ledger AND v.zero
         AND v.unit_path >= u.path AND v.unit_path < left(u.path, -1) || '0' AND v.month >= $3 AND v.month < $4) AS zero,
       EXISTS (SELECT 1 FROM entry e WHERE e.ledger = l.ledger AND e.opening IS NOT NULL AND e.state = 'valid'
         AND e.unit_path >= u.path AND e.unit_path < left(u.path, -1) || '0' AND e.day < $4 AND e.until_day >= $3) AS opening
     FROM unit u CROSS JOIN unnest($2::text[]) AS l (ledger) WHERE u.id = ANY($1::uuid[])`,
    [unitIds, ledgers, range.from, range.to],
    'page-reported',
  );
  const keys = (state: 'zero' | 'opening'): Set<string> =>
    new Set(rows.filter((r) => r[state] === true).map((r) => `${r['id']}/${r['ledger']}`));
  return { zeros: keys('zero'), openings: keys('opening') };
}
