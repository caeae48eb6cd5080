import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, TEST_BLIND, type TestStore } from '../../../tests/kit/store.ts';
import { openWorld, trainingLine, type World } from '../../../tests/kit/world.ts';
import { readAnchors, sealAudit, verifyAudit } from '../../audit/index.ts';
import { foldAll, verifyFigures } from '../../figures/index.ts';
import { createShelf } from '../../files/index.ts';
import { verifyVersions } from '../../ledgers/index.ts';
import { MIGRATIONS } from '../../migrations/index.ts';
import { TABLE_CLASSES } from '../../migrations/manifest.ts';
import type { Openers } from '../../platform/crypto/index.ts';
import type { Database, Row } from '../../platform/db/index.ts';
import { closingOf, openersOf } from '../closing.ts';
import { checkWhole, exportWhole, importWhole } from './index.ts';
import type { WholeManifest } from './manifest.ts';
import { LEFT_OUT, printOf, tablesToCopy } from './tables.ts';

/** Moving house (搬家): all tables and files out of one database and into another, or not at all. */
let w: World;
let folder: string;
let manifest: WholeManifest;
let by: Openers;
const opened: TestStore[] = [];
const known = MIGRATIONS.map((m) => m.name);
const at = (name: string): string => join(folder, name);
const PLACE = 'ab'.repeat(16);
const NOW = new Date('2026-06-16T02:00:00Z');

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfsky-whole-'));
  w = await openWorld({ dataDir: at('old') });
  const village = await w.enter('village-cadre', '910101001201');
  for (const [i, topic] of ['葡萄,"修剪"', '=1+1\n第二行', '\\N 空\t'].entries())
    expect(
      (
        await village.post(
          '/api/entries',
          trainingLine(w.id('910101001201'), {
            day: `2026-06-0${i + 1}`,
            data: { topic, kind: '科技', people: 42, women: 40 },
          }),
        )
      ).status,
    ).toBe(200);
  await foldAll(w.test.store, w.test.registry);
  // Two files begun, of which one has lost its bytes.
  await createShelf(at('old/files')).write(PLACE, 0, Buffer.from('bytes of a photo'), Buffer.alloc(32, 5));
  await w.test.store.worker.transaction([], (tx) =>
    tx.sql(
      `INSERT INTO upload (region_code, id, request_key, unit_id, unit_path, account_id, ledger, name, bytes, received, place, at)
       SELECT region_code, f.id, f.place, u.id, path, '018f0000-0000-7000-8000-00000000000b', 'training', '半.jpg', 16, 16, f.place, $1
       FROM unit u, (VALUES ('018f0000-0000-7000-8000-00000000000a'::uuid, $2), ('018f0000-0000-7000-8000-00000000000c', repeat('c', 32))) AS f (id, place)
       WHERE code = '910101'`,
      [NOW, PLACE],
    ),
  );
  appendFileSync(at('old/audit-anchors.ndjson'), '');
  manifest = await exportWhole(kit(), at('copy'), { now: NOW, closing: await closingOf(at('old')) });
  by = await openersOf({ dataDir: at('old') });
}, 60_000);
afterAll(async () => {
  await w.close();
  for (const t of opened) await t.close();
  rmSync(folder, { recursive: true, force: true });
});

const kit = () => ({ store: w.test.store, dataDir: at('old') });
const empty = async (): Promise<TestStore> => {
  const t = await openTestStore();
  opened.push(t);
  return t;
};
const ask = (db: Database, sql: string): Promise<Row[]> => db.transaction([], (tx) => tx.sql(sql), 'read');

test('every table goes along or is named with a reason', async () => {
  const copied = manifest.tables.map((t) => t.name);
  expect([...copied, ...Object.keys(LEFT_OUT)].sort()).toEqual(Object.keys(TABLE_CLASSES).sort());
  for (const reason of Object.values(manifest.leftOut)) expect(reason.length).toBeGreaterThan(5);
  // Numbers of transactions mean nothing elsewhere: a new column of them has to be translated.
  expect(
    (
      await ask(
        w.test.store.owner,
        `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND udt_name IN ('xid8', 'xid', 'pg_snapshot', 'pg_lsn', 'oid') ORDER BY 1`,
      )
    ).map((r) => r['name']),
  ).toEqual(['audit_event.xid', 'audit_sealer.sealed_to']);
  expect(manifest.tables.filter((t) => t.rows > 0).length).toBeGreaterThan(15);
});

test('in an empty database elsewhere everything is the same: rows, figures, versions, audit chains, files', async () => {
  const t = await empty();
  const checked = await checkWhole(at('copy'), { by, known });
  const done = await importWhole(checked, { store: t.store, dataDir: at('new') });
  expect(done).toMatchObject({ tables: manifest.tables.length, files: 1 });
  expect(manifest.files).toMatchObject({ count: 1, missing: 1 });
  const prints = (db: Database) =>
    db.transaction([], async (tx) => {
      const all: unknown[] = [];
      for (const { name, columns } of await tablesToCopy(tx))
        if (name !== 'audit_event' && name !== 'audit_sealer')
          all.push([
            name,
            await printOf(
              tx,
              name,
              columns.map((c) => `"${c}"`),
            ),
          ]);
      return all;
    });
  expect(await prints(t.store.owner)).toEqual(await prints(w.test.store.owner));
  const shape = `SELECT conname, pg_get_constraintdef(oid) AS d FROM pg_constraint UNION ALL SELECT relname, pg_get_indexdef(oid) FROM pg_class WHERE relkind = 'i'
    UNION ALL SELECT relname, relforcerowsecurity::text FROM pg_class WHERE relkind = 'r' ORDER BY 1, 2`;
  expect(await ask(t.store.owner, shape)).toEqual(await ask(w.test.store.owner, shape));
  expect(await verifyFigures(t.store.owner, w.test.registry, TEST_BLIND)).toMatchObject({
    faultCount: 0,
    lines: 3,
  });
  expect((await verifyVersions(t.store.owner)).faults).toEqual([]);
  // The chain goes on in the new house, over what was sealed in the old one.
  await sealAudit(t.store.worker);
  const audit = await verifyAudit(t.store.owner, await readAnchors(at('new/audit-anchors.ndjson')));
  expect(audit).toMatchObject({ faults: [] });
  expect(audit.events).toBe(
    (await ask(w.test.store.owner, 'SELECT count(*)::int AS n FROM audit_event'))[0]?.['n'],
  );
  // What was enciphered on the shelf is, byte for byte, what it was.
  const file = join('files', 'ab', PLACE);
  expect(readFileSync(at(join('new', file))).equals(readFileSync(at(join('old', file))))).toBe(true);
  await expect(importWhole(checked, { store: t.store, dataDir: at('new') })).rejects.toThrow(
    '只能恢复到空库',
  );
});

test('without its key, with another, cut, changed, swapped or missing: refused by name and place, and nothing is written', async () => {
  const t = await empty();
  const check = (o: Openers = by): Promise<unknown> => checkWhole(at('bad'), { by: o, known });
  const fresh = (): void => {
    rmSync(at('bad'), { recursive: true, force: true });
    cpSync(at('copy'), at('bad'), { recursive: true });
  };
  fresh();
  await expect(check({})).rejects.toThrow(/加密的.*old\/keys\.json,钥匙印记 [0-9a-f]{8}/);
  await expect(check(await openersOf({ dataDir: at('copy') }))).rejects.toMatchObject({
    code: 'backup.sealed',
  });
  await expect(check({ passphrase: '不是这个口令' })).rejects.toMatchObject({ code: 'backup.wrong-key' });
  const entry = at('bad/tables/entry.csv.sealed');
  truncateSync(entry, statSync(entry).size - 9);
  await expect(check()).rejects.toThrow(/tables\/entry\.csv\.sealed 被截断:只有 \d+ 字节,应有 \d+ 字节/);
  rmSync(entry);
  await expect(check()).rejects.toThrow('tables/entry.csv.sealed 不见了');
  fresh();
  rmSync(at(join('bad/files/ab', `${PLACE}.sealed`)));
  await expect(check()).rejects.toThrow(`files/ab/${PLACE}.sealed 不见了`);
  fresh();
  truncateSync(at('bad/manifest.json'), 300);
  await expect(check()).rejects.toMatchObject({ code: 'backup.unreadable' });
  // Whoever has no key can put another table's file in its place with a manifest that fits: its print gives it away,
  fresh();
  cpSync(at('bad/tables/unit.csv.sealed'), at('bad/tables/unit_span.csv.sealed'));
  const text = readFileSync(at('bad/manifest.json'), 'utf8');
  await expect(check()).rejects.toThrow('unit_span.csv.sealed 被');
  expect(text).toContain('halfsky-whole-1');
  // and what came past all that does not open in the other's place, nor leaves anything behind.
  fresh();
  const checked = await checkWhole(at('bad'), { by, known });
  cpSync(at('bad/tables/unit.csv.sealed'), at('bad/tables/unit_span.csv.sealed'));
  await expect(importWhole(checked, { store: t.store, dataDir: at('none') })).rejects.toThrow(
    'unit_span.csv.sealed 从第 24 字节起被改动、调换',
  );
  expect(await ask(t.store.owner, 'SELECT count(*)::int AS n FROM unit')).toEqual([{ n: 0 }]);
  expect(existsSync(at('none/files'))).toBe(false);
  await expect(checkWhole(at('copy'), { by, known: known.slice(0, -1) })).rejects.toThrow('来自更新的程序');
});

test('an open export is CSV that anybody can read, and comes back too', async () => {
  const plain = await exportWhole(kit(), at('plain'), { now: NOW });
  const csv = zstdDecompressSync(readFileSync(at('plain/tables/entry.csv.zst'))).toString('utf8');
  expect(csv).toContain('region_code');
  expect(csv).toContain('葡萄');
  expect(readdirSync(at('plain'))).not.toContain('manifest.json.mac');
  // The seal of the audit goes on meanwhile; everything else is what it was.
  const still = (m: WholeManifest): unknown =>
    m.tables.filter((t) => !t.name.startsWith('audit_')).map((t) => [t.name, t.rows, t.print]);
  expect(still(plain)).toEqual(still(manifest));
  const t = await empty();
  const checked = await checkWhole(at('plain'), { by: {}, known });
  expect(await importWhole(checked, { store: t.store, dataDir: at('newer') })).toMatchObject({ files: 1 });
});
