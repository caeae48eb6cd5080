import type { Tx } from '../platform/db/index.ts';

/** The second step (第二步验证) of an account as it is stored: secrets are sealed texts. */
export interface SecondFactor {
  readonly secret: string | null;
  readonly confirmedAt: Date | null;
  /** Time step of the last code that was taken: that one and older ones are refused. */
  readonly lastCounter: number;
  readonly pending: string | null;
  readonly pendingAt: Date | null;
}

export async function secondFactorOf(tx: Tx, accountId: string): Promise<SecondFactor | null> {
  const rows = await tx.sql('SELECT * FROM second_factor WHERE account_id = $1', [accountId]);
  const r = rows[0];
  if (!r) return null;
  return {
    secret: (r['secret'] as string | null) ?? null,
    confirmedAt: (r['confirmed_at'] as Date | null) ?? null,
    lastCounter: Number(r['last_counter']),
    pending: (r['pending'] as string | null) ?? null,
    pendingAt: (r['pending_at'] as Date | null) ?? null,
  };
}

/** A secret on trial; the confirmed one, if any, goes on working until the new one has proved itself. */
export async function setPending(tx: Tx, accountId: string, sealed: string, at: Date): Promise<void> {
  await tx.sql(
    `INSERT INTO second_factor (account_id, pending, pending_at) VALUES ($1, $2, $3)
     ON CONFLICT (account_id) DO UPDATE SET pending = excluded.pending, pending_at = excluded.pending_at`,
    [accountId, sealed, at],
  );
}

/** The secret on trial becomes the one; false when another request was quicker. */
export async function confirmPending(
  tx: Tx,
  accountId: string,
  o: { pending: string; sealed: string; counter: number; at: Date },
): Promise<boolean> {
  const rows = await tx.sql(
    `UPDATE second_factor SET secret = $3, confirmed_at = $5, last_counter = $4, pending = NULL, pending_at = NULL
     WHERE account_id = $1 AND pending = $2 RETURNING account_id`,
    [accountId, o.pending, o.sealed, o.counter, o.at],
  );
  return rows.length > 0;
}

/** Takes a code's time step once: false when it or a later one was taken before, also by a request at the same moment. */
export async function takeCounter(tx: Tx, accountId: string, counter: number): Promise<boolean> {
  const rows = await tx.sql(
    'UPDATE second_factor SET last_counter = $2 WHERE account_id = $1 AND last_counter < $2 RETURNING account_id',
    [accountId, counter],
  );
  return rows.length > 0;
}

export async function deleteSecondFactor(tx: Tx, accountId: string): Promise<boolean> {
  await tx.sql('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
  const rows = await tx.sql('DELETE FROM second_factor WHERE account_id = $1 RETURNING account_id', [
    accountId,
  ]);
  return rows.length > 0;
}

export async function replaceRecoveryCodes(
  tx: Tx,
  accountId: string,
  prints: readonly Buffer[],
  at: Date,
): Promise<void> {
  await tx.sql('DELETE FROM recovery_code WHERE account_id = $1', [accountId]);
  await tx.sql(
    'INSERT INTO recovery_code (account_id, print, made_at) SELECT $1, print, $3 FROM unnest($2::bytea[]) AS t (print)',
    [accountId, prints, at],
  );
}
export async function spendRecoveryCode(
  tx: Tx,
  accountId: string,
  print: Buffer,
  at: Date,
): Promise<'spent' | 'used' | 'unknown'> {
  const rows = await tx.sql(
    'UPDATE recovery_code SET used_at = $3 WHERE account_id = $1 AND print = $2 AND used_at IS NULL RETURNING print',
    [accountId, print, at],
  );
  if (rows.length > 0) return 'spent';
  const there = await tx.sql('SELECT 1 FROM recovery_code WHERE account_id = $1 AND print = $2', [
    accountId,
    print,
  ]);
  return there.length > 0 ? 'used' : 'unknown';
}
export async function recoveryCodesLeft(tx: Tx, accountId: string): Promise<number> {
  const rows = await tx.sql(
    'SELECT count(*)::int AS n FROM recovery_code WHERE account_id = $1 AND used_at IS NULL',
    [accountId],
  );
  return Number(rows[0]?.['n'] ?? 0);
}
