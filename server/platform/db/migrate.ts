import type pg from 'pg';
import { AppError } from '../errors/index.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Two processes may start at once; the second waits here and then finds nothing to do. */
const MIGRATION_LOCK = 727_001;

/** Brings the schema up to the newest migration, forward only, each in its own transaction. Returns the names applied. */
export async function migrate(
  client: pg.ClientBase,
  migrations: readonly Migration[],
  now: Date,
): Promise<string[]> {
  await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  try {
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY, applied_at timestamptz NOT NULL)',
    );
    const done = await client.query<{ name: string }>('SELECT name FROM migration ORDER BY name');
    const applied = new Set(done.rows.map((r) => r.name));
    const known = new Set(migrations.map((m) => m.name));
    const unknown = [...applied].filter((n) => !known.has(n));
    if (unknown.length > 0) throw new AppError('database.newer', { names: unknown.join('、') });
    const fresh = migrations.filter((m) => !applied.has(m.name));
    for (const m of fresh) {
      await client.query('BEGIN');
      try {
        await client.query(m.sql);
        await client.query('INSERT INTO migration (name, applied_at) VALUES ($1, $2)', [m.name, now]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    }
    return fresh.map((m) => m.name);
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  }
}
