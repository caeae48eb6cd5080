import { lockedOut } from '../../identity/index.ts';
import { chinaDay } from '../../platform/clock/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import { ROLES, type Role, SECOND_STEP, SEPARATE_POWERS } from '../policy.ts';

/**
 * What an administrator should look after: no-second, a second step is a must and there is none · locked, kept waiting after
 * too many failures · unused, never signed in and her first code has run out · no-post, lives on though no post is left.
 */
export const STANDINGS = ['no-second', 'locked', 'unused', 'no-post'] as const;
export type Standing = (typeof STANDINGS)[number];

const MUST: readonly Role[] = ROLES.filter((r) => SECOND_STEP[r] === 'required');
const IN_FORCE = (day: string): string =>
  `FROM account_post hp JOIN post h ON h.region_code = hp.region_code AND h.id = hp.post_id
   WHERE hp.account_id = a.id AND h.role IS NOT NULL AND (h.to_day IS NULL OR h.to_day > ${day})`;

/** The condition on account `a`, its values beginning at `$n`: the same for the count and for the list behind it. */
export function standingIs(standing: Standing, n: number): string {
  switch (standing) {
    case 'no-second':
      return `(a.disabled_at IS NULL AND NOT EXISTS (SELECT 1 FROM second_factor f WHERE f.account_id = a.id AND f.confirmed_at IS NOT NULL)
        AND EXISTS (SELECT 1 ${IN_FORCE(`$${n}`)} AND h.role = ANY($${n + 1}::text[])))`;
    case 'locked':
      return `(a.disabled_at IS NULL AND (a.login = ANY($${n}::text[]) OR a.id = ANY($${n + 1}::uuid[])))`;
    case 'unused':
      return `(a.disabled_at IS NULL AND a.must_change AND a.password_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM account_code c WHERE c.account_id = a.id AND c.used_at IS NULL AND c.expires_at > $${n}))`;
    case 'no-post':
      return `(a.disabled_at IS NULL AND NOT EXISTS (SELECT 1 ${IN_FORCE(`$${n}`)})
        AND NOT EXISTS (SELECT 1 FROM grant_request w WHERE w.account_id = a.id AND w.decided_at IS NULL))`;
  }
}

export async function standingValues(tx: Tx, standing: Standing, at: Date): Promise<unknown[]> {
  if (standing === 'no-second') return [chinaDay(at), MUST];
  if (standing === 'unused') return [at];
  if (standing === 'no-post') return [chinaDay(at)];
  const { logins, accounts } = await lockedOut(tx, at);
  return [logins, accounts];
}

export interface AccountStanding {
  readonly active: number;
  readonly standing: Readonly<Record<Standing, number>>;
  /** How many accounts in use hold each of the three powers. */
  readonly powers: Readonly<Record<string, number>>;
  /** Grants that wait for the security administrator. */
  readonly waiting: number;
}

/** How the accounts in a range of paths stand, counted. */
export async function accountStanding(
  tx: Tx,
  scope: { readonly from: string; readonly to: string },
  at: Date,
): Promise<AccountStanding> {
  const values: unknown[] = [scope.from, scope.to];
  const counts: string[] = [];
  for (const standing of STANDINGS) {
    counts.push(`count(*) FILTER (WHERE ${standingIs(standing, values.length + 1)})::int AS "${standing}"`);
    values.push(...(await standingValues(tx, standing, at)));
  }
  const rows = await tx.sql(
    `SELECT count(*) FILTER (WHERE a.disabled_at IS NULL)::int AS active, ${counts.join(', ')}
     FROM account a WHERE a.id IN (SELECT ap.account_id FROM account_post ap JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id
       WHERE p.unit_path >= $1 AND p.unit_path < $2 AND p.role IS NOT NULL)`,
    values,
  );
  const powers = await tx.sql(
    `SELECT p.role, count(DISTINCT a.id)::int AS n FROM post p JOIN account_post ap ON ap.region_code = p.region_code AND ap.post_id = p.id
       JOIN account a ON a.id = ap.account_id
     WHERE p.unit_path >= $1 AND p.unit_path < $2 AND p.role = ANY($3) AND a.disabled_at IS NULL AND (p.to_day IS NULL OR p.to_day > $4)
     GROUP BY p.role`,
    [scope.from, scope.to, SEPARATE_POWERS, chinaDay(at)],
  );
  const waiting = await tx.sql(
    'SELECT count(*)::int AS n FROM grant_request g JOIN unit u ON u.id = g.unit_id WHERE g.decided_at IS NULL AND u.path >= $1 AND u.path < $2',
    [scope.from, scope.to],
  );
  const r = rows[0] ?? {};
  const of = (key: string): number => Number(r[key] ?? 0);
  return {
    active: of('active'),
    standing: {
      'no-second': of('no-second'),
      locked: of('locked'),
      unused: of('unused'),
      'no-post': of('no-post'),
    },
    powers: Object.fromEntries(SEPARATE_POWERS.map((p) => [p, powerOf(powers, p)])),
    waiting: Number(waiting[0]?.['n'] ?? 0),
  };
}

const powerOf = (rows: readonly Record<string, unknown>[], role: string): number =>
  Number(rows.find((r) => r['role'] === role)?.['n'] ?? 0);
