import type { Database } from './database.ts';

/** Checks every B-tree of ours with amcheck. `checked` is null where the extension is not to be had: not run, not passed. */
export async function checkIndexes(owner: Database): Promise<{ checked: number | null; faults: string[] }> {
  return await owner.withClient(async (client) => {
    try {
      await client.query('CREATE EXTENSION IF NOT EXISTS amcheck');
    } catch {
      return { checked: null, faults: [] };
    }
    const indexes = await client.query<{ name: string }>(
      `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_am a ON a.oid = c.relam
       WHERE c.relkind = 'i' AND n.nspname = 'public' AND a.amname = 'btree' ORDER BY 1`,
    );
    const faults: string[] = [];
    for (const { name } of indexes.rows) {
      try {
        await client.query('SELECT bt_index_check($1::regclass, true)', [name]);
      } catch (error) {
        faults.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return { checked: indexes.rows.length, faults };
  });
}
