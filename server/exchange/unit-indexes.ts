import type { Tx } from '../platform/db/index.ts';

/**
 * Rows come in code order, so the indexes on id, code, path and parent only grow at their ends. Those on initials and
 * name are hit at random, and the foreign key asks one question a row: both are made after the load, at once.
 */
const LATER = ['unit_initials', 'unit_name'] as const;
const FOREIGN_KEY = 'unit_parent_id_fkey';

/** Runs a load of an empty unit table without its costly indexes, which come back before it returns. */
export async function withFewerIndexes<T>(tx: Tx, load: () => Promise<T>): Promise<T> {
  const indexes = await tx.sql<{ indexdef: string }>(
    `SELECT indexdef FROM pg_indexes WHERE schemaname = current_schema() AND tablename = 'unit' AND indexname = ANY($1)`,
    [LATER],
  );
  const keys = await tx.sql<{ def: string }>(
    `SELECT pg_get_constraintdef(oid) AS def FROM pg_constraint WHERE conrelid = 'unit'::regclass AND conname = $1`,
    [FOREIGN_KEY],
  );
  for (const name of LATER) await tx.sql(`DROP INDEX IF EXISTS ${name}`);
  await tx.sql(`ALTER TABLE unit DROP CONSTRAINT IF EXISTS ${FOREIGN_KEY}`);
  const result = await load();
  await tx.sql(`SET LOCAL maintenance_work_mem = '128MB'`);
  for (const { indexdef } of indexes) await tx.sql(indexdef);
  for (const { def } of keys) await tx.sql(`ALTER TABLE unit ADD CONSTRAINT ${FOREIGN_KEY} ${def}`);
  return result;
}
