import type { AccountState } from '../../../contracts/api-accounts.ts';
import type { Tx } from '../../platform/db/index.ts';
import { type Standing, standingIs, standingValues } from './standing.ts';

export interface Wanted {
  readonly from: string;
  readonly to: string;
  /** Beginning of a login or a name. */
  readonly q: string | undefined;
  readonly state: AccountState;
  readonly after: string | undefined;
  readonly limit: number;
}

/** Up to so many posts a range is gathered first and sorted; beyond, accounts are walked in order and each is looked at. */
const GATHERED = 5_000;

/** Posts in the range, and grants that wait there; `$1`, `$2` are the range, `$3` the state. */
const HELD = `FROM account_post ap JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id
  WHERE p.unit_path >= $1 AND p.unit_path < $2 AND p.role IS NOT NULL AND $3 <> 'waiting'`;
const WAITING = `FROM grant_request g JOIN unit u ON u.id = g.unit_id
  WHERE g.decided_at IS NULL AND u.path >= $1 AND u.path < $2`;
/** `$4` after, `$5` beginning. */
const ASKED = `a.login > $4 AND ($5 = '%' OR a.login LIKE lower($5) OR a.display_name COLLATE "C" LIKE $5)
  AND ($3 <> 'active' OR a.disabled_at IS NULL) AND ($3 <> 'disabled' OR a.disabled_at IS NOT NULL)`;

const gather = (more: string): string =>
  `SELECT a.id, a.login FROM (SELECT ap.account_id ${HELD} UNION SELECT g.account_id ${WAITING}) AS s
  JOIN account a ON a.id = s.account_id WHERE ${ASKED}${more} ORDER BY a.login LIMIT $6`;
// LIMIT keeps the planner from turning the look into a join with everything.
const walk = (more: string): string => `SELECT a.id, a.login FROM account a CROSS JOIN LATERAL (
    SELECT 1 ${HELD} AND ap.account_id = a.id UNION ALL SELECT 1 ${WAITING} AND g.account_id = a.id LIMIT 1) AS s
  WHERE ${ASKED}${more} ORDER BY a.login LIMIT $6`;

/** Ids of accounts that hold, held, or wait for a post in a range of paths, in order of login. */
export async function findAccounts(
  tx: Tx,
  w: Wanted,
  at: Date,
  gathered = GATHERED,
): Promise<{ id: string; login: string }[]> {
  const begins = `${(w.q ?? '').replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const few =
    w.state === 'waiting' ||
    Number(
      (
        await tx.sql(
          'SELECT count(*)::int AS n FROM (SELECT 1 FROM post WHERE unit_path >= $1 AND unit_path < $2 AND role IS NOT NULL LIMIT $3) AS p',
          [w.from, w.to, gathered + 1],
        )
      )[0]?.['n'],
    ) <= gathered;
  const standing: Standing | null =
    w.state === 'all' || w.state === 'active' || w.state === 'disabled' || w.state === 'waiting'
      ? null
      : w.state;
  const [more, values] = standing
    ? [` AND ${standingIs(standing, 7)}`, await standingValues(tx, standing, at)]
    : ['', []];
  const rows = await tx.sql((few ? gather : walk)(more), [
    w.from,
    w.to,
    w.state,
    w.after ?? '',
    begins,
    w.limit,
    ...values,
  ]);
  return rows.map((r) => ({ id: String(r['id']), login: String(r['login']) }));
}
