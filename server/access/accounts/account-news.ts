import type { Tx } from '../../platform/db/index.ts';

const WORDS: Readonly<Record<string, string>> = {
  'code-issued': '发了一次性口令',
  'second-set': '绑定了验证器',
  'second-reset': '验证器被重置',
  'recovery-used': '用备用码登录',
  disabled: '账号被停用',
  enabled: '账号重新启用',
  'post-given': '授了职务',
  'post-ended': '结束了职务',
};
/** As many of the newest events are looked through for those in her reach: a home page shows what just happened, or nothing. */
const LOOKED = 400;
const SHOWN = 8;

/** What just happened to accounts in a range of paths, without the sign-ins of every day. */
export async function accountNews(
  tx: Tx,
  scope: { readonly from: string; readonly to: string },
): Promise<{ accountId: string; text: string; at: Date }[]> {
  const rows = await tx.sql(
    `SELECT l.account_id, l.kind, l.at, a.display_name, b.display_name AS by
     FROM (SELECT * FROM account_log WHERE kind = ANY($3) ORDER BY id DESC LIMIT $4) AS l
     JOIN account a ON a.id = l.account_id LEFT JOIN account b ON b.id = l.by_account
     WHERE EXISTS (SELECT 1 FROM account_post ap JOIN post p ON p.region_code = ap.region_code AND p.id = ap.post_id
       WHERE ap.account_id = l.account_id AND p.unit_path >= $1 AND p.unit_path < $2)
     ORDER BY l.id DESC LIMIT $5`,
    [scope.from, scope.to, Object.keys(WORDS), LOOKED, SHOWN],
  );
  return rows.map((r) => ({
    accountId: String(r['account_id']),
    text: `${r['display_name']}:${WORDS[String(r['kind'])]}${r['by'] ? `(${r['by']})` : ''}`,
    at: r['at'] as Date,
  }));
}
