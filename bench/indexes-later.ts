import type pg from 'pg';

/** Fills an empty table without its indexes and keys and makes them at once afterwards; `only` 'f': foreign keys alone. The bench's databases only. */
export async function withoutIndexes(
  client: pg.Client,
  table: string,
  fill: () => Promise<unknown>,
  only?: 'f',
): Promise<void> {
  const keys = await client.query<{ name: string; definition: string }>(
    `SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE conrelid = $1::regclass AND contype::text = ANY($2) ORDER BY contype DESC`,
    [table, only ? [only] : ['p', 'f']],
  );
  const indexes = await client.query<{ name: string; definition: string }>(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i
     WHERE $2 AND i.indrelid = $1::regclass AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
    [table, only === undefined],
  );
  for (const k of keys.rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${k.name}`);
  for (const i of indexes.rows) await client.query(`DROP INDEX ${i.name}`);
  await fill();
  for (const k of keys.rows)
    await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${k.name} ${k.definition}`);
  for (const i of indexes.rows) await client.query(i.definition);
}
