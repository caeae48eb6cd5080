import { randomInt } from 'node:crypto';
import type { Database, Tx } from '../platform/db/index.ts';

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly password: string;
  readonly displayName: string;
  readonly sample: boolean;
  readonly mustChange: boolean;
  readonly disabledAt: Date | null;
}

export async function accountByLogin(tx: Tx, login: string): Promise<Account | null> {
  const rows = await tx.sql('SELECT * FROM account WHERE login = $1', [login.trim().toLowerCase()]);
  const r = rows[0];
  return r
    ? {
        id: String(r['id']),
        login: String(r['login']),
        password: String(r['password']),
        displayName: String(r['display_name']),
        sample: r['sample'] === true,
        mustChange: r['must_change'] === true,
        disabledAt: (r['disabled_at'] as Date | null) ?? null,
      }
    : null;
}

export async function insertAccount(
  tx: Tx,
  a: Omit<Account, 'disabledAt'> & { createdAt: Date },
): Promise<void> {
  await tx.sql(
    `INSERT INTO account (id, login, password, display_name, sample, must_change, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (login) DO NOTHING`,
    [a.id, a.login, a.password, a.displayName, a.sample, a.mustChange, a.createdAt],
  );
}

export async function setPassword(tx: Tx, accountId: string, password: string): Promise<void> {
  await tx.sql('UPDATE account SET password = $2, must_change = false WHERE id = $1', [accountId, password]);
}

export async function linkPost(tx: Tx, accountId: string, postId: string, regionCode: string): Promise<void> {
  await tx.sql(
    'INSERT INTO account_post (account_id, post_id, region_code) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
    [accountId, postId, regionCode],
  );
}

export interface HeldPost {
  readonly id: string;
  readonly title: string;
  readonly role: string;
  readonly unitId: string;
  readonly unitName: string;
}

/** Posts an account may act with on a day: held, and its unit not closed. */
export async function postsOf(tx: Tx, accountId: string, today: string): Promise<HeldPost[]> {
  const rows = await tx.sql(
    `SELECT p.id, p.title, p.role, p.unit_id, u.name FROM account_post ap
     JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id JOIN unit u ON u.id = p.unit_id
     WHERE ap.account_id = $1 AND p.role IS NOT NULL AND (p.from_day IS NULL OR p.from_day <= $2) AND (p.to_day IS NULL OR p.to_day > $2)
       AND (u.to_day IS NULL OR u.to_day > $2) ORDER BY u.level, p.title`,
    [accountId, today],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    title: String(r['title']),
    role: String(r['role']),
    unitId: String(r['unit_id']),
    unitName: String(r['name']),
  }));
}

export async function insertSession(
  tx: Tx,
  s: { tokenHash: Buffer; accountId: string; postId: string; at: Date },
): Promise<void> {
  await tx.sql(
    'INSERT INTO session (token_hash, account_id, post_id, created_at, seen_at, fresh_at) VALUES ($1, $2, $3, $4, $4, $4)',
    [s.tokenHash, s.accountId, s.postId, s.at],
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

export interface SessionRow {
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
    `SELECT s.account_id, a.display_name, s.seen_at, s.created_at, p.id AS post_id, p.title, p.role,
       u.id AS unit_id, u.code, u.name, u.kind, u.level, u.path, u.region_code, u.parent_id, up.path AS parent_path
     FROM session s JOIN account a ON a.id = s.account_id
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

export async function recentFailures(tx: Tx, key: string, since: Date): Promise<number> {
  const rows = await tx.sql('SELECT count(*)::int AS n FROM sign_in_failure WHERE key = $1 AND at > $2', [
    key,
    since,
  ]);
  return Number(rows[0]?.['n'] ?? 0);
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
/** Finished sessions and old failures go; a sweep calls this. */
export async function sweepIdentity(
  tx: Tx,
  cut: { idleBefore: Date; createdBefore: Date; failuresBefore: Date },
): Promise<void> {
  await tx.sql('DELETE FROM session WHERE seen_at < $1 OR created_at < $2', [
    cut.idleBefore,
    cut.createdBefore,
  ]);
  await tx.sql('DELETE FROM sign_in_failure WHERE at < $1', [cut.failuresBefore]);
}
