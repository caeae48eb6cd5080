import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { AppError } from '../errors/index.ts';

/** Passwords of our two database roles; kept 0600 in the data folder, never in the database's own backup. */
export interface RolePasswords {
  readonly app: string;
  readonly worker: string;
}

/** Reads the role passwords of a data folder, making them on first use. */
export async function rolePasswords(dataDir: string): Promise<RolePasswords> {
  const file = join(dataDir, 'roles.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RolePasswords;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const made = { app: randomBytes(24).toString('hex'), worker: randomBytes(24).toString('hex') };
    await mkdir(dataDir, { recursive: true });
    await writeFile(file, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
    await chmod(file, 0o600);
    return made;
  }
}

/**
 * Makes sure that both roles exist, with these passwords and no powers of their own (SECURITY 18). A new role has none by
 * default; one that was given some since is refused. Throws database.role-denied, database.role-powers.
 */
export async function ensureRoles(client: pg.ClientBase, passwords: RolePasswords): Promise<void> {
  for (const [role, password] of [
    ['halfsky_app', passwords.app],
    ['halfsky_worker', passwords.worker],
  ] as const) {
    if (!/^[0-9a-f]+$/.test(password)) throw new Error('role password must be hexadecimal');
    const found = await client.query<{ powers: boolean }>(
      'SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication AS powers FROM pg_roles WHERE rolname = $1',
      [role],
    );
    if (found.rows[0]?.powers) throw new AppError('database.role-powers', { role });
    try {
      await aloneOn(
        client,
        `${found.rowCount ? 'ALTER' : 'CREATE'} ROLE ${role} LOGIN PASSWORD '${password}'`,
      );
      // An owner that is no superuser must be a member to act as the worker (bulk loads of an import).
      await aloneOn(client, `GRANT ${role} TO CURRENT_USER`);
    } catch (error) {
      if ((error as { code?: string }).code === '42501') throw new AppError('database.role-denied', { role });
      throw error;
    }
  }
}

/**
 * Roles belong to the whole server and are written without a queue: two programs that open it in one moment (commands
 * beside a server, side by side) collide with "tuple concurrently updated". The other is done by then, so once more.
 */
async function aloneOn(client: pg.ClientBase, sql: string, tries = 50): Promise<void> {
  try {
    await client.query(sql);
  } catch (error) {
    if ((error as { code?: string }).code !== 'XX000' || tries <= 1) throw error;
    await aloneOn(client, sql, tries - 1);
  }
}

/** The same database, entered as one of our roles. */
export function urlFor(ownerUrl: string, role: 'halfsky_app' | 'halfsky_worker', password: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = password;
  return url.toString();
}
