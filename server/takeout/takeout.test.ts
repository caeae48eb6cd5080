import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestStore, TEST_BLIND, TEST_VAULT, type TestStore } from '../../tests/kit/store.ts';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { importRecords } from '../exchange/index.ts';
import { createShelf } from '../files/index.ts';
import { openTakeouts } from './index.ts';

let w: World;
let other: TestStore;
let folder: string;
let county: Visitor;
const VILLAGE = '910101001201';
const HERS = '样例910101妇联';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfsky-takeout-'));
  w = await openWorld({ dataDir: folder });
  other = await openTestStore();
  county = await w.enter('county-cadre', '910101');
  for (const [code, topic] of [
    [VILLAGE, '=1+1 葡萄'],
    ['910101002201', '插花'],
    ['910102001201', '邻县的课'],
  ] as const) {
    const v = await w.enter('village-cadre', code);
    const saved = await v.post(
      '/api/entries',
      trainingLine(w.id(code), { data: { topic, kind: '科技', people: 5, women: 4 } }),
    );
    expect(saved.status).toBe(200);
  }
  for (const [seat, code] of [
    ['county-cadre', '910101'],
    ['township-cadre', '910101001'],
  ] as const) {
    const v = await w.enter(seat, code);
    const saved = await v.post('/api/entries', {
      requestKey: `petition-${code}-1`,
      ledger: 'petitions',
      unitId: w.id(code),
      day: '2026-05-06',
      data: await petition(v),
    });
    expect([saved.status, saved.body]).toEqual([200, expect.anything()]);
  }
  await attach();
});
afterAll(async () => {
  await Promise.all([w.close(), other.close()]);
  rmSync(folder, { recursive: true, force: true });
});

/** The least that the petitions ledger asks for, read from its definition. */
async function petition(v: Visitor): Promise<Record<string, unknown>> {
  const { fields } = (await v.get('/api/ledgers/petitions')).body as {
    fields: { key: string; type: string; required?: boolean; options?: string[] }[];
  };
  return Object.fromEntries(
    fields.filter((f) => f.required).map((f) => [f.key, f.options?.[0] ?? (f.type === 'yesno' ? true : 1)]),
  );
}

async function attach(): Promise<void> {
  const bytes = Buffer.from('the bytes of a photo');
  const place = 'ab'.repeat(16);
  await createShelf(join(folder, 'files')).write(place, 0, bytes, null);
  await w.test.store.owner.transaction([], (tx) =>
    tx.sql(
      `INSERT INTO attachment (region_code, id, entry_id, ledger, unit_id, unit_path, name, kind, bytes, sha256, place, state, at)
       SELECT e.region_code, gen_random_uuid(), e.id, e.ledger, e.unit_id, e.unit_path, '现场.jpg', 'image/jpeg', $1, $2, $3, 'kept', $4
       FROM entry e WHERE e.unit_id = $5`,
      [bytes.length, createHash('sha256').update(bytes).digest('hex'), place, w.clock.at, w.id(VILLAGE)],
    ),
  );
}

const begin = (v: Visitor, change: Record<string, unknown> = {}) =>
  v.post('/api/takeouts', {
    requestKey: 'takeout-test-1',
    unitId: w.id('910101'),
    reason: '移交给档案馆',
    ...change,
  });
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
async function ended(v: Visitor, id: string): Promise<any> {
  for (;;) {
    const { takeouts } = (await v.get('/api/takeouts')).body;
    const found = takeouts.find((t: { id: string }) => t.id === id);
    if (found && found.state !== 'waiting' && found.state !== 'running') return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Reads a zip by its directory, as any program would. */
function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  const parts = new Map<string, Buffer>();
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < bytes.readUInt16LE(end + 10); i += 1) {
    const [packed, nameLength, extra] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt16LE(at + 30),
    ];
    const start = bytes.readUInt32LE(at + 42);
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const name = bytes.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    parts.set(name, inflateRawSync(bytes.subarray(from, from + packed)));
    at += 46 + nameLength + extra;
  }
  return parts;
}

test('a county takes everything of its subtree out: records that go in elsewhere, a CSV a ledger, attachments, a manifest that holds', async () => {
  const started = await begin(county);
  expect(started.status).toBe(200);
  expect((await begin(county)).body).toEqual(started.body);
  const done = await ended(county, started.body.id);
  expect(done).toMatchObject({ state: 'done', unitName: HERS, mine: true, problem: null });
  expect(done.done).toBe(done.total);
  const answer = await county.raw('GET', `/api/takeouts/${started.body.id}/file`);
  expect(answer.headers.get('content-disposition')).toContain(encodeURIComponent(`${HERS} 全部数据`));
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(done.sha256);
  // On the disk it lies enciphered.
  const [stored = ''] = readdirSync(join(folder, 'takeouts'));
  const lying = readFileSync(join(folder, 'takeouts', stored));
  expect([lying.length > bytes.length, lying.includes('records.ndjson')]).toEqual([true, false]);
  const parts = unzip(bytes);
  const manifest = JSON.parse(parts.get('清单.json')?.toString('utf8') ?? '{}');
  for (const { name, bytes: size, sha256 } of manifest.parts) {
    const part = parts.get(name) ?? Buffer.alloc(0);
    expect([name, part.length, createHash('sha256').update(part).digest('hex')]).toEqual([
      name,
      size,
      sha256,
    ]);
  }
  expect([...parts.keys()].length).toBe(manifest.parts.length + 2);
  expect(parts.get('说明.txt')?.toString('utf8')).toContain('移交给档案馆');
  const training = parts.get('台账/农村妇女培训台账.csv') ?? [...parts].find(([n]) => /培训/.test(n))?.[1];
  const csv = training?.toString('utf8') ?? '';
  expect(csv).toContain("'=1+1 葡萄");
  expect(csv).toContain('插花');
  expect([...parts.values()].some((p) => p.includes('邻县的课'))).toBe(false);
  const photo = [...parts].find(([name]) => name.endsWith('现场.jpg'))?.[1];
  expect(photo?.toString()).toBe('the bytes of a photo');

  const records = (parts.get('交换格式/records.ndjson')?.toString('utf8') ?? '').trim().split('\n');
  const counts = Object.groupBy(
    records.map((r) => JSON.parse(r)),
    (r) => r.type,
  );
  expect(counts['line']?.length).toBe(manifest.records.line);
  const cases = counts['line']?.filter((r) => r.ledger === 'petitions').map((r) => r.unit);
  // The township's own case is not the county's to take.
  expect(cases).toEqual(['910101']);
  const taken = await importRecords(other.store, other.registry, TEST_BLIND, records, { now: w.clock.at });
  expect(taken.problems).toEqual([]);
  expect(taken.counts.lines).toMatchObject({ new: manifest.records.line });
});

test('only with a reason, within her reach, once at a time, and only she fetches it', async () => {
  expect((await begin(county, { requestKey: 'takeout-test-2', reason: '' })).status).toBe(422);
  const foreign = await begin(county, { requestKey: 'takeout-test-3', unitId: w.id('910102') });
  expect(foreign.status).toBe(404);
  const village = await w.enter('village-cadre', VILLAGE);
  expect((await begin(village, { unitId: w.id(VILLAGE) })).status).toBe(403);
  const admin = await w.enter('system-admin', '910101');
  expect((await begin(admin)).status).toBe(403);
  const [mine] = (await county.get('/api/takeouts')).body.takeouts;
  const colleague = await w.enter('county-cadre', '910101');
  expect((await colleague.get('/api/takeouts')).body.takeouts[0]).toMatchObject({ id: mine.id, mine: false });
  expect((await colleague.get(`/api/takeouts/${mine.id}/file`)).status).toBe(404);
  const neighbour = await w.enter('county-cadre', '910102');
  expect((await neighbour.get('/api/takeouts')).body.takeouts).toEqual([]);
  expect((await neighbour.get(`/api/takeouts/${mine.id}/file`)).status).toBe(404);
  const audited = await w.test.store.owner.transaction([], (tx) =>
    tx.sql(
      `SELECT action, detail ->> 'reason' AS reason FROM audit_event WHERE action LIKE 'takeout%' ORDER BY id`,
    ),
  );
  expect(audited.map((r) => [r['action'], r['reason']])).toEqual([
    ['takeout.start', '移交给档案馆'],
    ['takeout.done', null],
    ['takeout.download', null],
  ]);
});

test('a package is asked for with a fresh proof, and is gone after its day', async () => {
  const [mine] = (await county.get('/api/takeouts')).body.takeouts;
  const at = w.clock.at;
  w.clock.at = new Date(at.getTime() + 11 * 60_000);
  for (const answer of [
    await begin(county, { requestKey: 'takeout-test-9' }),
    await county.get(`/api/takeouts/${mine.id}/file`),
  ])
    expect([answer.status, answer.body.error.code]).toEqual([401, 'sign-in.fresh']);
  const kit = {
    store: w.test.store,
    registry: w.house.registry,
    shelf: createShelf(join(folder, 'files')),
    vault: TEST_VAULT,
    dataDir: folder,
    now: () => w.clock.at,
  };
  const work = openTakeouts(kit);
  w.clock.at = new Date(at.getTime() + 23 * 3_600_000);
  await work.sweep();
  expect(readdirSync(join(folder, 'takeouts'))).toHaveLength(1);
  w.clock.at = new Date(at.getTime() + 25 * 3_600_000);
  await work.sweep();
  expect(readdirSync(join(folder, 'takeouts'))).toEqual([]);
  const later = await w.enter('county-cadre', '910101');
  expect((await later.get('/api/takeouts')).body.takeouts[0]).toMatchObject({ state: 'gone' });
});
