import type { Database, Tx } from '../platform/db/index.ts';

/** ASVS 7.3: 30 minutes without use, 12 hours in all (SECURITY 8). */
export const SESSION_LIMITS = { idleMs: 30 * 60_000, absoluteMs: 12 * 3_600_000 } as const;

export async function insertSession(
  tx: Tx,
  s: {
    tokenHash: Buffer;
    id: string;
    accountId: string;
    postId: string;
    /** Opened with a one-time code: the present password is not known to her. */
    byCode: boolean;
    device: string;
    address: string;
    at: Date;
  },
): Promise<void> {
  await tx.sql(
    `INSERT INTO session (token_hash, id, account_id, post_id, by_code, device, address, created_at, seen_at, fresh_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8)`,
    [s.tokenHash, s.id, s.accountId, s.postId, s.byCode, s.device, s.address, s.at],
  );
}

export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.sql('DELETE FROM session WHERE token_hash = $1', [tokenHash]);
}
export async function changeSessionPost(
  tx: Tx,
  tokenHash: Buffer,
  newHash: Buffer,
  postId: string,
): Promise<void> {
  await tx.sql('UPDATE session SET post_id = $3, token_hash = $2 WHERE token_hash = $1', [
    tokenHash,
    newHash,
    postId,
  ]);
}
export async function touchSession(tx: Tx, tokenHash: Buffer, at: Date): Promise<void> {
  await tx.sql('UPDATE session SET seen_at = $2 WHERE token_hash = $1', [tokenHash, at]);
}

export async function freshenSession(tx: Tx, tokenHash: Buffer, at: Date): Promise<void> {
  await tx.sql('UPDATE session SET fresh_at = $2 WHERE token_hash = $1', [tokenHash, at]);
}

/** A device on which she is signed in. */
export interface OpenSession {
  readonly id: string;
  readonly device: string;
  readonly address: string;
  readonly createdAt: Date;
  readonly seenAt: Date;
}
export async function sessionsOf(tx: Tx, accountId: string, at: Date): Promise<OpenSession[]> {
  const rows = await tx.sql(
    `SELECT id, device, address, created_at, seen_at FROM session
     WHERE account_id = $1 AND seen_at > $2 AND created_at > $3 ORDER BY seen_at DESC`,
    [
      accountId,
      new Date(at.getTime() - SESSION_LIMITS.idleMs),
      new Date(at.getTime() - SESSION_LIMITS.absoluteMs),
    ],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    device: String(r['device']),
    address: String(r['address']),
    createdAt: r['created_at'] as Date,
    seenAt: r['seen_at'] as Date,
  }));
}
/** Ends sessions of an account: one by its id, or all but one, or all. Returns how many ended. */
export async function endSessions(
  tx: Tx,
  accountId: string,
  which: { readonly only?: string; readonly except?: string } = {},
): Promise<number> {
  const rows = await tx.sql(
    'DELETE FROM session WHERE account_id = $1 AND ($2::uuid IS NULL OR id = $2) AND ($3::uuid IS NULL OR id <> $3) RETURNING id',
    [accountId, which.only ?? null, which.except ?? null],
  );
  return rows.length;
}

export interface SessionRow {
  readonly id: string;
  readonly freshAt: Date;
  readonly byCode: boolean;
  readonly mustChange: boolean;
  readonly hasSecondStep: boolean;
  /** A sample account (样例账号): it opens invented data only. */
  readonly sample: boolean;
  readonly accountId: string;
  readonly displayName: string;
  readonly seenAt: Date;
  readonly createdAt: Date;
  readonly postId: string;
  readonly postTitle: string;
  readonly role: string;
  readonly unit: {
    readonly id: string;
    readonly code: string;
    readonly name: string;
    readonly kind: string;
    readonly level: number;
    readonly path: string;
    readonly parentId: string | null;
    readonly parentPath: string | null;
    readonly regionCode: string;
  };
}

/** A live session with its post and unit, in one query. Null when any of them ended. */
export async function sessionByToken(
  db: Pick<Database, 'single'>,
  tokenHash: Buffer,
  today: string,
): Promise<SessionRow | null> {
  const rows = await db.single(
    `SELECT s.id, s.fresh_at, s.by_code, s.account_id, a.display_name, a.must_change, a.sample, f.confirmed_at, s.seen_at, s.created_at, p.id AS post_id, p.title, p.role,
       u.id AS unit_id, u.code, u.name, u.kind, u.level, u.path, u.region_code, u.parent_id, up.path AS parent_path
     FROM session s JOIN account a ON a.id = s.account_id LEFT JOIN second_factor f ON f.account_id = a.id
     JOIN account_post ap ON ap.account_id = s.account_id AND ap.post_id = s.post_id
     JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id
     JOIN unit u ON u.id = p.unit_id LEFT JOIN unit up ON up.id = u.parent_id
     WHERE s.token_hash = $1 AND a.disabled_at IS NULL AND p.role IS NOT NULL
       AND (p.from_day IS NULL OR p.from_day <= $2) AND (p.to_day IS NULL OR p.to_day > $2) AND (u.to_day IS NULL OR u.to_day > $2)`,
    [tokenHash, today],
    'session-by-token',
  );
  const r = rows[0];
  if (!r) return null;
  return {
    id: String(r['id']),
    freshAt: r['fresh_at'] as Date,
    byCode: r['by_code'] === true,
    mustChange: r['must_change'] === true,
    hasSecondStep: r['confirmed_at'] !== null,
    sample: r['sample'] === true,
    accountId: String(r['account_id']),
    displayName: String(r['display_name']),
    seenAt: r['seen_at'] as Date,
    createdAt: r['created_at'] as Date,
    postId: String(r['post_id']),
    postTitle: String(r['title']),
    role: String(r['role']),
    unit: {
      id: String(r['unit_id']),
      code: String(r['code']),
      name: String(r['name']),
      kind: String(r['kind']),
      level: Number(r['level']),
      path: String(r['path']),
      parentId: (r['parent_id'] as string | null) ?? null,
      parentPath: (r['parent_path'] as string | null) ?? null,
      regionCode: String(r['region_code']),
    },
  };
}

/** Finished sessions and old failures go; a sweep calls this. */
export async function sweepIdentity(
  tx: Tx,
  cut: { idleBefore: Date; createdBefore: Date; failuresBefore: Date; logBefore: Date },
): Promise<void> {
  await tx.sql('DELETE FROM session WHERE seen_at < $1 OR created_at < $2', [
    cut.idleBefore,
    cut.createdBefore,
  ]);
  await tx.sql('DELETE FROM sign_in_failure WHERE at < $1', [cut.failuresBefore]);
  await tx.sql('DELETE FROM sign_in_step WHERE expires_at < $1', [cut.failuresBefore]);
  await tx.sql('DELETE FROM account_code WHERE expires_at < $1', [cut.failuresBefore]);
  await tx.sql('DELETE FROM account_log WHERE at < $1', [cut.logBefore]);
}
