import type { Tx } from '../platform/db/index.ts';
import { newId } from '../platform/ids/index.ts';

/** What happened to an account, as its owner may read it (我的账号): kept half a year. The audit chain keeps it for ever. */
export type LogKind =
  | 'sign-in'
  | 'wrong-password'
  | 'wrong-code'
  | 'recovery-used'
  | 'code-issued'
  | 'code-used'
  | 'password-changed'
  | 'second-set'
  | 'second-reset'
  | 'recovery-made'
  | 'disabled'
  | 'enabled'
  | 'post-given'
  | 'post-ended';

export interface LogRow {
  readonly at: Date;
  readonly kind: LogKind;
  readonly device: string;
  readonly address: string;
  /** Name of the administrator who did it; null when it was she herself, or nobody known. */
  readonly by: string | null;
}

export async function writeLog(
  tx: Tx,
  e: { accountId: string; at: Date; kind: LogKind; device?: string; address?: string; by?: string | null },
): Promise<void> {
  await tx.sql(
    'INSERT INTO account_log (id, account_id, at, kind, device, address, by_account) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [newId(e.at), e.accountId, e.at, e.kind, e.device ?? '', e.address ?? '', e.by ?? null],
  );
}

/** The newest first. */
export async function logOf(tx: Tx, accountId: string, most: number): Promise<LogRow[]> {
  const rows = await tx.sql(
    `SELECT l.at, l.kind, l.device, l.address, b.display_name AS by FROM account_log l LEFT JOIN account b ON b.id = l.by_account
     WHERE l.account_id = $1 ORDER BY l.id DESC LIMIT $2`,
    [accountId, most],
  );
  return rows.map((r) => ({
    at: r['at'] as Date,
    kind: r['kind'] as LogKind,
    device: String(r['device']),
    address: String(r['address']),
    by: (r['by'] as string | null) ?? null,
  }));
}
