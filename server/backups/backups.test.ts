import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { backupState } from '../settings/index.ts';
import { askForRun, type BackupKit, sweepBackups } from './index.ts';

/** Backups by the clock and by hand, over a database that is not ours: so all its tables are written out. */
let w: World;
let folder: string;
let kit: BackupKit;
let admin: Visitor;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfsky-backups-'));
  w = await openWorld({ dataDir: folder });
  kit = { store: w.test.store, dataDir: folder, foreign: true, now: () => w.clock.at };
  admin = await w.enter('system-admin', '910100');
  const village = await w.enter('village-cadre', '910101001201');
  await village.post('/api/entries', trainingLine(w.id('910101001201')));
});
afterAll(async () => {
  await w.close();
  rmSync(folder, { recursive: true, force: true });
});

const pass = (hours: number): void => {
  w.clock.at = new Date(w.clock.at.getTime() + hours * 3_600_000);
};
const state = () => w.test.store.app.transaction([], (tx) => backupState(tx, w.clock.at), 'read');
const copies = (): string[] =>
  existsSync(join(folder, 'backups')) ? readdirSync(join(folder, 'backups')) : [];

test('a house without any backup is stale after its first day; one makes it well for 26 hours', async () => {
  expect(await state()).toMatchObject({ last: null, isStale: true, alarmHours: 26 });
  const todo = async (): Promise<string> => JSON.stringify((await admin.get('/api/home')).body.todo);
  expect(await todo()).toContain('没有成功的备份,还没有一份备份');
  expect(await askForRun(kit, 'backup', 'nightly')).toBe(true);
  expect(await askForRun(kit, 'backup', 'nightly')).toBe(false);
  expect(await sweepBackups(kit)).toBe(1);
  expect(await sweepBackups(kit)).toBe(0);
  expect(copies()).toHaveLength(1);
  expect(readdirSync(join(folder, 'backups', copies()[0] ?? '')).sort()).toEqual([
    'files.ndjson.sealed',
    'manifest.json',
    'manifest.json.mac',
    'tables',
  ]);
  const after = await state();
  expect(after).toMatchObject({ isStale: false, last: { kind: 'logical' } });
  expect(after.last?.bytes).toBeGreaterThan(500);
  expect(await todo()).not.toContain('备份');
  // The queue may hand out the same night twice.
  expect(await askForRun(kit, 'backup', 'nightly')).toBe(false);
  pass(27);
  expect(await state()).toMatchObject({ isStale: true });
});

test('only the newest nightly copies are kept, as the setting says; one made by hand stays', async () => {
  const admin2 = await w.enter('system-admin', '910100');
  const keep = {
    value: 2,
    binding: false,
    reason: '磁盘小',
    seen: null,
    from: w.clock.at.toISOString().slice(0, 10),
  };
  expect((await admin2.post('/api/house-settings/backup.keep', keep)).status).toBe(200);
  expect(await askForRun(kit, 'backup', 'hand')).toBe(true);
  expect(await sweepBackups(kit)).toBe(1);
  for (let night = 0; night < 3; night += 1) {
    pass(24);
    expect(await askForRun(kit, 'backup', 'nightly')).toBe(true);
    expect(await sweepBackups(kit)).toBe(1);
  }
  expect(copies()).toHaveLength(3);
  const again = await w.enter('system-admin', '910100');
  const { body } = await again.get('/api/backups');
  expect(body.runs.map((r: { occasion: string; removed: boolean }) => [r.occasion, r.removed])).toEqual([
    ['nightly', false],
    ['nightly', false],
    ['nightly', true],
    ['hand', false],
    ['nightly', true],
  ]);
  expect(body.runs.every((r: { sealed: boolean }) => r.sealed)).toBe(true);
  expect(body).toMatchObject({ nightly: { at: '02:30', keep: 2 }, may: ['start', 'try'] });
  expect(body.room.free).toBeGreaterThan(0);
});

test('a run whose process died is told as failed, and the next one is made', async () => {
  expect(await askForRun(kit, 'backup', 'hand')).toBe(true);
  await w.test.store.owner.transaction([], (tx) =>
    tx.sql(`UPDATE backup_run SET state = 'running' WHERE state = 'waiting'`),
  );
  expect(await sweepBackups(kit)).toBe(0);
  expect(await askForRun(kit, 'backup', 'hand')).toBe(true);
  expect(await sweepBackups(kit)).toBe(1);
  const rows = await w.test.store.owner.transaction([], (tx) =>
    tx.sql(
      `SELECT state, problem FROM backup_run WHERE occasion = 'hand' ORDER BY started_at DESC, id DESC LIMIT 2`,
    ),
  );
  expect(rows.map((r) => r['state']).sort()).toEqual(['done', 'failed']);
  expect(rows.find((r) => r['state'] === 'failed')?.['problem']).toContain('服务停了');
});

test('only the highest system administrator starts one, and nobody else sees them', async () => {
  const lower = await w.enter('system-admin', '910101');
  expect((await lower.post('/api/backups', { what: 'backup' })).body.error.code).toBe('setting.house');
  expect((await lower.get('/api/backups')).body).toMatchObject({ folder: null, may: [] });
  const county = await w.enter('county-cadre', '910101');
  expect((await county.get('/api/backups')).status).toBe(403);
  // The session of the first administrator is long over.
  expect((await admin.get('/api/backups')).status).toBe(401);
});
