import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anchorHeads } from '../../server/audit/index.ts';
import { findRunning, openDatabase } from '../../server/platform/db/index.ts';
import { trainingLine } from '../kit/world.ts';
import { enter, type Folder, prepareFolder, runCommand, type Serving, startServing } from './serving.ts';

/** ./halfsky verify beside a running server: exit 0 when whole, exit 2 and the place in plain words when not. */
let folder: Folder;
let serving: Serving;
let database: pg.Client;
let lineId = '';

beforeAll(async () => {
  folder = await prepareFolder([
    ['village-cadre', '910101001201'],
    ['village-cadre', '910102001201'],
  ]);
  serving = await startServing(folder.data);
  const village = await enter(serving.url, folder.logins[0] ?? '');
  // A chain of another region, with her sign-in in it.
  await enter(serving.url, folder.logins[1] ?? '');
  const unitId = folder.units.get('910101001201')?.id ?? '';
  for (let i = 0; i < 5; i += 1) {
    const saved = await village.request('POST', '/api/entries', trainingLine(unitId));
    expect(saved.status).toBe(200);
    lineId = saved.body.entry.id;
  }
  const running = await findRunning(folder.data);
  database = new pg.Client({ connectionString: running?.url });
  await database.connect();
}, 120_000);
afterAll(async () => {
  await database.end();
  await serving.stop();
  folder.remove();
}, 60_000);

test('whole, then damaged in four places, then mended', async () => {
  const whole = await runCommand(folder.data, 'verify');
  expect([whole.code, whole.out]).toEqual([0, expect.stringContaining('全部一致')]);

  const owner = openDatabase((await findRunning(folder.data))?.url ?? '', 2, 'test');
  await anchorHeads(owner, join(folder.data, 'audit-anchors.ndjson'), new Date());
  await owner.close();

  await database.query('CREATE TABLE kept_event AS SELECT * FROM audit_event');
  await database.query('CREATE TABLE kept_chain AS SELECT * FROM audit_chain');
  await database.query('CREATE TABLE kept_head AS SELECT * FROM audit_head');
  await database.query(`UPDATE entry SET data = data || '{"people": 4200}' WHERE id = $1`, [lineId]);
  await database.query(
    `UPDATE cell SET below_v = below_v + 5 WHERE unit_id = $1 AND key = (SELECT id FROM cell_key WHERE measure = 'training.people' AND split = '')`,
    [folder.units.get('910101')?.id],
  );
  await database.query(
    `UPDATE audit_event e SET action = 'entry.read' FROM audit_chain c WHERE e.id = c.event_id AND c.region_code = '910102' AND c.seq = 1`,
  );
  // The tail of the village's region cut off so well that the database itself knows nothing of it.
  await database.query(
    `DELETE FROM audit_event e USING audit_chain c WHERE c.event_id = e.id AND c.region_code = '910101' AND c.seq = 6`,
  );
  await database.query(`DELETE FROM audit_chain WHERE region_code = '910101' AND seq = 6`);
  await database.query(
    `UPDATE audit_head h SET seq = 5, hash = c.hash FROM audit_chain c WHERE h.region_code = '910101' AND c.region_code = '910101' AND c.seq = 5`,
  );

  const damaged = await runCommand(folder.data, 'verify');
  expect(damaged.code).toBe(2);
  for (const words of [
    new RegExp(`记录 ${lineId}.*绕过系统改动过`),
    /样例910101妇联 training\.people .*下级 存的是 215,按记录应是 210/,
    /910102 第 1 条:审计记录的内容被改动/,
    /910101 第 6 条:与 .*锚点不符:链被截短或重写/,
    /先备份再处理/,
  ])
    expect(damaged.out).toMatch(words);
  const asJson = await runCommand(folder.data, 'verify', '--json');
  expect(asJson.code).toBe(2);
  const report = JSON.parse(asJson.out.slice(asJson.out.indexOf('{')));
  expect(report).toMatchObject({ ok: false });
  expect(
    report.audit.faults.map((f: { region: string; seq: number }) => `${f.region}/${f.seq}`).sort(),
  ).toEqual(['910101/6', '910102/1']);

  await database.query(`UPDATE entry SET data = data || '{"people": 42}' WHERE id = $1`, [lineId]);
  await database.query(
    `UPDATE cell SET below_v = below_v - 5 WHERE unit_id = $1 AND key = (SELECT id FROM cell_key WHERE measure = 'training.people' AND split = '')`,
    [folder.units.get('910101')?.id],
  );
  for (const [table, kept] of [
    ['audit_event', 'kept_event'],
    ['audit_chain', 'kept_chain'],
    ['audit_head', 'kept_head'],
  ]) {
    await database.query(`TRUNCATE ${table}`);
    await database.query(`INSERT INTO ${table} SELECT * FROM ${kept}`);
  }
  expect((await runCommand(folder.data, 'verify')).code).toBe(0);
}, 120_000);
