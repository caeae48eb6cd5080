import type { HandoverList, Vacancy } from '../../../contracts/api-handover.ts';
import type { Tx } from '../../platform/db/index.ts';
import { roleName } from '../accounts/rules.ts';

type Kept = Omit<HandoverList, 'id'>;

/** Keeps a hand-over with the posts that it left empty; false when this click's is there already. */
export async function insertHandover(
  tx: Tx,
  h: {
    id: string;
    accountId: string;
    successorId: string | null;
    day: string;
    by: string;
    requestKey: string;
    list: Kept;
    at: Date;
    posts: readonly { id: string; unitId: string; title: string; role: string }[];
  },
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO handover (id, account_id, successor_id, day, by_account, request_key, list, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (by_account, request_key) DO NOTHING RETURNING id`,
    [h.id, h.accountId, h.successorId, h.day, h.by, h.requestKey, JSON.stringify(h.list), h.at],
  );
  if (rows.length === 0) return false;
  for (const p of h.posts)
    await tx.sql(
      'INSERT INTO handover_post (handover_id, post_id, unit_id, title, role) VALUES ($1, $2, $3, $4, $5)',
      [h.id, p.id, p.unitId, p.title, p.role],
    );
  return true;
}

export async function handoversOf(tx: Tx, accountId: string): Promise<HandoverList[]> {
  const rows = await tx.sql('SELECT id, list FROM handover WHERE account_id = $1 ORDER BY id DESC LIMIT 10', [
    accountId,
  ]);
  return rows.map((r) => ({ ...(r['list'] as Kept), id: String(r['id']) }));
}
export async function handoverByKey(tx: Tx, by: string, requestKey: string): Promise<HandoverList | null> {
  const rows = await tx.sql('SELECT id, list FROM handover WHERE by_account = $1 AND request_key = $2', [
    by,
    requestKey,
  ]);
  return rows[0] ? { ...(rows[0]['list'] as Kept), id: String(rows[0]['id']) } : null;
}

/**
 * Seats that hand-overs left empty by a day (空缺): nobody who can sign in was given the same role there since, which the
 * ids of posts tell (UUIDv7). A deputy fills none, and a unit that was closed has none.
 */
export async function vacanciesIn(
  tx: Tx,
  scope: { readonly from: string; readonly to: string },
  today: string,
): Promise<Vacancy[]> {
  const rows = await tx.sql(
    `SELECT DISTINCT ON (u.path, hp.title, hp.role) hp.post_id, hp.unit_id, u.name, hp.title, hp.role, h.day, a.display_name
     FROM handover_post hp JOIN handover h ON h.id = hp.handover_id JOIN unit u ON u.id = hp.unit_id JOIN account a ON a.id = h.account_id
     WHERE u.path >= $1 AND u.path < $2 AND (u.to_day IS NULL OR u.to_day > $3) AND h.day <= $3
       AND NOT EXISTS (SELECT 1 FROM post p WHERE p.unit_id = hp.unit_id AND p.role = hp.role AND (p.id > h.id OR p.from_day > h.day)
         AND (p.to_day IS NULL OR p.to_day > $3) AND EXISTS (SELECT 1 FROM account_post ap JOIN account x ON x.id = ap.account_id WHERE ap.post_id = p.id AND x.disabled_at IS NULL)
         AND NOT EXISTS (SELECT 1 FROM deputation d WHERE d.post_id = p.id))
     ORDER BY u.path, hp.title, hp.role, h.day DESC LIMIT 200`,
    [scope.from, scope.to, today],
  );
  return rows.map((r) => ({
    postId: String(r['post_id']),
    unitId: String(r['unit_id']),
    unitName: String(r['name']),
    title: String(r['title']),
    role: String(r['role']),
    roleName: roleName(String(r['role'])),
    since: String(r['day']),
    last: String(r['display_name']),
  }));
}
