import { mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type Visitor, type World } from '../../tests/kit/world.ts';
import { takeIn } from '../cases/index.ts';
import { pdf } from '../files/testing-pictures.ts';
import { newKey, take } from '../flows/testing-office.ts';
import { personalKit } from '../kits.ts';
import { sweepProjection, verifyProjection } from '../projection/index.ts';
import { askByCode, assertErasuresTold, personalOfCode, reapplyErasures } from './index.ts';
import { keptUntil } from './retention.ts';
import { masked } from './share.ts';
import { appendTombstones, readTombstones } from './tombstones.ts';

/** One person's data (SECURITY 35, 39; 个人信息保护法 45–47): found, copied, put right, erased, and erased again after a restore. */
const HER = {
  name: '金丝雀本人3K甲',
  words: '金丝雀原话5M乙',
  added: '金丝雀要求8P丙',
  opinion: '金丝雀意见2R丁',
  file: '金丝雀材料4S戊.pdf',
  reason: '金丝雀理由6T己',
  cover: '金丝雀物业7Q庚',
  signal: '金丝雀暗语9Z辛',
  message: '金丝雀口信2W壬',
};
const [PHONE, RIGHT_PHONE, HIS] = ['13912340001', '13912340002', '13700009999'];
const ALL = [...Object.values(HER), PHONE, RIGHT_PHONE];

/** What an older copy brings back. */
const COPIED = [
  'matter',
  'matter_step',
  'matter_seat',
  'matter_clock',
  'matter_trace',
  'matter_file',
  'letter',
  'letter_word',
  'personal_request',
  'erasure',
  'safe_contact',
  'contact_event',
];

const EVENINGS = {
  ways: ['call'],
  address: '',
  anytime: false,
  hours: [{ days: [1, 2, 3, 4, 5], from: '20:00', to: '21:00' }],
  holidays: false,
  leaveWith: '',
  cover: 'disguised',
  coverWords: '',
  note: '',
};

let w: World;
let folder: string;
let head: Visitor;
let staff: Visitor;
let far: Visitor;
let guard: Visitor;
let farGuard: Visitor;
let code = '';
let id = '';
let number = '';
const kit = () => personalKit(w.house, { dataDir: folder } as Parameters<typeof personalKit>[1]);
const owner = (sql: string) => w.test.store.owner.transaction([], (tx) => tx.sql(sql));
const tables = async (): Promise<string[]> =>
  (
    await owner(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    )
  ).map((r) => String(r['relname']));
/** Where in any table her words stand in clear. */
async function hits(): Promise<string[]> {
  const found: string[] = [];
  for (const t of await tables()) {
    const rows = await owner(`SELECT x::text AS row FROM ${t} AS x`);
    for (const r of rows) for (const c of ALL) if (String(r['row']).includes(c)) found.push(`${t} ${c}`);
  }
  return found;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'halfsky-personal-'));
  w = await openWorld({ dataDir: folder });
  head = await w.enter('department-head', '910101-B1');
  staff = await w.enter('county-cadre', '910101-B1');
  far = await w.enter('county-cadre', '910201');
  guard = await w.enter('security-admin', '910100');
  farGuard = await w.enter('security-admin', '910200');
  code = await takeIn(
    { vault: w.house.vault, flows: w.house.flows },
    {
      key: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0b99',
      whom: 'me',
      danger: 'no',
      cause: 'work',
      placeId: w.id('910101001201'),
      text: { words: HER.words, name: HER.name, reach: 'code', phone: '' },
      contact: null,
    },
  );
  id = (await head.get('/api/matters')).body.rows[0].id;
  number = (await head.get(`/api/matters/${id}`)).body.number;
});
afterAll(async () => {
  await w.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Its line among what waits on a home page. */
const due = async (v: Visitor) =>
  (await v.get('/api/home')).body.todo.find((t: { to: string }) => t.to === '/personal');
const version = async (): Promise<number> => (await head.get(`/api/matters/${id}`)).body.version;
const find = (v: Visitor, body: Record<string, unknown>) => v.post('/api/personal/find', body);
const erase = (v: Visitor, more: Record<string, unknown> = {}) =>
  v.post('/api/personal/erasures', {
    requestKey: newKey(),
    matterId: id,
    ground: 'consent',
    reason: HER.reason,
    requestId: null,
    ...more,
  });
const correct = async (v: Visitor, fields: Record<string, string>, more: Record<string, unknown> = {}) =>
  v.post('/api/personal/correct', {
    requestKey: newKey(),
    matterId: id,
    version: await version(),
    fields,
    reason: '她说电话写错了',
    requestId: null,
    ...more,
  });

describe('correction (更正)', () => {
  test('one more step, with who and why; what was there stays; the wrong number recognises nobody any more', async () => {
    expect((await correct(head, { contact: PHONE })).status).toBe(200);
    const plan = { ...EVENINGS, number: PHONE, coverName: HER.cover, codeWord: HER.signal };
    const contact = (path: string, said: object) =>
      head.post(`/api/matters/${id}/contact${path}`, { requestKey: newKey(), ...said });
    expect((await contact('', { seen: null, plan })).status).toBe(200);
    expect((await contact('/events', { kind: 'message', words: HER.message })).status).toBe(200);
    const traces = async () => (await owner('SELECT print FROM matter_trace')).length;
    expect(await traces()).toBe(1);
    const body = { requestKey: newKey(), version: await version() };
    const first = await correct(head, { contact: RIGHT_PHONE }, body);
    const again = await correct(head, { contact: RIGHT_PHONE }, body);
    expect([first.status, again.status]).toEqual([200, 200]);
    expect(await traces()).toBe(1);
    // The wrong number may be anybody's: it is not dialled any more either.
    const { contact: shown } = (await head.get(`/api/matters/${id}/contact`)).body;
    expect([shown.plan.number, shown.plan.coverName, shown.history.length]).toEqual([
      RIGHT_PHONE,
      HER.cover,
      2,
    ]);
    const page = (await head.get(`/api/matters/${id}`)).body;
    expect(page.data.contact).toBe(RIGHT_PHONE);
    expect(page.steps.filter((s: { name: string }) => s.name === '更正个人信息')).toHaveLength(2);
    expect(JSON.stringify(page.steps)).toContain(PHONE);
  });
  test('neither a colleague nor another office, not what is counted, not on an old page', async () => {
    expect((await correct(staff, { contact: '1' })).status).toBe(404);
    expect((await correct(far, { contact: '1' })).status).toBe(404);
    expect((await correct(guard, { contact: '1' })).status).toBe(403);
    expect((await correct(head, { cause: '其他' })).body.error.problems[0].message).toContain('不在这里更正');
    expect((await correct(head, { contact: '1' }, { version: 1 })).body.error.code).toBe('matter.moved');
  });
});

describe('finding and a copy (查、要一份)', () => {
  test('by code, number, name with telephone; to others nothing is told but where', async () => {
    for (const body of [
      { by: 'code', code },
      { by: 'number', number },
      { by: 'person', name: HER.name, mark: RIGHT_PHONE },
    ]) {
      const found = await find(head, body);
      expect([found.status, found.body.rows?.length]).toEqual([200, 1]);
      // What is still open is not to be erased, and is not offered.
      const may = ['copy', 'correct'];
      expect(found.body.rows[0]).toMatchObject({ number, letters: 1, erased: false, may });
    }
    const other = await find(far, { by: 'person', name: HER.name, mark: RIGHT_PHONE });
    expect(other.body).toMatchObject({ rows: [], elsewhere: [{ place: '样例910101妇联', count: 1 }] });
    expect(JSON.stringify(other.body)).not.toContain(number);
    expect((await find(head, { by: 'person', name: '样例别人', mark: RIGHT_PHONE })).body.rows).toEqual([]);
    expect((await find(head, { by: 'person', name: HER.name })).status).toBe(422);
    expect((await find(guard, { by: 'number', number })).status).toBe(403);
  });
  test('readable and as data, without what is another’s; on the case and in the audit without a word', async () => {
    await take(head, id, 'consult', { readers: [staff.postId], opinion: `${HER.opinion},他的电话${HIS}` });
    const key = newKey();
    const bytes = pdf();
    const begun = await head.post(`/api/matters/${id}/uploads`, {
      requestKey: key,
      name: HER.file,
      bytes: bytes.length,
    });
    await head.raw('PUT', `/api/matter-uploads/${begun.body.id}?offset=0`, bytes);
    expect((await head.post(`/api/matter-uploads/${begun.body.id}/complete`, {})).status).toBe(200);
    const body = { matterId: id, reason: HER.reason, requestId: null, asks: 'her', files: true };
    const answer = await head.raw('POST', '/api/personal/copy', Buffer.from(JSON.stringify(body)));
    expect(answer.status).toBe(200);
    const parts = unzipped(Buffer.from(await answer.arrayBuffer()));
    expect([...parts.keys()].slice(0, 2)).toEqual(['个人信息副本.docx', '个人信息副本.json']);
    expect([...parts.values()].some((p) => p.equals(bytes))).toBe(true);
    const json = parts.get('个人信息副本.json')?.toString() ?? '';
    const held = [HER.name, HER.words, HER.opinion, HER.file, HER.cover, HER.signal, HER.message];
    for (const said of [...held, PHONE, RIGHT_PHONE]) expect(json).toContain(said);
    expect(json).not.toContain(HIS);
    const far404 = await far.raw('POST', '/api/personal/copy', Buffer.from(JSON.stringify(body)));
    expect(far404.status).toBe(404);
    const reads = (await head.get(`/api/matters/${id}/reads`)).body.reads;
    expect(reads.some((r: { what: string }) => r.what === 'export')).toBe(true);
    const audit = await owner(`SELECT e::text AS row FROM audit_event AS e WHERE action = 'personal.copy'`);
    expect(audit).toHaveLength(1);
    expect(ALL.filter((c) => String(audit[0]?.['row']).includes(c))).toEqual([]);
  });
  test('numbers and names of others are blotted out, hers and days are not', () => {
    const masks = { names: ['样例男子'], ownNumbers: ['13912340002'] };
    expect(masked('样例男子 137-0000-9999,她 139 1234 0002,2026-06-15,首问〔2026〕12号', masks)).toBe(
      '〔他人信息〕 〔他人信息〕,她 139 1234 0002,2026-06-15,首问〔2026〕12号',
    );
  });
});

describe('erasure (删除)', () => {
  test('she asks on her page; twice is once; it waits for who has her matter', async () => {
    await askByCode(kit(), code, { what: 'erase', words: HER.added });
    await Promise.all([1, 2].map(() => askByCode(kit(), code, { what: 'erase', words: HER.added })));
    expect((await personalOfCode(kit(), code)).asked).toMatchObject([{ what: 'erase', state: 'open' }]);
    const { requests } = (await head.get('/api/personal/requests')).body;
    expect(requests).toMatchObject([{ what: 'erase', number, words: HER.added, dueDay: '2026-06-30' }]);
    expect((await far.get('/api/personal/requests')).body.requests).toEqual([]);
    // Who is responsible finds it on her home page at once, the chair when nobody answered in time, a colleague never.
    expect(await due(head)).toMatchObject({ text: expect.stringMatching(/^1 件/), due: '2026-06-30' });
    const chair = await w.enter('chair', '910101');
    expect(await Promise.all([chair, staff, far].map(due))).toEqual([undefined, undefined, undefined]);
    const then = w.clock.at;
    w.clock.at = new Date('2026-07-01T02:00:00Z');
    const [later, colleague, hers] = [
      await w.enter('chair', '910101'),
      await w.enter('county-cadre', '910101-B1'),
      await w.enter('chair', '910201'),
    ];
    expect(await due(later)).toMatchObject({ urgency: 'late' });
    expect([await due(colleague), await due(hers)]).toEqual([undefined, undefined]);
    w.clock.at = then;
  });
  test('an open case is refused, one that must be kept says until when', async () => {
    const open = await erase(head);
    expect([open.status, open.body.error.code]).toEqual([409, 'personal.still-open']);
    expect((await take(head, id, 'answer', { data: { answer: '已经办好,请放心' } })).status).toBe(200);
    expect(keptUntil('2026-06-15', 10, '2026-06-15')).toBe('2036-12-31');
    expect(keptUntil('2026-06-15', 10, '2037-01-01')).toBeNull();
    expect(keptUntil('2026-06-15', 0, '2026-06-15')).toBeNull();
  });
  test('by two persons, once; rows, prints, bytes, keys go; history, lines and verification stand', async () => {
    await sweepProjection(w.house.projection);
    expect((await erase(staff)).status).toBe(404);
    const { requests } = (await head.get('/api/personal/requests')).body;
    const asked = await erase(head, { requestId: requests[0].id });
    expect([asked.status, asked.body.id]).toEqual([200, requests[0].id]);
    expect((await erase(head)).body.error.code).toBe('personal.waiting');
    expect(await due(guard)).toMatchObject({ text: '1 件删除个人信息等您批准', due: '2026-06-30' });
    expect(await Promise.all([head, farGuard].map(due))).toEqual([undefined, undefined]);
    const approve = (v: Visitor) =>
      v.post(`/api/personal/approvals/${asked.body.id}`, { agree: true, reason: '' });
    expect((await approve(head)).status).toBe(403);
    expect((await approve(farGuard)).status).toBe(404);
    const shown = JSON.stringify((await guard.get('/api/personal/approvals')).body);
    expect(shown).toContain(number);
    expect(ALL.filter((c) => shown.includes(c))).toEqual([]);
    // The database itself knows two persons.
    await expect(
      owner(`UPDATE personal_request SET decided_person = asked_person WHERE id = '${asked.body.id}'`),
    ).rejects.toThrow('check');

    const [sealed] = await owner(`SELECT data->>'sealed' AS text FROM matter WHERE id = '${id}'`);
    const [place] = await owner('SELECT place FROM matter_file');
    const lines = await owner('SELECT id, data::text FROM entry ORDER BY id');
    expect(lines.length).toBeGreaterThan(0);
    // An older copy of everything, as a backup would hold it.
    await owner('CREATE SCHEMA old');
    for (const t of COPIED) await owner(`CREATE TABLE old.${t} AS TABLE public.${t}`);

    const both = await Promise.all([approve(guard), approve(guard)]);
    expect(both.map((a) => [a.status, a.body.state])).toEqual([
      [200, 'done'],
      [200, 'done'],
    ]);
    expect(await hits()).toEqual([]);
    expect((await owner('SELECT 1 FROM matter_trace')).length).toBe(0);
    expect(() =>
      w.house.vault.open(
        { table: 'matter', column: 'data', row: id, of: `matter/${id}` },
        String(sealed?.['text']),
      ),
    ).toThrow('依法删除');
    expect(() =>
      readFileSync(join(folder, 'files', String(place?.['place']).slice(0, 2), String(place?.['place']))),
    ).toThrow();
    const page = await head.get(`/api/matters/${id}`);
    expect([page.status, page.body.error.message]).toEqual([410, expect.stringContaining('依法删除')]);
    await expect(personalOfCode(kit(), code)).resolves.toMatchObject({ asked: [{ state: 'done' }] });
    await sweepProjection(w.house.projection);
    expect(await owner('SELECT id, data::text FROM entry ORDER BY id')).toEqual(lines);
    expect((await verifyProjection(w.house.projection)).faultCount).toBe(0);
    expect(
      (await owner(`SELECT step, by_name FROM matter_step WHERE matter_id = '${id}'`)).length,
    ).toBeGreaterThan(4);
    // What is kept of it outside the database names nobody.
    const kept = readFileSync(join(folder, 'erasures.ndjson'), 'utf8');
    expect(kept).toContain(`matter/${id}`);
    expect(ALL.filter((c) => kept.includes(c))).toEqual([]);
  });
  test('an older copy that is put back is erased again before anybody reads it', async () => {
    await w.test.store.owner.transaction([], async (tx) => {
      await tx.sql('SET LOCAL session_replication_role = replica');
      for (const t of COPIED) {
        await tx.sql(`DELETE FROM ${t}`);
        await tx.sql(`INSERT INTO ${t} SELECT * FROM old.${t}`);
      }
    });
    await owner('DROP SCHEMA old CASCADE');
    expect((await owner('SELECT 1 FROM erasure')).length).toBe(0);
    // Its keys came along, and the list of what was erased did not: the start stops and says so.
    const list = join(folder, 'erasures.ndjson');
    renameSync(list, `${list}.away`);
    expect(await reapplyErasures(kit())).toMatchObject({ matters: 0 });
    await expect(assertErasuresTold(kit())).rejects.toMatchObject({ code: 'personal.untold' });
    expect((await head.get('/api/personal/requests')).body).toEqual({ requests: [] });
    renameSync(`${list}.away`, list);
    const [before] = await owner(`SELECT data::text AS data FROM matter WHERE id = '${id}'`);
    expect(String(before?.['data'])).toContain('sealed');
    expect(await reapplyErasures(kit())).toMatchObject({ matters: 1, letters: 1 });
    await assertErasuresTold(kit());
    const after1 = (await head.get('/api/personal/requests')).body.requests;
    expect(after1).toMatchObject([{ what: 'erase', state: 'done', words: '' }]);
    expect((await owner('SELECT 1 FROM safe_contact UNION ALL SELECT 1 FROM contact_event')).length).toBe(0);
    expect(await reapplyErasures(kit())).toMatchObject({ matters: 0, letters: 0 });
    expect(await hits()).toEqual([]);
    const [after] = await owner(`SELECT data::text AS data FROM matter WHERE id = '${id}'`);
    expect(String(after?.['data'])).not.toContain('sealed');
    expect((await head.get(`/api/matters/${id}`)).status).toBe(410);
    await sweepProjection(w.house.projection);
    expect((await verifyProjection(w.house.projection)).faultCount).toBe(0);
  });
  test('a line of the list that a power cut has cut off is left out, and swallows no later one', async () => {
    const at = '2026-06-15T04:00:00.000Z';
    const dir = mkdtempSync(join(folder, 'cut-'));
    const stone = { subject: `letter/${id}`, at, rest: null };
    await appendTombstones(dir, [stone]);
    writeFileSync(join(dir, 'erasures.ndjson'), '{"subject":"mat', { flag: 'a' });
    expect(await readTombstones(dir)).toEqual([stone]);
    await appendTombstones(dir, [{ ...stone, subject: `matter/${id}` }]);
    expect((await readTombstones(dir)).map((s) => s.subject)).toEqual([`letter/${id}`, `matter/${id}`]);
  });
});

/** Parts of a zip, by its list at the end. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const end = zip.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = zip.readUInt32LE(end + 16);
  for (let i = 0; i < zip.readUInt16LE(end + 10); i += 1) {
    const [method, size, nameLength, extra, comment, local] = [
      zip.readUInt16LE(at + 10),
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
      zip.readUInt32LE(at + 42),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(from, from + size);
    parts.set(name, method === 0 ? data : inflateRawSync(data));
    at += 46 + nameLength + extra + comment;
  }
  return parts;
}
