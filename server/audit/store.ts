import type { Row, Tx } from '../platform/db/index.ts';

/** The audit's tables for its reader. Names of accounts and units are looked up as they are today. */

export interface Filters {
  /** Paths that she reaches, narrowed to the unit asked for. */
  readonly scope: { readonly from: string; readonly to: string };
  /** Also events that belong to no unit (an unknown login). */
  readonly withHouse: boolean;
  /** Half-open range of event ids, which begin with their time. */
  readonly ids: { readonly from: string; readonly to: string };
  readonly accounts: readonly string[] | null;
  readonly what: string | null;
  readonly result: string | null;
}

/** Regions whose rows a range of paths may hold: a unit that moved keeps its old one. */
export async function regionsIn(tx: Tx, scope: { from: string; to: string }): Promise<string[]> {
  const rows = await tx.sql(
    'SELECT DISTINCT region_code FROM unit WHERE path >= $1 AND path < $2 ORDER BY region_code',
    [scope.from, scope.to],
  );
  return rows.map((r) => String(r['region_code']));
}

/** Events of these regions, the newest first, `limit` at most. Each region is one walk along its key. */
export async function findEvents(
  tx: Tx,
  regions: readonly string[],
  f: Filters,
  limit: number,
): Promise<Row[]> {
  return await tx.sql(
    `SELECT e.*, a.display_name, a.login, pa.display_name AS acting_for, e.xid < s.sealed_to AS sealed
     FROM unnest($1::text[]) AS r (code) CROSS JOIN LATERAL (
       SELECT * FROM audit_event e WHERE e.region_code = r.code AND e.id >= $2 AND e.id < $3
         AND (e.unit_path >= $4 AND e.unit_path < $5 OR $6 AND e.unit_path IS NULL)
         AND ($7::uuid[] IS NULL OR e.account_id = ANY($7)) AND ($8::text IS NULL OR e.action = $8 OR starts_with(e.action, $8 || '.'))
         AND ($9::text IS NULL OR e.result = $9)
       ORDER BY e.id DESC LIMIT $10) AS e
     LEFT JOIN account a ON a.id = e.account_id LEFT JOIN audit_sealer s ON true
     LEFT JOIN deputation d ON d.post_id = e.post_id LEFT JOIN account pa ON pa.id = d.principal_account
     ORDER BY e.id DESC LIMIT $10`,
    [
      regions,
      f.ids.from,
      f.ids.to,
      f.scope.from,
      f.scope.to,
      f.withHouse,
      f.accounts,
      f.what,
      f.result,
      limit,
    ],
  );
}

/** Accounts by login, or by the beginning of a name; at most 200. */
export async function accountsCalled(tx: Tx, who: string): Promise<string[]> {
  const begins = `${who.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  const rows = await tx.sql(
    'SELECT id FROM account WHERE login = lower($1) OR display_name COLLATE "C" LIKE $2 LIMIT 200',
    [who, begins],
  );
  return rows.map((r) => String(r['id']));
}

/** Names of the units of these paths. A unit that moved since is found by the code that ends its old path. */
export async function namesOfPaths(tx: Tx, paths: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const codes = paths.map((p) => p.split('/').at(-2) ?? '');
  const rows = await tx.sql(
    `SELECT t.path, coalesce(now.name, old.name) AS name FROM unnest($1::text[], $2::text[]) AS t (path, code)
     LEFT JOIN unit now ON now.path = t.path LEFT JOIN unit old ON old.code = t.code`,
    [paths, codes],
  );
  return new Map(rows.flatMap((r) => (r['name'] ? [[String(r['path']), String(r['name'])] as const] : [])));
}

export async function unitPath(tx: Tx, id: string): Promise<string | null> {
  const rows = await tx.sql('SELECT path FROM unit WHERE id = $1', [id]);
  return rows[0] ? String(rows[0]['path']) : null;
}

/** Is there an audit administrator above this unit? Then what belongs to no unit is hers to read. */
export async function isThereHigherReader(tx: Tx, path: string, today: string): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM post p WHERE p.role = 'audit-admin' AND starts_with($1, p.unit_path) AND p.unit_path <> $1
       AND (p.from_day IS NULL OR p.from_day <= $2) AND (p.to_day IS NULL OR p.to_day > $2) LIMIT 1`,
    [path, today],
  );
  return rows.length > 0;
}

/** Length of these regions' chains, and how many events wait to be sealed (at most a thousand are counted). */
export async function chainState(
  tx: Tx,
  regions: readonly string[],
): Promise<{ sealed: number; waiting: number }> {
  const rows = await tx.sql(
    `SELECT (SELECT coalesce(sum(seq), 0) FROM audit_head WHERE region_code = ANY($1)) AS sealed,
       (SELECT count(*)::int FROM (SELECT 1 FROM audit_event e WHERE e.xid >= coalesce((SELECT sealed_to FROM audit_sealer), '0'::xid8)
         AND e.region_code = ANY($1) LIMIT 1000) AS w) AS waiting`,
    [regions],
  );
  return { sealed: Number(rows[0]?.['sealed'] ?? 0), waiting: Number(rows[0]?.['waiting'] ?? 0) };
}
