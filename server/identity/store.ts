import type { Database, Row, Tx } from '../platform/db/index.ts';

export interface Account {
  readonly id: string;
  readonly login: string;
  readonly password: string;
  /** When she last chose it herself; null = never. */
  readonly passwordAt: Date | null;
  readonly displayName: string;
  readonly sample: boolean;
  readonly mustChange: boolean;
  readonly disabledAt: Date | null;
}

const toAccount = (r: Row): Account => ({
  id: String(r['id']),
  login: String(r['login']),
  password: String(r['password']),
  passwordAt: (r['password_at'] as Date | null) ?? null,
  displayName: String(r['display_name']),
  sample: r['sample'] === true,
  mustChange: r['must_change'] === true,
  disabledAt: (r['disabled_at'] as Date | null) ?? null,
});

export async function accountByLogin(tx: Tx, login: string): Promise<Account | null> {
  const rows = await tx.sql('SELECT * FROM account WHERE login = $1', [login.trim().toLowerCase()]);
  return rows[0] ? toAccount(rows[0]) : null;
}
export async function accountById(tx: Tx, id: string): Promise<Account | null> {
  const rows = await tx.sql('SELECT * FROM account WHERE id = $1', [id]);
  return rows[0] ? toAccount(rows[0]) : null;
}

export async function insertAccount(
  tx: Tx,
  a: Omit<Account, 'disabledAt' | 'passwordAt'> & {
    createdAt: Date;
    person?: { id: string; region: string } | null;
  },
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO account (id, login, password, display_name, sample, must_change, created_at, person_id, person_region)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (login) DO NOTHING RETURNING id`,
    [
      a.id,
      a.login,
      a.password,
      a.displayName,
      a.sample,
      a.mustChange,
      a.createdAt,
      a.person?.id ?? null,
      a.person?.region ?? null,
    ],
  );
  return rows.length > 0;
}

/** The same password under a dearer hash. */
export async function setPasswordHash(tx: Tx, accountId: string, password: string): Promise<void> {
  await tx.sql('UPDATE account SET password = $2 WHERE id = $1', [accountId, password]);
}
/** A password that she chose herself. */
export async function setPassword(tx: Tx, accountId: string, password: string, at: Date): Promise<void> {
  await tx.sql('UPDATE account SET password = $2, must_change = false, password_at = $3 WHERE id = $1', [
    accountId,
    password,
    at,
  ]);
}
export async function setMustChange(tx: Tx, accountId: string): Promise<void> {
  await tx.sql('UPDATE account SET must_change = true WHERE id = $1', [accountId]);
}
export async function setDisabled(tx: Tx, accountId: string, at: Date | null): Promise<void> {
  await tx.sql('UPDATE account SET disabled_at = $2 WHERE id = $1', [accountId, at]);
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
  readonly unitPath: string;
  readonly regionCode: string;
}

/** Posts an account may act with on a day: held, and its unit not closed; her own before those in which she stands in (代理). */
export async function postsOf(tx: Tx, accountId: string, today: string): Promise<HeldPost[]> {
  const rows = await tx.sql(
    `SELECT p.id, p.title, p.role, p.unit_id, u.name, u.path, u.region_code FROM account_post ap
     JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id JOIN unit u ON u.id = p.unit_id
     LEFT JOIN deputation d ON d.post_id = p.id
     WHERE ap.account_id = $1 AND p.role IS NOT NULL AND (p.from_day IS NULL OR p.from_day <= $2) AND (p.to_day IS NULL OR p.to_day > $2)
       AND (u.to_day IS NULL OR u.to_day > $2) ORDER BY d.post_id IS NOT NULL, u.level, p.title`,
    [accountId, today],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    title: String(r['title']),
    role: String(r['role']),
    unitId: String(r['unit_id']),
    unitName: String(r['name']),
    unitPath: String(r['path']),
    regionCode: String(r['region_code']),
  }));
}

/** True while there is no account at all. */
export async function isEmptyHouse(db: Database): Promise<boolean> {
  return (await db.transaction([], (tx) => tx.sql('SELECT 1 FROM account LIMIT 1'), 'read')).length === 0;
}
