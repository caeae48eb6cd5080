import { createHash } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { houseCopyKey, newCopyKey, type Openers, readKeys } from '../../crypto/index.ts';
import { type EmbeddedServer, startEmbedded, stopEmbedded } from '../embedded/index.ts';
import { backupPhysical } from './physical.ts';
import { restorePhysical } from './restore-physical.ts';
import { segmentsBetween } from './wal.ts';

const SLOW = 120_000;
let root = '';
const inRoot = (name: string): string => path.join(root, name);
const log = (): void => undefined;
const start = (name: string): Promise<EmbeddedServer> =>
  startEmbedded({ dataDir: inRoot(name), sharedDir: inRoot('shared'), log });
const restore = (from: string, to: string, by: Openers = {}) =>
  restorePhysical({ from: inRoot(from), dataDir: inRoot(to), sharedDir: inRoot('shared'), log, by });

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'halfsky-backup-'));
  chmodSync(root, 0o755);
});
afterEach(async () => {
  for (const name of ['var', 'new']) await stopEmbedded(inRoot(name)).catch(() => false);
  rmSync(root, { recursive: true, force: true });
});

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

interface Written {
  readonly id: string;
  /** When the commit was acknowledged, by this process's clock, like the manifest's `endedAt`. */
  readonly at: number;
}

/** Writers that insert, update and delete until told to stop; answers with every acknowledged insert. */
function writers(url: string, count: number): { stop: () => Promise<Written[]> } {
  let going = true;
  const acknowledged: Written[] = [];
  const work = Array.from({ length: count }, async (_, writer) => {
    const client = await connect(url);
    for (let n = 0; going; n += 1) {
      const id = `${writer}-${n}`;
      await client.query('INSERT INTO line (id, body) VALUES ($1, repeat($1, 200))', [id]);
      acknowledged.push({ id, at: Date.now() });
      if (n % 3 === 0) await client.query('UPDATE line SET body = md5(body) WHERE id = $1', [id]);
    }
    await client.end();
  });
  return {
    stop: async () => {
      going = false;
      await Promise.all(work);
      return acknowledged;
    },
  };
}

test('all that was acknowledged before the end of a backup under writers is there after the restore', {
  timeout: SLOW,
}, async () => {
  const server = await start('var');
  const client = await connect(server.url);
  await client.query('CREATE TABLE line (id text PRIMARY KEY, body text); CREATE INDEX ON line (body)');
  await client.query(`INSERT INTO line SELECT 'old-' || i, md5(i::text) FROM generate_series(1, 50000) i`);
  await client.query('CREATE TABLE passing AS SELECT * FROM line');
  const writing = writers(server.url, 6);
  // A table dropped while the files are copied: its files vanish under the copier's hands.
  const dropping = client
    .query('SELECT pg_sleep(0.2)')
    .then(() => client.query('DROP TABLE passing; CHECKPOINT'));

  const made = await backupPhysical({
    url: server.url,
    pgDataDir: server.clusterDir,
    outDir: inRoot('copy'),
  });
  const acknowledged = await writing.stop();
  await dropping;
  await client.end();
  await server.stop();
  const before = acknowledged.filter((line) => line.at < Date.parse(made.endedAt)).map((line) => line.id);
  expect(before.length).toBeGreaterThan(50); // else the writers did not run during the copy
  expect(readdirSync(inRoot('')).filter((name) => name.includes('.half-'))).toEqual([]);
  const copied = readdirSync(inRoot('copy/data'));
  expect(copied).toContain('backup_label');
  expect(copied).not.toContain('postmaster.pid');

  await restore('copy', 'new');
  const restored = await start('new');
  const reader = await connect(restored.url);
  const { rows } = await reader.query<{ id: string }>('SELECT id FROM line');
  const present = new Set(rows.map((row) => row.id));
  expect(before.filter((id) => !present.has(id))).toEqual([]);
  expect([...present].filter((id) => id.startsWith('old-'))).toHaveLength(50_000);
  await reader.query('CREATE EXTENSION amcheck');
  const checked = await reader.query(
    `SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam
     WHERE a.amname = 'btree' AND c.relkind = 'i' AND c.relpersistence = 'p'`,
  );
  expect(checked.rows.length).toBeGreaterThan(100);
  await reader.end();
});

test('a damaged backup is refused by name, a full folder is not overwritten', { timeout: SLOW }, async () => {
  const server = await start('var');
  const made = await backupPhysical({
    url: server.url,
    pgDataDir: server.clusterDir,
    outDir: inRoot('copy'),
  });
  await expect(
    backupPhysical({ url: server.url, pgDataDir: server.clusterDir, outDir: inRoot('copy') }),
  ).rejects.toMatchObject({ code: 'folder.not-empty' });
  await expect(restore('copy', 'var')).rejects.toMatchObject({ code: 'folder.not-empty' });

  const victim = made.files.find((file) => file.path.startsWith('base/') && file.size > 8192);
  const file = path.join(inRoot('copy/data'), victim?.path ?? '');
  const bytes = readFileSync(file);
  const changed = Buffer.from(bytes);
  changed.writeUInt8(changed.readUInt8(5000) ^ 1, 5000);
  writeFileSync(file, changed);
  await expect(restore('copy', 'new')).rejects.toMatchObject({
    code: 'backup.damaged',
    details: { files: [victim?.path] },
  });
  expect(existsSync(inRoot('new'))).toBe(false);
  rmSync(file);
  await expect(restore('copy', 'new')).rejects.toMatchObject({ code: 'backup.damaged' });
  writeFileSync(file, bytes);
  appendFileSync(inRoot('copy/manifest.json'), ' ');
  await expect(restore('copy', 'new')).rejects.toMatchObject({ code: 'backup.unreadable' });
});

test('attachments that lie beside the database go along and come back, and a damaged one is named', {
  timeout: SLOW,
}, async () => {
  const server = await start('var');
  const filesDir = inRoot('var/files');
  mkdirSync(path.join(filesDir, 'ab'), { recursive: true });
  writeFileSync(path.join(filesDir, 'ab', 'abcdef'), 'the bytes of a photo');
  const made = await backupPhysical({
    url: server.url,
    pgDataDir: server.clusterDir,
    outDir: inRoot('copy'),
    filesDir,
  });
  expect(made.attachments?.files.map((f) => f.path)).toEqual(['ab/abcdef']);
  await server.stop();
  await restore('copy', 'new');
  expect(readFileSync(inRoot('new/files/ab/abcdef'), 'utf8')).toBe('the bytes of a photo');
  writeFileSync(inRoot('copy/files/ab/abcdef'), 'the bytes of a Photo');
  await expect(restore('copy', 'newer')).rejects.toMatchObject({
    code: 'backup.damaged',
    details: { files: ['files/ab/abcdef'] },
  });
});

test('an enciphered backup shows nothing, opens with its key only, and comes back; one of before stays open', {
  timeout: SLOW,
}, async () => {
  const server = await start('var');
  const client = await connect(server.url);
  await client.query(
    `CREATE TABLE line AS SELECT i AS id, 'canary-' || i AS body FROM generate_series(1, 3000) i`,
  );
  await client.query('CHECKPOINT');
  await client.end();
  const filesDir = inRoot('var/files');
  mkdirSync(path.join(filesDir, 'ab'), { recursive: true });
  writeFileSync(path.join(filesDir, 'ab', 'abcdef'), 'canary of a photo');
  const house = houseCopyKey(await readKeys(inRoot('keys')));
  const closing = await newCopyKey({ house: { ...house, place: '/old/place' } });
  const copy = (outDir: string, closed: boolean) =>
    backupPhysical({
      url: server.url,
      pgDataDir: server.clusterDir,
      outDir: inRoot(outDir),
      filesDir,
      ...(closed ? { closing } : {}),
    });
  const [plain, sealed] = [await copy('plain', false), await copy('copy', true)];
  await server.stop();
  expect(sealed.files.length).toBeGreaterThan(500);
  expect(sealed.bytes).toBeLessThan(plain.bytes / 2);
  const bytesOf = (folder: string): Buffer[] =>
    readdirSync(inRoot(folder), { recursive: true, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => readFileSync(path.join(e.parentPath, e.name)));
  expect(bytesOf('plain').some((b) => b.includes('canary-2999'))).toBe(true);
  expect(bytesOf('copy').filter((b) => b.includes('canary') || b.includes(house.key))).toEqual([]);

  await expect(restore('copy', 'new')).rejects.toThrow(`/old/place,钥匙印记 ${house.print}`);
  const other = houseCopyKey(await readKeys(inRoot('other')));
  await expect(restore('copy', 'new', { house: other })).rejects.toMatchObject({ code: 'backup.wrong-key' });
  expect(existsSync(inRoot('new'))).toBe(false);
  // Whoever has the files but not the key changes the manifest with its checksum.
  const text = readFileSync(inRoot('copy/manifest.json'), 'utf8');
  const changed = text.replace(/"stopLsn": "[^"]+"/, '"stopLsn": "0/0"');
  const sum = readFileSync(inRoot('copy/manifest.json.sha256'));
  writeFileSync(inRoot('copy/manifest.json'), changed);
  writeFileSync(inRoot('copy/manifest.json.sha256'), createHash('sha256').update(changed).digest('hex'));
  await expect(restore('copy', 'new', { house })).rejects.toThrow('被没有钥匙的人改动过');
  writeFileSync(inRoot('copy/manifest.json'), text);
  writeFileSync(inRoot('copy/manifest.json.sha256'), sum);
  // A file cut short is named before anything is written.
  const victim = sealed.files.find((file) => (file.plain ?? 0) > 300_000)?.path ?? '';
  const whole = readFileSync(path.join(inRoot('copy/data'), victim));
  writeFileSync(path.join(inRoot('copy/data'), victim), whole.subarray(0, whole.length - 50));
  await expect(restore('copy', 'new', { house })).rejects.toMatchObject({ details: { files: [victim] } });
  writeFileSync(path.join(inRoot('copy/data'), victim), whole);

  mkdirSync(inRoot('new'), { mode: 0o755 });
  writeFileSync(inRoot('new/keys.json'), readFileSync(inRoot('keys/keys.json')));
  // Laid beside the keys before the restore, as well as before the first start.
  writeFileSync(inRoot('new/erasures.ndjson'), '');
  await restore('copy', 'new', { house });
  expect(readFileSync(inRoot('new/files/ab/abcdef'), 'utf8')).toBe('canary of a photo');
  const reader = await connect((await start('new')).url);
  const { rows } = await reader.query('SELECT count(*)::int AS n, max(body) AS body FROM line');
  expect(rows).toEqual([{ n: 3000, body: 'canary-999' }]);
  await reader.end();
});

test('log segments are counted over the end of a low part', () => {
  const size = 16 * 1024 * 1024;
  expect(segmentsBetween('0000000100000002000000FE', '000000010000000300000001', size)).toEqual([
    '0000000100000002000000FE',
    '0000000100000002000000FF',
    '000000010000000300000000',
    '000000010000000300000001',
  ]);
  expect(segmentsBetween('000000010000000300000001', '0000000100000002000000FE', size)).toEqual([]);
});
