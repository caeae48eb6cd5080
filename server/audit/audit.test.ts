import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTestStore, type TestStore } from '../../tests/kit/store.ts';
import { type AuditEvent, digestOf } from './chain.ts';
import { type AuditFault, anchorHeads, readAnchors, recordEvent, sealAudit, verifyAudit } from './index.ts';

/** The audit chain (审计链) against somebody with all rights in the database (SECURITY 21, 22). */
vi.setConfig({ testTimeout: 60_000 });
let t: TestStore;
let folder: string;
const anchors = (): string => join(folder, 'anchors.ndjson');
const AT = new Date('2026-06-15T04:00:00Z');

beforeAll(async () => {
  t = await openTestStore();
});
afterAll(() => t.close());
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfsky-audit-'));
  await sql('TRUNCATE audit_event, audit_chain, audit_head');
  for (let i = 0; i < 6; i += 1) await record(i % 2 ? '910101' : '910102', `act-${i}`);
  await sealed(6);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Sealing waits for every older transaction of the whole server, other tests' too; so it is asked until all are in. */
async function sealed(wanted: number): Promise<void> {
  let got = 0;
  for (let tries = 0; got < wanted && tries < 1_800; tries += 1) {
    got += await sealAudit(t.store.worker);
    if (got < wanted) await new Promise((resolve) => setTimeout(resolve, 25));
  }
  expect(got).toBe(wanted);
}
const sql = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  t.store.owner.transaction([], (tx) => tx.sql(text, values));
const record = (regionCode: string, action: string): Promise<void> =>
  t.store.worker.transaction([], (tx) =>
    recordEvent(tx, {
      regionCode,
      accountId: null,
      postId: null,
      unitPath: '/000000/',
      action,
      object: 'test',
      objectId: '1',
      result: 'ok',
      detail: { b: 1, a: '二' },
      at: AT,
    }),
  );
const faults = async (): Promise<readonly AuditFault[]> =>
  (await verifyAudit(t.store.owner, await readAnchors(anchors()))).faults;
const eventAt = async (region: string, seq: number): Promise<string> =>
  String(
    (await sql('SELECT event_id FROM audit_chain WHERE region_code = $1 AND seq = $2', [region, seq]))[0]?.[
      'event_id'
    ],
  );

const asEvent = (row: Record<string, unknown>): AuditEvent => ({
  regionCode: String(row['region_code']),
  id: String(row['id']),
  at: row['at'] as Date,
  accountId: null,
  postId: null,
  unitPath: String(row['unit_path']),
  action: String(row['action']),
  object: String(row['object']),
  objectId: String(row['object_id']),
  result: 'ok',
  detail: row['detail'] as AuditEvent['detail'],
});

test('a chain that was begun with the digest of before goes on and verifies; a change in its older part is named', async () => {
  await sql('TRUNCATE audit_event, audit_chain, audit_head');
  const old: AuditEvent = {
    ...asEvent({ region_code: '910103', at: AT, action: 'act-0', object: 'test', object_id: '1' }),
    id: '018f0000-0000-7000-8000-000000000001',
    unitPath: '/000000/',
    detail: { b: 1 },
  };
  await sql(
    `INSERT INTO audit_event (region_code, id, xid, at, unit_path, action, object, object_id, result, digest, detail)
     VALUES ($1, $2, pg_current_xact_id(), $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      old.regionCode,
      old.id,
      old.at,
      old.unitPath,
      old.action,
      old.object,
      old.objectId,
      old.result,
      digestOf(old, 1),
      old.detail,
    ],
  );
  await record('910103', 'act-1');
  await sealed(2);
  const versions = await sql(
    `SELECT digest_version AS v FROM audit_event WHERE region_code = '910103' ORDER BY id`,
  );
  expect(versions.map((r) => r['v'])).toEqual([1, 2]);
  expect(await faults()).toEqual([]);
  await sql(`UPDATE audit_event SET action = 'x' WHERE id = $1`, [old.id]);
  expect(await faults()).toMatchObject([{ region: '910103', seq: 1, message: '审计记录的内容被改动。' }]);
});

test('an untouched chain verifies, sealed in one order per region and only once', async () => {
  await anchorHeads(t.store.owner, anchors(), AT);
  expect(await verifyAudit(t.store.owner, await readAnchors(anchors()))).toEqual({ events: 6, faults: [] });
  expect(await sealAudit(t.store.worker)).toBe(0);
  await record('910101', 'later');
  await sealed(1);
  expect(await faults()).toEqual([]);
  expect(await anchorHeads(t.store.owner, anchors(), AT)).toBe(1);
});

describe('planted damage is named by region and place', () => {
  const change = [
    "action = 'x'",
    "object_id = '2'",
    "result = 'denied'",
    "at = at + interval '1 second'",
    `detail = '{"a":"三","b":1}'`,
    'account_id = gen_random_uuid()',
    "unit_path = '/000000/910000/'",
    'digest_version = 1',
  ];
  test.each(change)('a changed row: %s', async (set) => {
    await sql(`UPDATE audit_event SET ${set} WHERE id = $1`, [await eventAt('910101', 2)]);
    expect(await faults()).toMatchObject([{ region: '910101', seq: 2, message: '审计记录的内容被改动。' }]);
  });

  test('a changed row whose digest was changed with it', async () => {
    const id = await eventAt('910101', 2);
    await sql(`UPDATE audit_event SET action = 'x', digest = sha256('x') WHERE id = $1`, [id]);
    expect(await faults()).toMatchObject([{ region: '910101', seq: 2 }]);
  });

  test('the path of the unit, moved and brought under the older digest with it', async () => {
    const id = await eventAt('910102', 3);
    const [row] = await sql('SELECT * FROM audit_event WHERE id = $1', [id]);
    const older = digestOf(asEvent(row ?? {}), 1);
    await sql(
      `UPDATE audit_event SET unit_path = '/000000/920000/', digest_version = 1, digest = $2 WHERE id = $1`,
      [id, older],
    );
    expect(await faults()).toMatchObject([{ region: '910102', seq: 3, eventId: id }]);
  });

  test('a deleted row, with and without its link', async () => {
    const id = await eventAt('910102', 2);
    await sql('DELETE FROM audit_event WHERE id = $1', [id]);
    expect(await faults()).toMatchObject([{ region: '910102', seq: 2, eventId: id }]);
    await sql('DELETE FROM audit_chain WHERE event_id = $1', [id]);
    expect(await faults()).toMatchObject([{ region: '910102', seq: 2, message: '第 2 条不见了。' }]);
  });

  test('a link taken away, its event left', async () => {
    await sql(`DELETE FROM audit_chain WHERE region_code = '910102' AND seq = 1`);
    expect((await faults()).map((f) => [f.region, f.message])).toEqual(
      expect.arrayContaining([
        ['910102', '第 1 条不见了。'],
        ['910102', '这条审计记录不在链上(链行被删或记录是后加的)。'],
      ]),
    );
  });

  test("two rows in each other's place", async () => {
    const [one, two] = [await eventAt('910101', 1), await eventAt('910101', 2)];
    await sql(
      `UPDATE audit_chain SET event_id = CASE event_id WHEN $1::uuid THEN $2::uuid ELSE $1::uuid END WHERE event_id IN ($1, $2)`,
      [one, two],
    );
    expect(await faults()).toMatchObject([
      { region: '910101', seq: 1, message: expect.stringContaining('次序') },
    ]);
  });

  test('a row slipped in afterwards', async () => {
    await sql(`INSERT INTO audit_event (region_code, id, xid, at, action, object, result, digest, detail)
               VALUES ('910101', gen_random_uuid(), '3', now(), 'forged', 'test', 'ok', sha256('x'), '{}')`);
    expect(await faults()).toMatchObject([
      { region: '910101', message: expect.stringContaining('不在链上') },
    ]);
  });

  test('the tail cut off: by the head, and when the head was cut too, by the anchor outside', async () => {
    await anchorHeads(t.store.owner, anchors(), AT);
    const id = await eventAt('910101', 3);
    await sql('DELETE FROM audit_chain WHERE event_id = $1', [id]);
    await sql('DELETE FROM audit_event WHERE id = $1', [id]);
    expect(await faults()).toMatchObject([
      { region: '910101', seq: 3, message: '审计链的末尾被截去或改动。' },
    ]);
    await sql(
      `UPDATE audit_head h SET seq = c.seq, hash = c.hash FROM audit_chain c WHERE c.region_code = h.region_code AND h.region_code = '910101' AND c.seq = 2`,
    );
    expect((await verifyAudit(t.store.owner, [])).faults).toEqual([]);
    expect(await faults()).toMatchObject([
      { region: '910101', seq: 3, message: expect.stringContaining('锚点不符') },
    ]);
  });

  test('a whole region gone, and a whole chain rewritten: only the anchor knows', async () => {
    await anchorHeads(t.store.owner, anchors(), AT);
    for (const table of ['audit_event', 'audit_chain', 'audit_head'])
      await sql(`DELETE FROM ${table} WHERE region_code = '910102'`);
    expect(await faults()).toMatchObject([
      { region: '910102', seq: 3, message: expect.stringContaining('锚点不符') },
    ]);
  });
});

test('neither the application nor the worker may change or delete what was written', async () => {
  for (const db of [t.store.app, t.store.worker])
    for (const text of [
      "UPDATE audit_event SET action = 'x'",
      'DELETE FROM audit_event',
      'DELETE FROM audit_chain',
      'TRUNCATE audit_event',
    ])
      await expect(db.transaction([], (tx) => tx.sql(text))).rejects.toThrow('permission denied');
});

test('events of transactions that end out of order are all sealed, each once', async () => {
  const late = t.store.owner.transaction([], async (tx) => {
    await recordEvent(tx, {
      regionCode: '910101',
      accountId: null,
      postId: null,
      unitPath: null,
      action: 'slow',
      object: 'test',
      objectId: null,
      result: 'ok',
      detail: {},
      at: AT,
    });
    // A quick neighbour commits and is sealed for meanwhile; the slow one must not fall below the mark.
    await record('910101', 'quick');
    await sealAudit(t.store.worker);
  });
  await late;
  const waiting = Number(
    (
      await sql(
        'SELECT count(*) AS n FROM audit_event e WHERE NOT EXISTS (SELECT 1 FROM audit_chain c WHERE c.event_id = e.id)',
      )
    )[0]?.['n'],
  );
  await sealed(waiting);
  expect(await verifyAudit(t.store.owner, [])).toEqual({ events: 8, faults: [] });
});
