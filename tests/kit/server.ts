import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { INSTITUTIONS } from '../../institutions/index.ts';
import { PARAMETERS } from '../../institutions/parameters/index.ts';
import { SETTINGS } from '../../institutions/settings/index.ts';
import { publishInstitutions } from '../../server/ledgers/index.ts';
import { MIGRATIONS } from '../../server/migrations/index.ts';
import { startEmbedded } from '../../server/platform/db/embedded/index.ts';
import { bindTx } from '../../server/platform/db/index.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { ensureRoles, type RolePasswords } from '../../server/platform/db/roles.ts';
import { publishSettings } from '../../server/settings/index.ts';

/** A running PostgreSQL with a migrated template database that holds the published institutions. */
export interface TestServer {
  /** Superuser's connection string of the maintenance database. */
  readonly url: string;
  readonly passwords: RolePasswords;
  stop(): Promise<void>;
}

export const TEMPLATE = 'halfsky_template';
const PUBLISHED = new Date('2024-01-01T00:00:00Z');
/** Set by the global setup, where there is one: all test files of a run then share one server. */
export const SHARED_SERVER = 'HALFSKY_TEST_SERVER';

/** Starts a server of its own in a temporary folder and makes the template; about a second. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(path.join(tmpdir(), 'halfsky-test-'));
  chmodSync(folder, 0o755);
  const server = await startEmbedded({
    dataDir: folder,
    log: () => {},
    // Tests kill no power; a commit need not wait for the disk.
    settings: { synchronous_commit: 'off', max_connections: '200' },
  });
  const lastHope = (): void => {
    try {
      process.kill(server.pid, 'SIGINT');
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // It has ended already, or is about to; a temporary folder may stay.
    }
  };
  process.once('exit', lastHope);
  const passwords = { app: randomBytes(12).toString('hex'), worker: randomBytes(12).toString('hex') };
  await makeTemplate(server.url, passwords);
  return {
    url: server.url,
    passwords,
    async stop() {
      process.off('exit', lastHope);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The same server at another database. */
export function databaseUrl(url: string, database: string): string {
  const at = new URL(url);
  at.pathname = `/${database}`;
  return at.toString();
}

export async function onClient<T>(url: string, fn: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await fn(client);
  } finally {
    await client.end();
  }
}

async function makeTemplate(url: string, passwords: RolePasswords): Promise<void> {
  await onClient(url, (client) => client.query(`CREATE DATABASE ${TEMPLATE}`));
  await onClient(databaseUrl(url, TEMPLATE), async (client) => {
    await ensureRoles(client, passwords);
    await migrate(client, MIGRATIONS, PUBLISHED);
    await client.query('BEGIN');
    await publishInstitutions(bindTx(client), INSTITUTIONS, PUBLISHED);
    await publishSettings(bindTx(client), { settings: SETTINGS, parameters: PARAMETERS }, PUBLISHED);
    await client.query('COMMIT');
  });
}
