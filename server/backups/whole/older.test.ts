import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, type TestStore } from '../../../tests/kit/store.ts';
import { MIGRATIONS } from '../../migrations/index.ts';
import { type Database, openDatabase } from '../../platform/db/index.ts';
import { migrate } from '../../platform/db/migrate.ts';
import { checkWhole, exportWhole, importWhole } from './index.ts';

/** An export of an older program is read in by its own migrations, and then moved on like a database that stood still. */
const NOW = new Date('2026-06-16T02:00:00Z');
const OLD = MIGRATIONS.slice(0, 24);
const known = MIGRATIONS.map((m) => m.name);
let t: TestStore;
let folder: string;
let old: Database;
const NAME = `older_${process.pid}`;

beforeAll(async () => {
  t = await openTestStore();
  folder = mkdtempSync(join(tmpdir(), 'halfsky-older-'));
  await t.store.owner.withClient((c) => c.query(`CREATE DATABASE ${NAME} TEMPLATE template0`));
  const url = new URL(t.store.ownerUrl);
  url.pathname = `/${NAME}`;
  old = openDatabase(url.toString(), 3, 'test-older');
  await old.withClient((client) => migrate(client, OLD, NOW));
}, 60_000);
afterAll(async () => {
  await old.close();
  await t.store.owner.withClient((c) => c.query(`DROP DATABASE ${NAME} WITH (FORCE)`));
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

test('of an older program: read in as it was, then moved on; into a database that is further, refused with a sentence', async () => {
  await old.transaction([], (tx) =>
    tx.sql(
      `INSERT INTO unit (id, code, name, kind, level, path, region_code) VALUES ('018f0000-0000-7000-8000-00000000000a', '910101', '样例县妇联', 'federation', 3, '/91/', '910101')`,
    ),
  );
  const out = join(folder, 'copy');
  const manifest = await exportWhole({ store: { owner: old, worker: old }, dataDir: folder }, out, {
    now: NOW,
  });
  expect(manifest.migrations).toEqual(OLD.map((m) => m.name).sort());
  const checked = await checkWhole(out, { by: {}, known });
  const to = join(folder, 'new');
  await expect(importWhole(checked, { store: t.store, dataDir: to })).rejects.toThrow('来自较旧的程序');
  // Its own tables, emptied, are the tables of a new database at the same migrations.
  await old.transaction([], (tx) => tx.sql('DELETE FROM unit'));
  await importWhole(checked, { store: { owner: old }, dataDir: to });
  await old.withClient((client) => migrate(client, MIGRATIONS, NOW));
  const rows = await old.transaction([], (tx) => tx.sql('SELECT name FROM unit'), 'read');
  expect(rows).toEqual([{ name: '样例县妇联' }]);
});
