import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../../../tests/kit/server.ts';
import { MIGRATIONS } from '../../migrations/index.ts';
import { readConfig } from '../config/index.ts';
import { openStore } from './index.ts';

/** DATABASE_URL of somebody's own PostgreSQL, whose owner is no superuser: the same code, the same walls. */
describe('an ordinary owner', () => {
  let server: TestServer;
  let dataDir: string;
  let url: string;
  const admin = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(sql);
    await client.end();
  };
  beforeAll(async () => {
    server = await startTestServer();
    dataDir = await mkdtemp(join(tmpdir(), 'halfsky-owner-'));
    const owner = new URL(server.url);
    owner.username = 'plain_owner';
    owner.password = 'plain';
    owner.pathname = '/plain';
    url = owner.toString();
    for (const role of ['halfsky_app', 'halfsky_worker'])
      await admin(`DROP OWNED BY ${role}`).catch(() => {});
  });
  afterAll(async () => {
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  const open = () =>
    openStore(readConfig({ DATABASE_URL: url, HALFSKY_DATA: dataDir }), {
      migrations: MIGRATIONS,
      now: new Date('2026-01-01T00:00:00Z'),
      log: () => {},
    });

  it('without the right to make roles is told so in words', async () => {
    await admin(`CREATE ROLE plain_owner LOGIN PASSWORD 'plain'`);
    await admin('CREATE DATABASE plain OWNER plain_owner');
    await expect(open()).rejects.toMatchObject({ code: 'database.role-denied' });
  });

  it('with it migrates, sees all rows itself, and the application none without context', async () => {
    // The kit made the roles as another owner; here they are this owner's to give.
    await admin('ALTER ROLE plain_owner CREATEROLE');
    await admin('GRANT halfsky_app, halfsky_worker TO plain_owner WITH ADMIN OPTION');
    const store = await open();
    try {
      await store.worker.transaction([], (tx) =>
        tx.sql(
          `INSERT INTO unit (id, code, name, kind, level, path, region_code) VALUES ('019b76da-a800-7721-a5cc-978becd9d088', '000000', '全国妇联', 'federation', 0, '/000000/', '000000')`,
        ),
      );
      await store.worker.transaction([], (tx) =>
        tx.sql(
          `INSERT INTO stated_zero (region_code, unit_id, ledger, month, unit_path, at)
           VALUES ('000000', '019b76da-a800-7721-a5cc-978becd9d088', 'training', '2025-01-01', '/000000/', '2025-02-01')`,
        ),
      );
      const count = async (db: typeof store.app): Promise<number> =>
        (await db.transaction([], (tx) => tx.sql('SELECT 1 FROM stated_zero'))).length;
      expect(await count(store.owner)).toBe(1);
      expect(await count(store.worker)).toBe(1);
      expect(await count(store.app)).toBe(0);
    } finally {
      await store.close();
    }
  });
});
