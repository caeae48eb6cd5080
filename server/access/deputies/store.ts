import type { Row, Tx } from '../../platform/db/index.ts';

/** Deputations (代理) with what they are called today. */
export interface Deputation {
  readonly postId: string;
  readonly regionCode: string;
  readonly unitPath: string;
  readonly title: string;
  readonly unitName: string;
  readonly principalPost: string;
  readonly principalAccount: string;
  readonly principal: string;
  readonly deputyAccount: string;
  readonly deputy: string;
  readonly from: string;
  /** The first day on which it is over. */
  readonly to: string;
  readonly reason: string;
  readonly ended: boolean;
}
const SELECT = `SELECT d.*, p.title, u.name AS unit_name, u.path, pa.display_name AS principal, da.display_name AS deputy
  FROM deputation d JOIN post p ON p.region_code = d.region_code AND p.id = d.post_id JOIN unit u ON u.id = p.unit_id
    JOIN account pa ON pa.id = d.principal_account JOIN account da ON da.id = d.deputy_account`;
const toDeputation = (r: Row): Deputation => ({
  postId: String(r['post_id']),
  regionCode: String(r['region_code']),
  unitPath: String(r['path']),
  title: String(r['title']),
  unitName: String(r['unit_name']),
  principalPost: String(r['principal_post']),
  principalAccount: String(r['principal_account']),
  principal: String(r['principal']),
  deputyAccount: String(r['deputy_account']),
  deputy: String(r['deputy']),
  from: String(r['from_day']),
  to: String(r['to_day']),
  reason: String(r['reason']),
  ended: r['ended_at'] !== null,
});

export async function insertDeputation(
  tx: Tx,
  d: Pick<
    Deputation,
    | 'postId'
    | 'regionCode'
    | 'principalPost'
    | 'principalAccount'
    | 'deputyAccount'
    | 'from'
    | 'to'
    | 'reason'
  > & { givenBy: string; at: Date },
): Promise<void> {
  await tx.sql(
    `INSERT INTO deputation (post_id, region_code, principal_post, principal_account, deputy_account, from_day, to_day, reason, given_by, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      d.postId,
      d.regionCode,
      d.principalPost,
      d.principalAccount,
      d.deputyAccount,
      d.from,
      d.to,
      d.reason,
      d.givenBy,
      d.at,
    ],
  );
}

/** Those of an account, in either role, newest first. */
export async function deputationsOf(tx: Tx, accountId: string): Promise<Deputation[]> {
  const rows = await tx.sql(
    `${SELECT} WHERE d.principal_account = $1 OR d.deputy_account = $1 ORDER BY d.from_day DESC, d.post_id DESC LIMIT 30`,
    [accountId],
  );
  return rows.map(toDeputation);
}
export async function deputationByPost(tx: Tx, postId: string): Promise<Deputation | null> {
  const rows = await tx.sql(`${SELECT} WHERE d.post_id = $1`, [postId]);
  return rows[0] ? toDeputation(rows[0]) : null;
}
/** Those not over on a day in which somebody stands in for this post. */
export async function openDeputations(tx: Tx, principalPost: string, today: string): Promise<Deputation[]> {
  const rows = await tx.sql(
    `${SELECT} WHERE d.principal_post = $1 AND d.ended_at IS NULL AND d.to_day > $2 ORDER BY d.from_day`,
    [principalPost, today],
  );
  return rows.map(toDeputation);
}
/** Ends one from a day on; a day before its first leaves nothing of it. */
export async function endDeputationRow(
  tx: Tx,
  d: Pick<Deputation, 'postId' | 'regionCode' | 'from'>,
  o: { day: string; by: string; at: Date },
): Promise<void> {
  const to = o.day > d.from ? o.day : d.from;
  await tx.sql('UPDATE deputation SET ended_at = $2, ended_by = $3, to_day = $4 WHERE post_id = $1', [
    d.postId,
    o.at,
    o.by,
    to,
  ]);
  await tx.sql('UPDATE post SET to_day = $3 WHERE region_code = $1 AND id = $2', [
    d.regionCode,
    d.postId,
    to,
  ]);
}

export interface Candidate {
  readonly accountId: string;
  readonly name: string;
  readonly title: string;
  readonly unitName: string;
}
/**
 * Accounts in use with a post of their own in force at one of these units, or in a department of the office to which the first
 * of them belongs (本机关的部室); one row a person, the nearest post first.
 */
export async function accountsAt(
  tx: Tx,
  q: { readonly paths: readonly string[]; readonly except: string; readonly today: string },
): Promise<Candidate[]> {
  const rows = await tx.sql(
    `SELECT DISTINCT ON (a.id) a.id, a.display_name, p.title, u.name, u.level FROM unit u JOIN post p ON p.unit_id = u.id
       JOIN account_post ap ON ap.region_code = p.region_code AND ap.post_id = p.id JOIN account a ON a.id = ap.account_id
     WHERE (u.path = ANY($1::text[]) OR u.kind = 'department' AND u.parent_id = (SELECT CASE WHEN x.kind = 'department'
         THEN x.parent_id ELSE x.id END FROM unit x WHERE x.path = ($1::text[])[1] AND x.to_day IS NULL)) AND p.role IS NOT NULL AND NOT p.role = ANY($4::text[]) AND a.disabled_at IS NULL AND a.id <> $2
       AND (a.person_id IS NULL OR a.person_id IS DISTINCT FROM (SELECT person_id FROM account WHERE id = $2))
       AND (p.from_day IS NULL OR p.from_day <= $3) AND (p.to_day IS NULL OR p.to_day > $3)
       AND NOT EXISTS (SELECT 1 FROM deputation d WHERE d.post_id = p.id)
     ORDER BY a.id, u.level DESC LIMIT 300`,
    [q.paths, q.except, q.today, ['system-admin', 'security-admin', 'audit-admin']],
  );
  return rows
    .toSorted((a, b) => Number(b['level']) - Number(a['level']))
    .map((r) => ({
      accountId: String(r['id']),
      name: String(r['display_name']),
      title: String(r['title']),
      unitName: String(r['name']),
    }));
}
