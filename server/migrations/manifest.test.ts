import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/kit/store.ts';
import type { Row } from '../platform/db/index.ts';
import { TABLE_CLASSES } from './manifest.ts';

/** DESIGN §7: the rules that let Citus carry the schema, looked up in a migrated database and in the sources. */

/** Written before any actor is known (a failed sign-in), so no scope may stand in the way; the application cannot read it. */
const OPEN_ON_PURPOSE = ['audit_event'];

let kit: TestStore;
const ask = async (sql: string): Promise<Row[]> => await kit.store.owner.transaction([], (tx) => tx.sql(sql));
const distributed = Object.keys(TABLE_CLASSES).filter((t) => TABLE_CLASSES[t] === 'distributed');

beforeAll(async () => {
  kit = await openTestStore();
});
afterAll(async () => {
  await kit.close();
});

/** Unique indexes (primary keys too) with their key columns in order. */
const uniqueKeys = (): Promise<Row[]> =>
  ask(`SELECT c.relname AS "table", i.indisprimary AS is_primary, x.relname AS index,
         ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, place)
           JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
           WHERE k.place <= i.indnkeyatts ORDER BY k.place) AS columns
       FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class x ON x.oid = i.indexrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND i.indisunique`);

describe('the schema', () => {
  test('rule 1: every table has one class, and every class a table', async () => {
    const rows = await ask(`SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND relkind IN ('r', 'p') ORDER BY 1`);
    expect(rows.map((r) => r['relname'])).toEqual(Object.keys(TABLE_CLASSES).sort());
  });

  test('rule 2: a distributed table has region_code first in its primary key and in each unique key', async () => {
    const keys = (await uniqueKeys()).filter((k) => distributed.includes(String(k['table'])));
    const withPrimary = new Set(keys.filter((k) => k['is_primary']).map((k) => k['table']));
    expect(distributed.filter((t) => !withPrimary.has(t))).toEqual([]);
    const wrong = keys.filter((k) => (k['columns'] as string[])[0] !== 'region_code');
    expect(wrong.map((k) => `${k['table']}.${k['index']}`)).toEqual([]);
  });

  test('region_code is text in C collation, never null (char(6) is padded, and joining it with text casts the column away from its index)', async () => {
    const rows =
      await ask(`SELECT c.relname AS "table", format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "notNull",
        l.collname AS collation FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
      JOIN pg_collation l ON l.oid = a.attcollation WHERE a.attname = 'region_code'`);
    expect(rows.map((r) => String(r['table']))).toEqual(expect.arrayContaining(distributed));
    for (const row of rows) expect(row).toMatchObject({ type: 'text', notNull: true, collation: 'C' });
  });

  test('rule 4: foreign keys lead from distributed to distributed with region_code, or to reference tables', async () => {
    const rows = await ask(`SELECT k.conname, s.relname AS source, t.relname AS target,
        ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = s.oid AND attnum = ANY (k.conkey)) AS columns
      FROM pg_constraint k JOIN pg_class s ON s.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid
      JOIN pg_namespace n ON n.oid = s.relnamespace WHERE k.contype = 'f' AND n.nspname = 'public'`);
    expect(rows.length).toBeGreaterThan(5);
    const wrong = rows.filter((r) => {
      const [source, target] = [
        TABLE_CLASSES[String(r['source'])] ?? '?',
        TABLE_CLASSES[String(r['target'])] ?? '?',
      ];
      if (target === 'reference') return false;
      if (target === 'distributed')
        return source !== 'distributed' || !(r['columns'] as string[]).includes('region_code');
      return source !== 'local';
    });
    expect(wrong.map((r) => `${r['conname']}: ${r['source']} → ${r['target']}`)).toEqual([]);
  });

  test('rule 5: no triggers', async () => {
    expect(await ask('SELECT tgname FROM pg_trigger WHERE NOT tgisinternal')).toEqual([]);
  });

  test('rules 6 and 7: no number, id or time is made by the database', async () => {
    const rows = await ask(`SELECT c.relname AS "table", a.attname AS "column", a.attidentity AS identity,
        pg_get_expr(d.adbin, d.adrelid) AS made FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind = 'r'
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE a.attnum > 0`);
    const wrong = rows.filter((r) => r['identity'] !== '' || String(r['made'] ?? '').includes('('));
    expect(wrong).toEqual([]);
    expect(
      await ask(`SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE relkind = 'S' AND nspname = 'public'`),
    ).toEqual([]);
  });
});

describe('the second wall', () => {
  test('row-level security is forced wherever a row carries its unit’s path', async () => {
    const rows =
      await ask(`SELECT c.relname AS "table", c.relrowsecurity AND c.relforcerowsecurity AS forced FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'unit_path' WHERE c.relkind = 'r'`);
    expect(rows.filter((r) => r['forced']).length).toBeGreaterThan(5);
    const unforced = rows.filter((r) => !r['forced']).map((r) => String(r['table']));
    expect(unforced.sort()).toEqual([...OPEN_ON_PURPOSE].sort());
  });

  test('neither role owns a table, is a superuser or passes the wall', async () => {
    const roles = await ask(`SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles
      WHERE rolname IN ('halfsky_app', 'halfsky_worker') ORDER BY 1`);
    expect(roles).toEqual(
      ['halfsky_app', 'halfsky_worker'].map((rolname) => ({
        rolname,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
        rolcreatedb: false,
      })),
    );
    const owned = await ask(`SELECT relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
      WHERE r.rolname LIKE 'halfsky%'`);
    expect(owned).toEqual([]);
  });

  test('without context the application sees no row, with it its own subtree only', async () => {
    await kit.store.owner.transaction([], async (tx) => {
      await tx.sql(`INSERT INTO unit (id, code, name, kind, level, path, region_code) VALUES
        ('00000000-0000-7000-8000-000000000001', '110101', '甲县妇联', 'federation', 3, '/11/110101/', '110101'),
        ('00000000-0000-7000-8000-000000000002', '110102', '乙县妇联', 'federation', 3, '/11/110102/', '110102')`);
      await tx.sql(`INSERT INTO coverage (region_code, unit_id, ledger, month, unit_path, lines, zero)
        SELECT region_code, id, 'training', '2024-03-01', path, 1, false FROM unit WHERE code IN ('110101', '110102')`);
    });
    const seen = async (from: string, to: string): Promise<number> => {
      const context =
        from === ''
          ? []
          : ([
              { name: 'app.path_from', value: from },
              { name: 'app.path_to', value: to },
            ] as const);
      const rows = await kit.store.app.transaction(context, (tx) =>
        tx.sql('SELECT count(*) AS n FROM coverage'),
      );
      return Number(rows[0]?.['n']);
    };
    expect(await seen('', '')).toBe(0);
    expect(await seen('/11/110101/', '/11/110101/~')).toBe(1);
    expect(await seen('/11/', '/11/~')).toBe(2);
  });
});

describe('the sources', () => {
  const statements: { file: string; sql: string }[] = [];

  beforeAll(async () => {
    const root = join(import.meta.dirname, '..');
    for await (const file of glob('**/*.ts', { cwd: root })) {
      if (file.endsWith('.test.ts')) continue;
      const text = readFileSync(join(root, file), 'utf8');
      for (const [literal] of text.matchAll(/`[^`]*`|'[^'\n]*'/g)) {
        if (/\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b/.test(literal))
          statements.push({ file, sql: literal });
      }
    }
    expect(statements.length).toBeGreaterThan(50);
  });

  const matching = (pattern: RegExp): string[] =>
    statements.filter(({ sql }) => pattern.test(sql)).map(({ file, sql }) => `${file}: ${sql.slice(0, 80)}`);

  test('rule 3: region_code is never updated', () => {
    const set = /\bSET\b(?:(?!\bWHERE\b|\bFROM\b|\bRETURNING\b)[\s\S])*?\bregion_code\s*=/;
    expect(set.test('UPDATE entry SET title = $1, region_code = $2 WHERE id = $3')).toBe(true);
    expect(set.test('UPDATE entry SET title = $1 WHERE region_code = $2')).toBe(false);
    expect(matching(set)).toEqual([]);
  });

  test('rule 7: time and chance come as parameters', () => {
    const made =
      /(?<![\w.])(now|random|gen_random_uuid|clock_timestamp|statement_timestamp)\(\)|\bCURRENT_(DATE|TIMESTAMP|TIME)\b/i;
    expect(made.test('UPDATE entry SET updated_at = now()')).toBe(true);
    expect(matching(made)).toEqual([]);
  });

  test('rule 8: no GROUPING SETS, ROLLUP or CUBE, and a recursive walk goes over reference tables', () => {
    expect(matching(/\bGROUPING SETS\b|\bROLLUP\s*\(|\bCUBE\s*\(/i)).toEqual([]);
    const walks = statements.filter(({ sql }) => /WITH RECURSIVE/.test(sql)).map(({ file }) => file);
    // Each was read: the recursive term joins unit and unit_span only. A new walk is read, then added here.
    expect([...new Set(walks)].sort()).toEqual([
      'figures/add-changes.ts',
      'figures/change-readings.ts',
      'figures/members.ts',
      'figures/rebuild-levels.ts',
      'org/areas.ts',
      'org/store-history.ts',
    ]);
  });
});
