import type { Tx } from '../platform/db/index.ts';

/** One-time codes (一次性口令) that stand in for a password, and sign-ins that wait for their second step. */

/** A new code ends the older one. */
export async function replaceAccountCode(
  tx: Tx,
  c: { accountId: string; print: Buffer; madeBy: string | null; at: Date; expiresAt: Date },
): Promise<void> {
  await tx.sql(
    `INSERT INTO account_code (account_id, print, made_by, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (account_id) DO UPDATE SET print = excluded.print, made_by = excluded.made_by, made_at = excluded.made_at,
       expires_at = excluded.expires_at, used_at = NULL`,
    [c.accountId, c.print, c.madeBy, c.at, c.expiresAt],
  );
}

export interface AccountCode {
  readonly print: Buffer;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
}
export async function accountCodeOf(tx: Tx, accountId: string): Promise<AccountCode | null> {
  const rows = await tx.sql('SELECT print, expires_at, used_at FROM account_code WHERE account_id = $1', [
    accountId,
  ]);
  const r = rows[0];
  return r
    ? {
        print: r['print'] as Buffer,
        expiresAt: r['expires_at'] as Date,
        usedAt: (r['used_at'] as Date | null) ?? null,
      }
    : null;
}
/** Uses a code up; false when somebody was quicker or it ran out meanwhile. */
export async function spendAccountCode(tx: Tx, accountId: string, at: Date): Promise<boolean> {
  const rows = await tx.sql(
    'UPDATE account_code SET used_at = $2 WHERE account_id = $1 AND used_at IS NULL AND expires_at > $2 RETURNING account_id',
    [accountId, at],
  );
  return rows.length > 0;
}

export async function deleteAccountCode(tx: Tx, accountId: string): Promise<void> {
  await tx.sql('DELETE FROM account_code WHERE account_id = $1', [accountId]);
}

export interface SignInStep {
  readonly accountId: string;
  readonly byCode: boolean;
  readonly expiresAt: Date;
}
export async function insertStep(tx: Tx, tokenHash: Buffer, s: SignInStep): Promise<void> {
  await tx.sql(
    'INSERT INTO sign_in_step (token_hash, account_id, by_code, expires_at) VALUES ($1, $2, $3, $4)',
    [tokenHash, s.accountId, s.byCode, s.expiresAt],
  );
}
export async function stepByToken(tx: Tx, tokenHash: Buffer): Promise<SignInStep | null> {
  const rows = await tx.sql('SELECT * FROM sign_in_step WHERE token_hash = $1', [tokenHash]);
  const r = rows[0];
  return r
    ? {
        accountId: String(r['account_id']),
        byCode: r['by_code'] === true,
        expiresAt: r['expires_at'] as Date,
      }
    : null;
}
export async function deleteStep(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.sql('DELETE FROM sign_in_step WHERE token_hash = $1', [tokenHash]);
}
/** Whatever waits for this account is over: the account was disabled, its password or second step changed. */
export async function deleteStepsOf(tx: Tx, accountId: string): Promise<void> {
  await tx.sql('DELETE FROM sign_in_step WHERE account_id = $1', [accountId]);
}
