import type { Tx } from '../../platform/db/index.ts';

/** Grants of administrator posts that wait for the security administrator (待确认的授权). */
export interface GrantRequest {
  readonly id: string;
  readonly accountId: string;
  readonly unitId: string;
  readonly title: string;
  readonly role: string;
  readonly askedBy: string;
}

export async function insertGrant(tx: Tx, g: GrantRequest & { at: Date }): Promise<void> {
  await tx.sql(
    'INSERT INTO grant_request (id, account_id, unit_id, title, role, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [g.id, g.accountId, g.unitId, g.title, g.role, g.askedBy, g.at],
  );
}

/** One that waits, held until the transaction ends; null when it was decided already or never was. */
export async function lockGrant(tx: Tx, id: string): Promise<GrantRequest | null> {
  const rows = await tx.sql(
    'SELECT id, account_id, unit_id, title, role, asked_by FROM grant_request WHERE id = $1 AND decided_at IS NULL FOR UPDATE',
    [id],
  );
  const r = rows[0];
  return r
    ? {
        id: String(r['id']),
        accountId: String(r['account_id']),
        unitId: String(r['unit_id']),
        title: String(r['title']),
        role: String(r['role']),
        askedBy: String(r['asked_by']),
      }
    : null;
}

export async function decideGrantRow(
  tx: Tx,
  id: string,
  by: string,
  granted: boolean,
  at: Date,
): Promise<void> {
  await tx.sql('UPDATE grant_request SET decided_by = $2, granted = $3, decided_at = $4 WHERE id = $1', [
    id,
    by,
    granted,
    at,
  ]);
}

export interface WaitingRow {
  readonly id: string;
  readonly name: string;
  readonly login: string;
  readonly unitName: string;
  readonly title: string;
  readonly role: string;
  readonly askedBy: string;
  readonly askedAt: Date;
}
/** Those that wait in a range of paths, oldest first. */
export async function waitingGrants(tx: Tx, scope: { from: string; to: string }): Promise<WaitingRow[]> {
  const rows = await tx.sql(
    `SELECT g.id, a.display_name, a.login, u.name, g.title, g.role, b.display_name AS asked_by, g.asked_at
     FROM grant_request g JOIN account a ON a.id = g.account_id JOIN unit u ON u.id = g.unit_id JOIN account b ON b.id = g.asked_by
     WHERE g.decided_at IS NULL AND u.path >= $1 AND u.path < $2 ORDER BY g.id LIMIT 200`,
    [scope.from, scope.to],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    name: String(r['display_name']),
    login: String(r['login']),
    unitName: String(r['name']),
    title: String(r['title']),
    role: String(r['role']),
    askedBy: String(r['asked_by']),
    askedAt: r['asked_at'] as Date,
  }));
}
