import type { Level, UnitKind } from '../../../../contracts/ledger.ts';
import { levelOf } from '../../../org/index.ts';
import type { Row, Tx } from '../../../platform/db/index.ts';

export interface FoundUnit {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly level: Level;
  readonly kind: UnitKind;
  readonly path: string;
  readonly regionCode: string;
  readonly closed: boolean;
}
const toFound = (r: Row): FoundUnit => ({
  id: String(r['id']),
  code: String(r['code']),
  name: String(r['name']),
  level: levelOf(Number(r['level'])),
  kind: String(r['kind']) as UnitKind,
  path: String(r['path']),
  regionCode: String(r['region_code']),
  closed: r['to_day'] !== null,
});

/** Units of a range by name (with or without 妇联) or code; of several with one name those that are open come alone. */
export async function unitsCalled(
  tx: Tx,
  scope: { readonly from: string; readonly to: string },
  texts: readonly string[],
): Promise<(text: string) => readonly FoundUnit[]> {
  const asked = [...new Set(texts)].filter((t) => t !== '');
  const rows = await tx.sql(
    `SELECT id, code, name, level, kind, path, region_code, to_day FROM unit
     WHERE (name = ANY($1::text[]) OR code = ANY($2::text[])) AND path >= $3 AND path < $4`,
    [[...asked, ...asked.map((t) => `${t}妇联`)], asked, scope.from, scope.to],
  );
  const units = rows.map(toFound);
  return (text) => {
    const found = units.filter((u) => u.code === text || u.name === text);
    const named = found.length > 0 ? found : units.filter((u) => u.name === `${text}妇联`);
    const open = named.filter((u) => !u.closed);
    return open.length > 0 ? open : named;
  };
}

/** Who of these has an account with a post in force at that unit: 'unit id/name' → login. */
export async function accountsThere(
  tx: Tx,
  people: readonly { readonly name: string; readonly unitId: string }[],
  today: string,
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.sql(
    `SELECT DISTINCT p.unit_id, a.display_name, a.login FROM post p JOIN account_post ap ON ap.region_code = p.region_code AND ap.post_id = p.id
       JOIN account a ON a.id = ap.account_id
     WHERE p.unit_id = ANY($1::uuid[]) AND a.display_name = ANY($2::text[]) AND a.disabled_at IS NULL
       AND p.role IS NOT NULL AND (p.to_day IS NULL OR p.to_day > $3)`,
    [people.map((p) => p.unitId), people.map((p) => p.name), today],
  );
  return new Map(rows.map((r) => [`${r['unit_id']}/${r['display_name']}`, String(r['login'])]));
}

export async function loginsTaken(tx: Tx, logins: readonly string[]): Promise<Set<string>> {
  const rows = await tx.sql('SELECT login FROM account WHERE login = ANY($1::text[])', [logins]);
  return new Set(rows.map((r) => String(r['login'])));
}

/** False when this click's batch is there already. */
export async function insertBatch(
  tx: Tx,
  b: { id: string; unitId: string; by: string; requestKey: string; fileName: string; at: Date },
): Promise<boolean> {
  const rows = await tx.sql(
    `INSERT INTO account_batch (id, unit_id, by_account, request_key, file_name, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (by_account, request_key) DO NOTHING RETURNING id`,
    [b.id, b.unitId, b.by, b.requestKey, b.fileName, b.at],
  );
  return rows.length > 0;
}
export async function insertMember(tx: Tx, batchId: string, accountId: string, n: number): Promise<void> {
  await tx.sql('INSERT INTO account_batch_member (batch_id, account_id, n) VALUES ($1, $2, $3)', [
    batchId,
    accountId,
    n,
  ]);
}

export interface BatchRecord {
  readonly id: string;
  readonly fileName: string;
  readonly at: Date;
  readonly by: string;
  readonly undoneAt: Date | null;
  readonly total: number;
  readonly used: number;
  readonly disabled: number;
}
const USED = `(a.password_at IS NOT NULL OR EXISTS (SELECT 1 FROM account_log l WHERE l.account_id = a.id AND l.kind IN ('sign-in', 'code-used')))`;

/** Batches made at units of a range, newest first; one alone by its id. */
export async function batchesIn(
  tx: Tx,
  scope: { readonly from: string; readonly to: string },
  id: string | null,
): Promise<BatchRecord[]> {
  const rows = await tx.sql(
    `SELECT b.id, b.file_name, b.at, b.undone_at, m.display_name AS by, count(*)::int AS total,
       count(*) FILTER (WHERE ${USED})::int AS used, count(*) FILTER (WHERE a.disabled_at IS NOT NULL)::int AS disabled
     FROM account_batch b JOIN unit u ON u.id = b.unit_id JOIN account m ON m.id = b.by_account
       JOIN account_batch_member x ON x.batch_id = b.id JOIN account a ON a.id = x.account_id
     WHERE u.path >= $1 AND u.path < $2 AND ($3::uuid IS NULL OR b.id = $3)
     GROUP BY b.id, m.display_name ORDER BY b.id DESC LIMIT 20`,
    [scope.from, scope.to, id],
  );
  return rows.map((r) => ({
    id: String(r['id']),
    fileName: String(r['file_name']),
    at: r['at'] as Date,
    by: String(r['by']),
    undoneAt: (r['undone_at'] as Date | null) ?? null,
    total: Number(r['total']),
    used: Number(r['used']),
    disabled: Number(r['disabled']),
  }));
}

export interface BatchMember {
  readonly accountId: string;
  readonly name: string;
  readonly login: string;
  readonly used: boolean;
  readonly disabled: boolean;
}
/** The accounts of a batch in order, each held until the transaction ends. */
export async function membersOf(tx: Tx, batchId: string): Promise<BatchMember[]> {
  const rows = await tx.sql(
    `SELECT a.id, a.display_name, a.login, ${USED} AS used, a.disabled_at FROM account_batch_member x JOIN account a ON a.id = x.account_id
     WHERE x.batch_id = $1 ORDER BY x.n FOR UPDATE OF a`,
    [batchId],
  );
  return rows.map((r) => ({
    accountId: String(r['id']),
    name: String(r['display_name']),
    login: String(r['login']),
    used: r['used'] === true,
    disabled: r['disabled_at'] !== null,
  }));
}
export async function markUndone(tx: Tx, batchId: string, at: Date): Promise<void> {
  await tx.sql('UPDATE account_batch SET undone_at = $2 WHERE id = $1 AND undone_at IS NULL', [batchId, at]);
}
