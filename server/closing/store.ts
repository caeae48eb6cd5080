import type { Ledger } from '../../contracts/ledger.ts';
import { levelNumber, rewritesPathsOf, type Unit } from '../org/index.ts';
import { addMonths } from '../platform/clock/index.ts';
import type { Tx } from '../platform/db/index.ts';

/** How one unit directly below stands: with its whole subtree, every expected unit with every expected ledger. */
export interface BelowState {
  readonly id: string;
  readonly done: number;
  readonly expected: number;
  /** Firsts of months in which anything came from there. */
  readonly signs: ReadonlySet<string>;
}

/** States of the units below for one month, with the signs of life of the months before it. */
export async function statesBelow(
  tx: Tx,
  units: readonly Unit[],
  ledgers: readonly Ledger[],
  month: string,
  monthsBack: number,
): Promise<BelowState[]> {
  const rows = await tx.sql(
    `SELECT c.id,
       (SELECT count(*) FROM coverage v JOIN unit u ON u.id = v.unit_id
         JOIN unnest($3::text[], $4::smallint[]) AS x (ledger, level) ON x.ledger = v.ledger AND x.level = u.level
         WHERE v.month = $2 AND v.unit_path >= c.path AND v.unit_path < left(c.path, -1) || '0'
           AND (v.lines > 0 OR v.zero) AND u.kind = 'federation') AS done,
       (SELECT count(*) FROM unit u JOIN unnest($3::text[], $4::smallint[]) AS x (ledger, level) ON x.level = u.level
         WHERE u.path >= c.path AND u.path < left(c.path, -1) || '0' AND u.kind = 'federation'
           AND (u.from_day IS NULL OR u.from_day < $6) AND (u.to_day IS NULL OR u.to_day > $2)) AS expected,
       ARRAY(SELECT DISTINCT v.month::text FROM coverage v
         WHERE v.month > $5 AND v.month <= $2 AND v.unit_path >= c.path AND v.unit_path < left(c.path, -1) || '0'
           AND (v.lines > 0 OR v.zero)) AS signs
     FROM unit c WHERE c.id = ANY($1::uuid[])`,
    [
      units.map((u) => u.id),
      month,
      ledgers.flatMap((d) => (d.expects?.levels ?? []).map(() => d.key)),
      ledgers.flatMap((d) => (d.expects?.levels ?? []).map(levelNumber)),
      addMonths(month, -monthsBack),
      addMonths(month, 1),
    ],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    done: Number(r['done']),
    expected: Number(r['expected']),
    signs: new Set(r['signs'] as string[]),
  }));
}

/** A word from a superior that a month is still open (催报). */
export interface Reminder {
  readonly regionCode: string;
  readonly id: string;
  readonly unitId: string;
  readonly unitPath: string;
  readonly fromUnitId: string;
  readonly month: string;
  readonly note: string;
  readonly accountId: string;
  readonly at: Date;
}

/** Writes a reminder, unless the same unit got one for the month from there since `unlessSince`: a double click is one. */
export async function insertReminder(tx: Tx, r: Reminder, unlessSince: Date): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO reminder (region_code, id, unit_id, unit_path, from_unit_id, month, note, account_id, at)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
     WHERE NOT EXISTS (SELECT 1 FROM reminder WHERE unit_id = $3 AND from_unit_id = $5 AND month = $6 AND at > $10)
     RETURNING id`,
    [r.regionCode, r.id, r.unitId, r.unitPath, r.fromUnitId, r.month, r.note, r.accountId, r.at, unlessSince],
  );
  return rows.length > 0;
}

/** Reminders to one unit since a month (its first day), newest first, with who sent them. */
export async function remindersTo(
  tx: Tx,
  unitId: string,
  since: string,
): Promise<{ month: string; note: string; from: string; at: Date }[]> {
  const rows = await tx.sql(
    `SELECT r.month, r.note, r.at, u.name FROM reminder r JOIN unit u ON u.id = r.from_unit_id
     WHERE r.unit_id = $1 AND r.month >= $2 ORDER BY r.at DESC LIMIT 20`,
    [unitId, since],
  );
  return rows.map((r) => ({
    month: String(r['month']),
    note: String(r['note']),
    from: String(r['name']),
    at: r['at'] as Date,
  }));
}

/** When each of these units was last reminded of a month. */
export async function lastReminded(
  tx: Tx,
  unitIds: readonly string[],
  month: string,
): Promise<Map<string, Date>> {
  const rows = await tx.sql(
    'SELECT unit_id, max(at) AS at FROM reminder WHERE unit_id = ANY($1::uuid[]) AND month = $2 GROUP BY unit_id',
    [unitIds, month],
  );
  return new Map(rows.map((r) => [String(r['unit_id']), r['at'] as Date]));
}

/** Gives rows of a moved subtree their new path. */
export const rewriteClosingPaths = rewritesPathsOf('reminder');
