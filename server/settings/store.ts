import type { Parameter, Setting, SettingValue } from '../../contracts/setting.ts';
import type { Row, Tx } from '../platform/db/index.ts';
import type { EnteredValue, SetValue } from './rules.ts';

/** The only file that names the tables of settings and parameters. */

const toSet = (r: Row): SetValue => ({
  id: String(r['id']),
  key: String(r['key']),
  unitId: (r['unit_id'] as string | null) ?? null,
  path: (r['path'] as string | null) ?? null,
  unitName: (r['unit_name'] as string | null) ?? null,
  value: (r['value'] as { v: SettingValue | null }).v,
  binding: r['binding'] === true,
  from: String(r['from_day']),
  reason: String(r['reason']),
  by: String(r['by_name'] ?? ''),
  at: r['at'] as Date,
  dropped: r['dropped_at'] !== null,
});

/** Definitions in force of one kind, by key. */
async function definitionsOf<T>(tx: Tx, kind: string, key: string | null): Promise<T[]> {
  const rows = await tx.sql(
    `SELECT DISTINCT ON (key) body FROM definition WHERE kind = $1 AND ($2::text IS NULL OR key = $2) ORDER BY key, version DESC`,
    [kind, key],
    'settings-definitions',
  );
  return rows.map((r) => r['body'] as T);
}
export const settingsDefined = (tx: Tx): Promise<Setting[]> => definitionsOf<Setting>(tx, 'setting', null);
export const parametersDefined = (tx: Tx): Promise<Parameter[]> =>
  definitionsOf<Parameter>(tx, 'parameter', null);
/** The newest definitions of these settings. */
export async function settingsNamed(tx: Tx, keys: readonly string[]): Promise<Setting[]> {
  const rows = await tx.sql(
    `SELECT DISTINCT ON (key) body FROM definition WHERE kind = 'setting' AND key = ANY ($1::text[]) ORDER BY key, version DESC`,
    [keys],
    'settings-named',
  );
  return rows.map((r) => r['body'] as Setting);
}
export const settingDefined = async (tx: Tx, key: string): Promise<Setting | null> =>
  (await definitionsOf<Setting>(tx, 'setting', key))[0] ?? null;
export const parameterDefined = async (tx: Tx, key: string): Promise<Parameter | null> =>
  (await definitionsOf<Parameter>(tx, 'parameter', key))[0] ?? null;

/** What was set for the units of these paths and for the house; `keys` null = all. Dropped values only when asked for. */
export async function valuesAt(
  tx: Tx,
  paths: readonly string[],
  keys: readonly string[] | null,
  withDropped = false,
): Promise<SetValue[]> {
  const rows = await tx.sql(
    `SELECT v.*, u.path, u.name AS unit_name, a.display_name AS by_name FROM setting_value v
     LEFT JOIN unit u ON u.id = v.unit_id LEFT JOIN account a ON a.id = v.account_id
     WHERE (v.unit_id IS NULL OR u.path = ANY($1::text[])) AND ($2::text[] IS NULL OR v.key = ANY($2))
       AND ($3 OR v.dropped_at IS NULL) ORDER BY v.id`,
    [paths, keys, withDropped],
    'settings-values',
  );
  return rows.map(toSet);
}

export async function insertValue(
  tx: Tx,
  v: {
    readonly id: string;
    readonly unitId: string | null;
    readonly key: string;
    readonly value: SettingValue | null;
    readonly binding: boolean;
    readonly from: string;
    readonly reason: string;
    readonly accountId: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.sql(
    `UPDATE setting_value SET dropped_by = $4, dropped_at = $5
     WHERE unit_id IS NOT DISTINCT FROM $1 AND key = $2 AND from_day = $3 AND dropped_at IS NULL`,
    [v.unitId, v.key, v.from, v.accountId, v.at],
  );
  await tx.sql(
    `INSERT INTO setting_value (id, unit_id, key, value, binding, from_day, reason, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [v.id, v.unitId, v.key, JSON.stringify({ v: v.value }), v.binding, v.from, v.reason, v.accountId, v.at],
  );
}

/** What offices on these paths entered for parameters. */
export async function enteredAt(
  tx: Tx,
  paths: readonly string[],
  key: string | null,
): Promise<EnteredValue[]> {
  const rows = await tx.sql(
    `SELECT v.*, u.path, u.name AS unit_name, a.display_name AS by_name FROM parameter_value v
     JOIN unit u ON u.id = v.unit_id LEFT JOIN account a ON a.id = v.account_id
     WHERE u.path = ANY($1::text[]) AND ($2::text IS NULL OR v.key = $2) AND v.dropped_at IS NULL ORDER BY v.id`,
    [paths, key],
    'settings-entered',
  );
  return rows.map((r) => ({
    id: String(r['id']),
    key: String(r['key']),
    path: String(r['path']),
    unitName: String(r['unit_name']),
    value: (r['value'] as { v: SettingValue }).v,
    from: String(r['from_day']),
    to: (r['to_day'] as string | null) ?? null,
    source: String(r['source']),
    reason: String(r['reason']),
    by: String(r['by_name'] ?? ''),
    at: r['at'] as Date,
  }));
}

export async function insertEntered(
  tx: Tx,
  v: {
    readonly id: string;
    readonly unitId: string;
    readonly key: string;
    readonly value: SettingValue;
    readonly from: string;
    readonly to: string | null;
    readonly source: string;
    readonly reason: string;
    readonly accountId: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx.sql(
    `UPDATE parameter_value SET dropped_by = $4, dropped_at = $5
     WHERE unit_id = $1 AND key = $2 AND from_day = $3 AND dropped_at IS NULL`,
    [v.unitId, v.key, v.from, v.accountId, v.at],
  );
  // What was entered before ends where the new value begins.
  await tx.sql(
    `UPDATE parameter_value SET to_day = $3 WHERE unit_id = $1 AND key = $2 AND from_day < $3 AND dropped_at IS NULL
       AND (to_day IS NULL OR to_day > $3)`,
    [v.unitId, v.key, v.from],
  );
  await tx.sql(
    `INSERT INTO parameter_value (id, unit_id, key, value, from_day, to_day, source, reason, account_id, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      v.id,
      v.unitId,
      v.key,
      JSON.stringify({ v: v.value }),
      v.from,
      v.to,
      v.source,
      v.reason,
      v.accountId,
      v.at,
    ],
  );
}

/** Only one change of settings at a time: two people who meet here see each other's value, not an error of the index. */
const SETTINGS_LOCK = 727_020;
export async function oneAtATime(tx: Tx): Promise<void> {
  await tx.sql('SELECT pg_advisory_xact_lock($1)', [SETTINGS_LOCK]);
}

/** Is there a system administrator further up? Then what holds for the whole server is hers to change. */
export async function isThereHigherAdmin(tx: Tx, path: string, today: string): Promise<boolean> {
  const rows = await tx.sql(
    `SELECT 1 FROM post p WHERE p.role = 'system-admin' AND starts_with($1, p.unit_path) AND p.unit_path <> $1
       AND (p.from_day IS NULL OR p.from_day <= $2) AND (p.to_day IS NULL OR p.to_day > $2) LIMIT 1`,
    [path, today],
  );
  return rows.length > 0;
}
