import type { Tx } from '../../platform/db/index.ts';

interface Made {
  readonly table: string;
  readonly name: string;
  readonly kind: 'f' | 'p' | 'u' | 'index';
  readonly definition: string;
}

/**
 * Loads tables without their foreign keys, which are made again behind it: so no order of tables has to be found, circles do
 * no harm, and each key asks once and not once a row. Tables with `many` rows also do without indexes meanwhile. A key that
 * does not hold is an error of the database and ends the transaction.
 */
export async function withoutKeysAndIndexes(
  tx: Tx,
  tables: readonly string[],
  many: ReadonlySet<string>,
  load: () => Promise<void>,
): Promise<void> {
  const made = (await madeOn(tx, tables)).filter((m) => m.kind === 'f' || many.has(m.table));
  const drop = [...made].sort((a, b) => ORDER[a.kind] - ORDER[b.kind]);
  for (const m of drop)
    await tx.sql(
      m.kind === 'index' ? `DROP INDEX "${m.name}"` : `ALTER TABLE "${m.table}" DROP CONSTRAINT "${m.name}"`,
    );
  await load();
  await tx.sql(`SET LOCAL maintenance_work_mem = '128MB'`);
  for (const m of drop.toReversed())
    await tx.sql(
      m.kind === 'index'
        ? m.definition
        : `ALTER TABLE "${m.table}" ADD CONSTRAINT "${m.name}" ${m.definition}`,
    );
}

/** Foreign keys lean on primary and unique ones: they go first and come back last. */
const ORDER: Readonly<Record<Made['kind'], number>> = { f: 0, index: 1, u: 2, p: 3 };

async function madeOn(tx: Tx, tables: readonly string[]): Promise<Made[]> {
  const rows = await tx.sql(
    `SELECT c.relname AS "table", k.conname::text AS name, k.contype::text AS kind, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relname = ANY ($1) AND k.contype IN ('f', 'p', 'u')
     UNION ALL
     SELECT c.relname, x.relname::text, 'index', pg_get_indexdef(i.indexrelid)
     FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'public' AND c.relname = ANY ($1) AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)
     ORDER BY 1, 2`,
    [tables],
  );
  return rows.map((r) => ({
    table: String(r['table']),
    name: String(r['name']),
    kind: r['kind'] as Made['kind'],
    definition: String(r['definition']),
  }));
}
