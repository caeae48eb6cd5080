import type { Ledger, Level } from '../../contracts/ledger.ts';
import { countUnits, levelNumber, subtreeOf, type Unit, unitsByIds } from '../org/index.ts';
import { monthOf } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';
import { piecesOf } from './count-facts.ts';
import { type Members, memberCondition } from './members.ts';

/** Of whom it is asked: a unit over some days (inclusive), as the tree was or as if it had always been today's. */
export interface ReportedQuestion {
  readonly unit: Unit;
  readonly from: string;
  readonly to: string;
  readonly tree: 'as-it-was' | 'like-for-like';
  readonly pieces?: readonly Members[];
}

/**
 * Whether anything at all was reported to a ledger under a unit in the months of a range. The month in which a unit
 * moved counts for both of its superiors, since coverage (报送情况) is kept by whole months.
 */
export async function anythingReported(
  tx: Tx,
  ledger: string,
  q: ReportedQuestion,
): Promise<{ lines: boolean; zero: boolean }> {
  const p: unknown[] = [ledger];
  const members = (await piecesOf(tx, q)).map((piece) => coverageIn(piece, q.unit, p)).join(' OR ');
  const ask = (state: string): Promise<unknown[]> =>
    tx.sql(`SELECT 1 FROM coverage c WHERE c.ledger = $1 AND (${members}) AND ${state} LIMIT 1`, p);
  const [lines, zero] = await Promise.all([ask('c.lines > 0'), ask('c.zero')]);
  return { lines: lines.length > 0, zero: zero.length > 0 };
}

/** The SQL condition on coverage's rows `c` of one piece: its members, the months that it touches. */
const coverageIn = (piece: Members, unit: Unit, p: unknown[]): string =>
  `(c.month >= $${p.push(monthOf(piece.from))}::date AND c.month <= $${p.push(piece.to)}::date AND ${memberCondition('c', unit, piece.ids, p)})`;

export interface Reported {
  /** Units that reported lines or a stated zero at least once in the range. */
  readonly done: number;
  /** Units that the definition expects, by level and kind, and that stood under the unit on some day of the range. */
  readonly expected: number;
}

/** 已报 128/130: how many of the expected units have reported. Null when the ledger expects nobody to. */
export async function reportedOf(tx: Tx, ledger: Ledger, q: ReportedQuestion): Promise<Reported | null> {
  if (!ledger.expects) return null;
  const { levels } = ledger.expects;
  const pieces = await piecesOf(tx, q);
  const p: unknown[] = [ledger.key, levels.map(levelNumber)];
  const members = pieces.map((piece) => coverageIn(piece, q.unit, p)).join(' OR ');
  const [expected, done] = await Promise.all([
    expectedIn(tx, pieces, q, levels),
    tx.sql(
      `SELECT count(DISTINCT c.unit_id)::int AS n FROM coverage c JOIN unit u ON u.id = c.unit_id
       WHERE c.ledger = $1 AND u.level = ANY($2::smallint[]) AND u.kind = 'federation' AND (c.lines > 0 OR c.zero) AND (${members})`,
      p,
    ),
  ]);
  return { done: Number(done[0]?.['n'] ?? 0), expected };
}

async function expectedIn(
  tx: Tx,
  pieces: readonly Members[],
  q: ReportedQuestion,
  levels: readonly Level[],
): Promise<number> {
  const [only] = pieces;
  if (pieces.length === 1 && only?.ids === null)
    return await countUnits(tx, subtreeOf(q.unit.path), levels, ['federation'], q);
  const seen = new Set<string>();
  for (const piece of pieces) {
    for (const u of await unitsByIds(tx, piece.ids ?? [])) {
      const stood = (u.from === null || u.from <= piece.to) && (u.to === null || u.to > piece.from);
      if (stood && u.kind === 'federation' && levels.includes(u.level)) seen.add(u.id);
    }
  }
  return seen.size;
}

/**
 * By today's tree, so not for a unit whose border was crossed since (see `crossedSince`). Which (unit id, ledger) reported in [from, to) somewhere under them without a single line: by a stated zero (本月无), or
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
