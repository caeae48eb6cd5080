import type { Tx } from '../platform/db/index.ts';

/** What may be made after a load: plain indexes by name, the primary key and foreign keys by their constraints' names. */
interface Made {
  readonly name: string;
  readonly kind: 'index' | 'p' | 'f';
  readonly definition: string;
}

/**
 * Fills an empty table without its indexes and keys, which are made at once before this returns: an index built from
 * all rows costs a fraction of one that grows row by row, and a foreign key asks once and not once a row. Others wait
 * for the table meanwhile, so it is for tables that are empty. `only` names what to leave out; without it, all.
 */
export async function withIndexesLater<T>(
  tx: Tx,
  table: string,
  load: () => Promise<T>,
  only?: readonly string[],
): Promise<T> {
  const made = (await madeOn(tx, table)).filter((m) => !only || only.includes(m.name));
  const constraints = made.filter((m) => m.kind !== 'index');
  const indexes = made.filter((m) => m.kind === 'index');
  for (const { name } of constraints) await tx.sql(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
  for (const { name } of indexes) await tx.sql(`DROP INDEX ${name}`);
  const result = await load();
  await tx.sql(`SET LOCAL maintenance_work_mem = '128MB'`);
  for (const { name, definition } of constraints.toSorted((a, b) => (a.kind < b.kind ? 1 : -1)))
    await tx.sql(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
  for (const { definition } of indexes) await tx.sql(definition);
  return result;
}

async function madeOn(tx: Tx, table: string): Promise<Made[]> {
  const rows = await tx.sql(
    `SELECT conname::text AS name, contype::text AS kind, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype IN ('p', 'f')
     UNION ALL
     SELECT c.relname::text, 'index', pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = $1::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid)`,
    [table],
  );
  return rows.map((r) => ({
    name: String(r['name']),
    kind: r['kind'] as Made['kind'],
    definition: String(r['definition']),
  }));
}
