import { randomBytes } from 'node:crypto';
import { loadRegistry, type Registry } from '../../server/ledgers/index.ts';
import { createVault, newTree } from '../../server/platform/crypto/index.ts';
import { openDatabase, type Store } from '../../server/platform/db/index.ts';
import { urlFor } from '../../server/platform/db/roles.ts';
import {
  databaseUrl,
  onClient,
  SHARED_SERVER,
  startTestServer,
  TEMPLATE,
  type TestServer,
} from './server.ts';

export interface TestStore {
  /** Real roles, real row-level security: `app`, `worker` and `owner` as in production. */
  readonly store: Store;
  /** The definitions of `institutions/`, published and read back. */
  readonly registry: Registry;
  /** Drops the database; the last one also stops the server that this file started. */
  close(): Promise<void>;
}

/** Persons told apart without secrecy, so that a test can read the key. */
export const TEST_BLIND = (text: string): string => `blind:${text}`;

/** Seals as in production, with a key that every test knows. */
export const TEST_VAULT = createVault({
  blind: Buffer.alloc(32, 1),
  field: { now: 'k1', keys: new Map([['k1', Buffer.alloc(32, 2)]]) },
  tree: { now: 't1', trees: new Map([['t1', newTree(Buffer.alloc(32, 3))]]) },
});

let server: Promise<TestServer> | null = null;
let open = 0;
/** Drops under way; the server must not stop under them. */
let drops: Promise<unknown>[] = [];

/**
 * A fresh store on a real PostgreSQL, migrated, with all institutions published. Call it in `beforeAll`: the first of a
 * file takes about a second (the server), each further one, or any under the global setup, a tenth of one.
 */
export async function openTestStore(): Promise<TestStore> {
  open += 1;
  const { url, passwords } = await theServer();
  const name = `t_${randomBytes(6).toString('hex')}`;
  await onClient(url, (client) => client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`));
  const ownerUrl = databaseUrl(url, name);
  const owner = openDatabase(ownerUrl, 3, 'test-owner');
  const app = openDatabase(urlFor(ownerUrl, 'halfsky_app', passwords.app), 16, 'test-app');
  const worker = openDatabase(urlFor(ownerUrl, 'halfsky_worker', passwords.worker), 3, 'test-worker');
  const closePools = async (): Promise<void> => {
    await Promise.all([app.close(), worker.close(), owner.close()]);
  };
  const store: Store = {
    app,
    worker,
    owner,
    ownerUrl,
    appliedMigrations: [],
    embedded: false,
    close: closePools,
  };
  return {
    store,
    registry: await owner.transaction([], loadRegistry, 'read'),
    async close() {
      await closePools();
      open -= 1;
      if (open > 0 || process.env[SHARED_SERVER]) {
        const drop = onClient(url, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
        drops.push(drop);
        await drop;
        return;
      }
      const own = server;
      const waiting = drops;
      server = null;
      drops = [];
      await Promise.all(waiting);
      await (await own)?.stop();
    },
  };
}

async function theServer(): Promise<Pick<TestServer, 'url' | 'passwords'>> {
  const shared = process.env[SHARED_SERVER];
  if (shared) return JSON.parse(shared) as Pick<TestServer, 'url' | 'passwords'>;
  server ??= startTestServer();
  return await server;
}
