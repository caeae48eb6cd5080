import type { Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors/index.ts';

/**
 * What does not go along in a whole export, and why. Every other table of the database does: they are read from its
 * catalogue, so that one made tomorrow cannot be forgotten; the test compares them with the manifest of tables.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  migration: '数据库的版本写在清单里,导入时照它建表',
  session: '登录状态:搬到新家后各人重新登录',
  sign_in_step: '登录到一半的状态,几分钟就作废',
  sign_in_failure: '登录失败的计数,一天就作废',
  answer_memo: '算过的数字的记忆,随时重算',
  backup_run: '旧机器上备份的清单,那些备份不在新机器上',
};

/** Schemas of the database that do not go along. */
export const SCHEMAS_LEFT_OUT: Readonly<Record<string, string>> = {
  pgboss: '定时任务的队列,启动时重建',
};

/**
 * Transaction numbers mean nothing in another database: events that are sealed already get 1, those that wait for the seal
 * keep their order from 3 on, and the seal stands at 2. A new database's own numbers begin above 700.
 */
const TRANSLATED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  audit_sealer: { sealed_to: `'2'::xid8` },
  audit_event: {
    xid: `(CASE WHEN xid < (SELECT sealed_to FROM audit_sealer) THEN '1' ELSE (3 + least(600, (SELECT count(DISTINCT b.xid) FROM audit_event b
      WHERE b.xid >= coalesce((SELECT sealed_to FROM audit_sealer), '0'::xid8) AND b.xid < audit_event.xid)))::text END)::xid8`,
  },
};

export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** What is read for each column. */
  readonly reads: readonly string[];
  readonly isWalled: boolean;
}

/** Names of our own making; anything else never came out of a migration of ours. */
const NAME = /^[a-z_][a-z0-9_]*$/;

/**
 * All tables that go along, in the order of their names. Throws backup.walled where the owner would not see all rows: a copy
 * that lacks lines without saying so is worse than none.
 */
export async function tablesToCopy(tx: Tx): Promise<Table[]> {
  const rows = await tx.sql(
    `SELECT c.relname AS name, c.relforcerowsecurity AS walled,
       NOT c.relforcerowsecurity OR (SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user)
         OR EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname = 'public' AND p.tablename = c.relname AND p.qual = 'true'
           AND p.permissive = 'PERMISSIVE' AND current_user = ANY (p.roles)) AS seen,
       ARRAY(SELECT a.attname::text FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         AND a.attgenerated = '' ORDER BY a.attnum) AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relkind = 'r' AND NOT c.relname = ANY ($1) ORDER BY c.relname`,
    [Object.keys(LEFT_OUT)],
  );
  const hidden = rows.filter((r) => !r['seen']).map((r) => String(r['name']));
  if (hidden.length > 0) throw new AppError('backup.walled', { names: hidden.join('、') });
  return rows.map((r) => {
    const [name, columns] = [String(r['name']), r['columns'] as string[]];
    for (const each of [name, ...columns])
      if (!NAME.test(each)) throw new Error(`not a name of ours: ${each}`);
    const translated = TRANSLATED[name] ?? {};
    return {
      name,
      columns,
      reads: columns.map((c) => translated[c] ?? `"${c}"`),
      isWalled: r['walled'] === true,
    };
  });
}

/** So that a value is written the same whatever a server's settings are. */
export const SAME_WORDS = `SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL IntervalStyle = 'postgres'; SET LOCAL TimeZone = 'UTC';
  SET LOCAL bytea_output = 'hex'; SET LOCAL extra_float_digits = 1`;

/** Rows of a table, and a print of all their contents in which their order does not matter. */
export async function printOf(
  tx: Tx,
  table: string,
  reads: readonly string[],
): Promise<{ rows: number; print: string }> {
  const [row] = await tx.sql(
    `SELECT count(*) AS n, coalesce(sum(('x' || left(md5(ROW(${reads.join(', ')})::text), 15))::bit(60)::bigint), 0)::text AS print FROM "${table}"`,
  );
  return { rows: Number(row?.['n']), print: String(row?.['print']) };
}
