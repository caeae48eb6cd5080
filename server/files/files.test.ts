import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PIECE } from '../../contracts/api-files.ts';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';
import { createShelf } from './shelf.ts';
import { sweepUploads } from './sweep.ts';
import { jpeg, pdf } from './testing-pictures.ts';

let world: World;
let folder: string;
let village: Visitor;
let township: Visitor;
let neighbour: Visitor;
const VILLAGE = '910101001201';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfsky-files-'));
  world = await openWorld({ dataDir: folder });
  village = await world.enter('village-cadre', VILLAGE);
  township = await world.enter('township-cadre', '910101001');
  neighbour = await world.enter('village-cadre', '910101001202');
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const newKey = (): string => `test-file-${randomBytes(8).toString('hex')}`;
const begin = (v: Visitor, bytes: Buffer, o: Record<string, unknown> = {}) =>
  v.post('/api/uploads', {
    requestKey: newKey(),
    unitId: world.id(VILLAGE),
    ledger: 'training',
    name: '现场.jpg',
    bytes: bytes.length,
    ...o,
  });
const put = async (v: Visitor, id: string, bytes: Buffer, offset: number) =>
  await v.raw('PUT', `/api/uploads/${id}?offset=${offset}`, bytes.subarray(offset, offset + PIECE));
async function send(v: Visitor, bytes: Buffer, o: Record<string, unknown> = {}) {
  const { body } = await begin(v, bytes, o);
  for (let at = 0; at < bytes.length; at += PIECE) await put(v, body.id, bytes, at);
  return { id: body.id as string, done: await v.post(`/api/uploads/${body.id}/complete`, {}) };
}
const newLine = async (o: Record<string, unknown> = {}) =>
  await village.post('/api/entries', trainingLine(world.id(VILLAGE), o));
const placesOnDisk = (): string[] =>
  readdirSync(join(folder, 'files'), { recursive: true, withFileTypes: true })
    .filter((f) => f.isFile())
    .map((f) => join(f.parentPath, f.name));

describe('an upload', () => {
  test('comes in pieces, goes on where it stopped, and is one file for one key', async () => {
    const bytes = pdf(PIECE * 2 + 100);
    const line = (await newLine()).body.entry.id;
    const requestKey = newKey();
    const first = await begin(village, bytes, { requestKey, name: '签到表.pdf', entryId: line });
    const again = await begin(village, bytes, { requestKey, name: '签到表.pdf', entryId: line });
    expect(again.body.id).toBe(first.body.id);
    const id = first.body.id;
    expect((await put(village, id, bytes, 0)).status).toBe(200);
    // The answer was lost: the same piece once more is no harm, a gap is told with where to go on.
    expect(await (await put(village, id, bytes, 0)).json()).toMatchObject({ received: PIECE });
    const gap = await village.raw('PUT', `/api/uploads/${id}?offset=${PIECE * 2}`, bytes.subarray(PIECE * 2));
    expect(gap.status).toBe(409);
    expect(await gap.json()).toMatchObject({ error: { code: 'file.offset', current: { received: PIECE } } });
    expect((await village.post(`/api/uploads/${id}/complete`, {})).status).toBe(409);
    expect((await village.get(`/api/uploads/${id}`)).body.received).toBe(PIECE);
    await put(village, id, bytes, PIECE);
    await put(village, id, bytes, PIECE * 2);
    const done = await village.post(`/api/uploads/${id}/complete`, {});
    expect(done.body.attachment).toMatchObject({ name: '签到表.pdf', bytes: bytes.length, state: 'kept' });
    // The answer to the last word may be lost too.
    const twice = await village.post(`/api/uploads/${id}/complete`, {});
    expect(twice.body.attachment.id).toBe(id);
    const file = await village.raw('GET', `/api/attachments/${id}/file`);
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test('that is not what it says is refused, taken away, and may be mended', async () => {
    const before = placesOnDisk().length;
    const { id, done } = await send(village, Buffer.from('<script>alert(1)</script>'), { name: '照片.jpg' });
    expect(done.status).toBe(422);
    expect(done.body.error.message).toContain('不是照片');
    expect((await village.get(`/api/uploads/${id}`)).status).toBe(404);
    expect(placesOnDisk().length).toBe(before);
  });

  test('is bounded before a byte is sent', async () => {
    const too = await begin(village, jpeg(), { bytes: 20_000_001 });
    expect(too.status).toBe(413);
    expect((await begin(village, jpeg(), { name: 'a.exe' })).status).toBe(422);
    expect((await begin(village, jpeg(), { bytes: 0 })).status).toBe(422);
    expect((await begin(village, jpeg(), { unitId: world.id('910101001202') })).status).toBe(404);
    expect((await begin(neighbour, jpeg())).status).toBe(404);
  });

  test('a unit keeps no more than its quota', async () => {
    await world.test.store.owner.transaction([], (tx) =>
      tx.sql(
        `INSERT INTO upload (region_code, id, request_key, unit_id, unit_path, ledger, name, bytes, received, place, account_id, at)
         SELECT region_code, id, 'quota', id, path, 'training', 'x', 1999999990, 0, repeat('0', 32), id, $2 FROM unit WHERE id = $1`,
        [world.id('910101002201'), world.clock.at],
      ),
    );
    const other = await world.enter('village-cadre', '910101002201');
    const full = await begin(other, jpeg(), { unitId: world.id('910101002201') });
    expect(full.body.error.message).toContain('占满 2000 MB');
  });

  test('that nobody finished is swept after a week, bytes and row', async () => {
    const { body } = await begin(village, jpeg({ seed: 90 }));
    await put(village, body.id, jpeg({ seed: 90 }), 0);
    const before = placesOnDisk().length;
    const shelf = createShelf(join(folder, 'files'));
    const later = new Date(world.clock.at.getTime() + 6 * 86_400_000);
    expect(await sweepUploads(world.test.store.worker, shelf, later)).toBe(0);
    const after = new Date(world.clock.at.getTime() + 8 * 86_400_000);
    expect(await sweepUploads(world.test.store.worker, shelf, after)).toBeGreaterThan(0);
    expect(placesOnDisk().length).toBe(before - 1);
    expect((await village.get(`/api/uploads/${body.id}`)).status).toBe(404);
  });
});

describe('an attachment', () => {
  test('comes with its line in one transaction, and is not there when the line is refused', async () => {
    const { id } = await send(village, jpeg({ seed: 2 }));
    const shown = await village.raw('GET', `/api/uploads/${id}/file`);
    expect(shown.headers.get('content-type')).toBe('image/jpeg');
    expect((await township.raw('GET', `/api/uploads/${id}/file`)).status).toBe(404);
    const wrong = await newLine({ data: { topic: '剪纸', kind: '科技', people: 2, women: 3 }, files: [id] });
    expect(wrong.status).toBe(422);
    const saved = await newLine({ files: [id] });
    expect(saved.status).toBe(200);
    const list = await township.get(`/api/entries/${saved.body.entry.id}/attachments`);
    expect(list.body.attachments.map((a: { id: string }) => a.id)).toEqual([id]);
    expect((await township.get(`/api/attachments?entries=${saved.body.entry.id}`)).body.counts).toEqual({
      [saved.body.entry.id]: 1,
    });
    // The same upload does not go to a second line, and what is not whole stops the save.
    expect((await newLine({ files: [id] })).status).toBe(409);
  });

  test('the same picture twice on a line is one; twelve are the most', async () => {
    const line = (await newLine()).body.entry.id;
    const [a, b] = [
      await send(village, jpeg({ seed: 3 }), { entryId: line }),
      await send(village, jpeg({ seed: 3 }), { entryId: line }),
    ];
    expect(b.done.body.attachment.id).toBe(a.id);
    for (let seed = 4; seed < 15; seed += 1) await send(village, jpeg({ seed }), { entryId: line });
    const full = await begin(village, jpeg({ seed: 20 }), { entryId: line });
    expect(full.body.error.message).toContain('最多 12 个');
  });

  test('is asked for anew each time: others do not know it exists, and its answer is safe', async () => {
    const line = (await newLine()).body.entry.id;
    const { id } = await send(village, jpeg({ seed: 30 }), { entryId: line, name: '现场 "1".jpg' });
    for (const path of [`/api/attachments/${id}/file`, `/api/entries/${line}/attachments`])
      expect((await neighbour.raw('GET', path)).status).toBe(404);
    expect((await neighbour.get(`/api/attachments?entries=${line}`)).body.counts).toEqual({});
    expect((await neighbour.post(`/api/attachments/${id}/withdraw`, { reason: '试试' })).status).toBe(404);
    const inline = await township.raw('GET', `/api/attachments/${id}/file?show=1`);
    expect(inline.headers.get('content-disposition')).toMatch(/^inline;/);
    expect(inline.headers.get('x-content-type-options')).toBe('nosniff');
    expect(inline.headers.get('content-security-policy')).toContain('sandbox');
    const handed = await township.raw('GET', `/api/attachments/${id}/file`);
    expect(handed.headers.get('content-disposition')).toMatch(
      /^attachment; filename="file.jpg"; filename\*=UTF-8''/,
    );
    const tag = handed.headers.get('etag') ?? '';
    const same = await township.raw('GET', `/api/attachments/${id}/file`, undefined, {
      'if-none-match': tag,
    });
    expect(same.status).toBe(304);
    expect(
      (await neighbour.raw('GET', `/api/attachments/${id}/file`, undefined, { 'if-none-match': tag })).status,
    ).toBe(404);
  });

  test('a PDF is never shown in a page', async () => {
    const line = (await newLine()).body.entry.id;
    const { id } = await send(village, pdf(), { entryId: line, name: '通知.pdf' });
    const answer = await village.raw('GET', `/api/attachments/${id}/file?show=1`);
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/);
  });

  test('is withdrawn with a reason and put back; all of it is in the audit', async () => {
    const line = (await newLine()).body.entry.id;
    const { id } = await send(village, jpeg({ seed: 40 }), { entryId: line });
    expect((await village.post(`/api/attachments/${id}/withdraw`, { reason: '' })).status).toBe(422);
    expect((await village.post(`/api/attachments/${id}/withdraw`, { reason: '传错了' })).status).toBe(200);
    const [found] = (await village.get(`/api/entries/${line}/attachments`)).body.attachments;
    expect(found).toMatchObject({ state: 'withdrawn', reason: '传错了' });
    await village.post(`/api/attachments/${id}/restore`, { reason: '没有传错' });
    const events = await world.test.store.owner.transaction([], (tx) =>
      tx.sql('SELECT action FROM audit_event WHERE object_id = $1 ORDER BY xid', [id]),
    );
    expect(events.map((e) => e['action'])).toEqual(['file.keep', 'file.withdraw', 'file.restore']);
  });

  test('whose bytes were changed on the disk is not handed over', async () => {
    const line = (await newLine()).body.entry.id;
    const before = new Set(placesOnDisk());
    const { id } = await send(village, jpeg({ seed: 50 }), { entryId: line });
    const place = placesOnDisk().find((p) => !before.has(p)) ?? '';
    writeFileSync(place, Buffer.concat([readFileSync(place), Buffer.from('x')]));
    const answer = await village.raw('GET', `/api/attachments/${id}/file`);
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ error: { code: 'file.damaged' } });
  });
});

test('of a ledger with names no byte lies open on the disk, and opening it is recorded', async () => {
  const ledgers = (await village.get('/api/ledgers')).body.ledgers as {
    key: string;
    privacy: string;
    mayWrite: boolean;
  }[];
  const named = ledgers.find((l) => l.privacy !== 'open' && l.mayWrite);
  expect(named).toBeDefined();
  const bytes = pdf(PIECE + 33);
  const before = new Set(placesOnDisk());
  const { id } = await send(village, bytes, { ledger: named?.key, name: '证明.pdf' });
  const place = placesOnDisk().find((p) => !before.has(p)) ?? '';
  expect(readFileSync(place).includes('%PDF')).toBe(false);
  const back = await village.raw('GET', `/api/uploads/${id}/file`);
  expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
});
