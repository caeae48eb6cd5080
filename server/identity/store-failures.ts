import { randomInt } from 'node:crypto';
import type { Tx } from '../platform/db/index.ts';

/** Failures of one key since a moment: how many, and the oldest of them. */
export async function recentFailures(
  tx: Tx,
  key: string,
  since: Date,
): Promise<{ count: number; oldest: Date | null }> {
  const rows = await tx.sql(
    'SELECT count(*)::int AS n, min(at) AS oldest FROM sign_in_failure WHERE key = $1 AND at > $2',
    [key, since],
  );
  return { count: Number(rows[0]?.['n'] ?? 0), oldest: (rows[0]?.['oldest'] as Date | null) ?? null };
}
export async function addFailure(tx: Tx, key: string, at: Date): Promise<void> {
  // Several in one millisecond are several failures: the microseconds, which Node's clock does not know, tell them apart.
  await tx.sql(
    `INSERT INTO sign_in_failure (key, at) VALUES ($1, $2::timestamptz + $3 * interval '1 microsecond') ON CONFLICT DO NOTHING`,
    [key, at, randomInt(1_000_000)],
  );
}
export async function clearFailures(tx: Tx, key: string): Promise<void> {
  await tx.sql('DELETE FROM sign_in_failure WHERE key = $1', [key]);
}
/** Keys of sign-ins that failed so often since a moment; those of whole addresses are left out. */
export async function tooManyFailures(tx: Tx, since: Date, most: number): Promise<string[]> {
  const rows = await tx.sql(
    `SELECT key FROM sign_in_failure WHERE at > $1 AND (starts_with(key, 'login:') OR starts_with(key, 'second:'))
     GROUP BY key HAVING count(*) >= $2`,
    [since, most],
  );
  return rows.map((r) => String(r['key']));
}
