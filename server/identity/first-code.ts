import { createHash, randomInt } from 'node:crypto';
import type { Database } from '../platform/db/index.ts';
import { AppError } from '../platform/errors/index.ts';

const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const VALID_HOURS = 24;
const hashCode = (code: string): Buffer =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest();

/**
 * A one-time code for the first administrator of an empty installation; null when accounts exist already.
 * A new start makes a new code and ends the older ones (SECURITY 6: no account with a known password).
 */
export async function createFirstCode(db: Database, at: Date): Promise<string | null> {
  const code = Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => ALPHABET[randomInt(ALPHABET.length)]).join(''),
  ).join('-');
  return await db.transaction([], async (tx) => {
    const accounts = await tx.sql('SELECT 1 FROM account LIMIT 1');
    if (accounts.length > 0) return null;
    await tx.sql('DELETE FROM first_code');
    await tx.sql('INSERT INTO first_code (code_hash, expires_at) VALUES ($1, $2)', [
      hashCode(code),
      new Date(at.getTime() + VALID_HOURS * 3_600_000),
    ]);
    return code;
  });
}

/** Uses the code up, in the caller's transaction with what it allows. Throws `account.code-wrong`. */
export async function spendFirstCode(
  tx: Parameters<Parameters<Database['transaction']>[1]>[0],
  code: string,
  at: Date,
): Promise<void> {
  const rows = await tx.sql(
    'UPDATE first_code SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2 RETURNING code_hash',
    [hashCode(code), at],
  );
  if (rows.length === 0) throw new AppError('account.code-wrong');
}
