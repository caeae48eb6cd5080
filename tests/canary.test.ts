import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askForRun, checkWhole, exportWhole, importWhole, sweepBackups } from '../server/backups/index.ts';
import { createShelf } from '../server/files/index.ts';
import { pdf } from '../server/files/testing-pictures.ts';
import { sweepClocks } from '../server/flows/index.ts';
import { MIGRATIONS } from '../server/migrations/index.ts';
import { chinaDay } from '../server/platform/clock/index.ts';
import { log } from '../server/platform/log/index.ts';
import { sweepProjection } from '../server/projection/index.ts';
import { filesUnder, unpacked, wordsIn } from './kit/searching.ts';
import { openTestStore } from './kit/store.ts';
import { HOST, openWorld, type Visitor, type World } from './kit/world.ts';

/**
 * Canaries (SECURITY 20, 23, 40; issue 5): one letter and one contact with words that stand nowhere else are taken through the
 * whole house, by the woman and by those who handle her matter. Then everything that the house has written is searched:
 * all tables, the files of the database itself, the log, packages taken out, backups.
 */
const SAID = {
  name: '金丝雀姓名7Q甲',
  words: '金丝雀原话8W乙',
  added: '金丝雀补充9E丙',
  complaint: '金丝雀意见4R丁',
  answer: '金丝雀答复5T戊',
  opinion: '金丝雀意见6Y己',
  reason: '金丝雀紧急理由3U庚,来电求助',
  hours: '金丝雀钟点2I辛',
  cover: '金丝雀说法2K辰',
  leave: '金丝雀留话1L巳',
  signal: '金丝雀暗语0Z午',
  message: '金丝雀要告诉她9X未',
  attempt: '金丝雀联系记录8C申',
  counter: '金丝雀柜台1O壬',
  shelter: '金丝雀住处0P癸',
  file: '金丝雀材料9A子',
  court: '金丝雀法院8S丑',
  agency: '金丝雀派出所7D寅',
  request: '金丝雀转办请求6F卯',
} as const;
const PHONE = '13912345678';
const ID_NUMBER = '11010519491231002X';
/** With her receipt code, once she has it, as she got it and as it is typed. */
const CANARIES = [...Object.values(SAID), PHONE, ID_NUMBER];

let w: World;
let folder: string;
let rights: Visitor;
let colleague: Visitor;
let above: Visitor;
let chair: Visitor;
const lines: string[] = [];
/** Pino keeps where it writes behind a symbol. */
const inside = log as unknown as Record<symbol, unknown>;
const stream = inside[pino.symbols.streamSym];
const level = log.level;

beforeAll(async () => {
  inside[pino.symbols.streamSym] = { write: (line: string) => lines.push(line) };
  log.level = 'trace';
  folder = mkdtempSync(join(tmpdir(), 'halfsky-canary-'));
  w = await openWorld({ dataDir: folder });
  rights = await w.enter('department-head', '910101-B1');
  colleague = await w.enter('county-cadre', '910101-B1');
  chair = await w.enter('chair', '910101');
  above = await w.enter('county-cadre', '910101');
});
afterAll(async () => {
  inside[pino.symbols.streamSym] = stream;
  log.level = level;
  await w.close();
  rmSync(folder, { recursive: true, force: true });
});

let keys = 0;
const key = (): string => {
  keys += 1;
  return `canary-request-${keys}`;
};
async function page(path: string, form: Record<string, string>): Promise<string> {
  const answer = await w.ask('POST', path, {
    body: new URLSearchParams(form).toString(),
    headers: { origin: `https://${HOST}`, 'content-type': 'application/x-www-form-urlencoded' },
  });
  return String(answer.body);
}
async function step(v: Visitor, id: string, name: string, more: Record<string, unknown> = {}): Promise<void> {
  const { version } = (await v.get(`/api/matters/${id}`)).body;
  const done = await v.post(`/api/matters/${id}/steps`, { requestKey: key(), version, step: name, ...more });
  expect([name, done.status, done.body]).toEqual([name, 200, expect.anything()]);
}

/** Everything that may be done with a case, said with canaries. */
async function walk(): Promise<{ number: string; id: string }> {
  const form = {
    key: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a77',
    danger: 'now',
    whom: 'me',
    cause: 'violence',
    words: SAID.words,
    name: SAID.name,
    place: '样例910101001201',
    placeId: w.id('910101001201'),
    reach: 'phone',
    phone: PHONE,
    'way-call': 'yes',
    when: 'any',
    note: SAID.hours,
    cover: 'disguised',
    coverName: '小区物业',
    coverWords: SAID.cover,
    leaveWith: SAID.leave,
    codeWord: SAID.signal,
    agree: 'yes',
    step: '3',
    go: 'on',
  };
  const code = /class="code">([A-Z0-9-]+)</.exec(await page('/help/ask', form))?.[1] ?? '';
  expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
  CANARIES.push(code, code.replaceAll('-', ''), code.replaceAll('-', '').toLowerCase());
  await page('/help/follow', { code });
  expect(await page('/help/follow/add', { code, words: SAID.added })).toContain(SAID.added);
  const [row] = (await rights.get('/api/matters')).body.rows;
  const id = String(row.id);
  const { number } = (await rights.get(`/api/matters/${id}`)).body;
  for (const part of ['letter', 'reads', 'repeat', 'candidates?step=introduce'])
    expect((await rights.get(`/api/matters/${id}/${part}`)).status).toBe(200);
  const looked = { unit: w.id('910101'), number, reason: SAID.reason };
  expect((await above.post('/api/urgent-views', looked)).status).toBe(200);
  await above.get(`/api/matters/${id}`);
  await above.get(`/api/matters/${id}/letter`);
  await step(rights, id, 'safe', { opinion: SAID.opinion });
  // How she may be reached, what is to be told to her, and that somebody tried.
  const contacts = `/api/matters/${id}/contact`;
  expect((await rights.get(contacts)).body.contact.plan.codeWord).toBe(SAID.signal);
  const event = (body: Record<string, unknown>) =>
    rights.post(`${contacts}/events`, { requestKey: key(), ...body });
  const [message, tried] = [
    await event({ kind: 'message', words: SAID.message }),
    await event({
      kind: 'attempt',
      way: 'call',
      at: w.clock.at.toISOString(),
      outcome: 'nobody',
      words: SAID.attempt,
      reason: '',
      message: null,
    }),
  ];
  expect([message.status, tried.status, tried.body]).toEqual([200, 200, expect.anything()]);
  await page('/help/follow/contact', { ...form, code, when: 'keep', codeWord: SAID.signal, seen: 'no' });
  await step(rights, id, 'introduce', { to: colleague.postId, opinion: SAID.opinion });
  await step(colleague, id, 'accept');
  // What is wrong is answered with a sentence, and leaves no trace of what was typed.
  for (const [path, body] of [
    [
      `/api/matters/${id}/steps`,
      { requestKey: key(), version: 1, step: SAID.words, data: { answer: SAID.answer } },
    ],
    [`/api/matters/${id}/steps`, { words: SAID.words }],
    ['/api/matters', { requestKey: key(), flow: 'first-asked', data: { about: SAID.words } }],
    ['/api/urgent-views', { ...looked, number: SAID.words }],
  ] as const)
    expect((await colleague.post(path, body)).status).toBeGreaterThanOrEqual(400);
  await step(colleague, id, 'answer', { data: { answer: `${SAID.answer},每周回访一次` } });
  expect(await page('/help/follow/complaint', { code, words: SAID.complaint })).toContain(SAID.complaint);
  // A guess in her words is refused and leaves nothing either.
  await page('/help/follow', { code: SAID.words });
  const contact = await colleague.post('/api/matters', {
    requestKey: key(),
    flow: 'first-asked',
    data: {
      danger: '没有',
      channel: '来电',
      cause: '婚姻家庭',
      who: SAID.name,
      contact: `${PHONE},身份证${ID_NUMBER}`,
      about: SAID.counter,
    },
  });
  expect(contact.status).toBe(200);
  expect((await colleague.get(`/api/matters/${contact.body.id}/repeat`)).body.repeat.count).toBe(1);
  await papersOf(contact.body.id);
  for (const v of [rights, colleague, above, chair]) {
    await v.get('/api/home');
    await v.get('/api/urgent-views');
    await v.get(`/api/matters?q=${encodeURIComponent(SAID.words)}&box=past`);
    await v.get(`/api/matter-counts?unit=${w.id('910101')}`);
    await v.get(`/api/${encodeURIComponent(SAID.words)}`);
  }
  w.clock.at = new Date(w.clock.at.getTime() + 8 * 86_400_000);
  await sweepClocks(w.house.flows);
  await sweepProjection(w.house.projection);
  return { number, id };
}

/** A case of violence from it, with where she is, a file, an evidence pack and a request to the police by a link. */
async function papersOf(contact: string): Promise<void> {
  const data = { danger: '没有', victim: '成年人', channel: '来电', who: SAID.name, about: SAID.counter };
  const made = await colleague.post('/api/matters', {
    requestKey: key(),
    flow: 'violence',
    from: contact,
    data,
  });
  const id = String(made.body.id);
  const where = { shelter: '亲友家', 'shelter-day': chinaDay(w.clock.at), 'shelter-where': SAID.shelter };
  await step(colleague, id, 'shelter', { data: where });
  const bytes = Buffer.concat([pdf(), Buffer.from(SAID.file)]);
  const asked = { requestKey: key(), name: `${SAID.file}.pdf`, bytes: bytes.length };
  const upload = (await colleague.post(`/api/matters/${id}/uploads`, asked)).body.id;
  await colleague.raw('PUT', `/api/matter-uploads/${upload}?offset=0`, bytes);
  expect((await colleague.post(`/api/matter-uploads/${upload}/complete`, {})).status).toBe(200);
  const pack = { requestKey: key(), reason: `交${SAID.court}` };
  expect((await colleague.post(`/api/matters/${id}/evidence`, pack)).status).toBe(200);
  const sent = await colleague.post(`/api/matters/${id}/referrals`, {
    requestKey: key(),
    kind: 'police',
    agency: SAID.agency,
    ask: SAID.request,
    callBack: '0591-000000',
    fields: ['about'],
    consent: { fields: ['about'], way: 'face', day: chinaDay(w.clock.at), words: SAID.words },
  });
  expect([sent.status, sent.body]).toEqual([200, expect.anything()]);
  const { path, pin } = sent.body.link;
  CANARIES.push(path.split('/').at(-1));
  expect(await page(path, { pin })).toContain(SAID.request);
}

const foundIn = (text: Buffer | string): string[] => wordsIn(text, CANARIES);

test('nothing that she said, and nothing said of her, lies in clear anywhere', async () => {
  const { number, id } = await walk();
  const { store } = w.test;

  const tables = await store.owner.transaction([], (tx) =>
    tx.sql(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('r', 'p', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`,
    ),
  );
  expect(tables.length).toBeGreaterThan(60);
  let rows = 0;
  let withNumber = 0;
  for (const { name } of tables) {
    const found = await store.owner.transaction([], (tx) =>
      tx.sql(`SELECT t::text AS row FROM ${name} AS t`),
    );
    for (const { row } of found) {
      rows += 1;
      if (String(row).includes(number)) withNumber += 1;
      expect([name, foundIn(String(row))]).toEqual([name, []]);
    }
  }
  // The search finds what is there in clear.
  expect(rows).toBeGreaterThan(100);
  expect(withNumber).toBeGreaterThan(1);

  expect([lines.length > 0, foundIn(lines.join('\n'))]).toEqual([lines.length > 0, []]);

  // What leaves the house: a package of the county, backups.
  const kit = { store, shelf: createShelf(join(folder, 'files')), dataDir: folder, now: () => w.clock.at };
  await store.owner.transaction([], (tx) =>
    tx.sql('UPDATE session SET created_at = $1, seen_at = $1, fresh_at = $1', [w.clock.at]),
  );
  expect((await chair.get(`/api/ledgers/contacts/export?unit=${w.id('910101')}`)).status).toBe(200);
  const asked = await chair.post('/api/takeouts', {
    requestKey: key(),
    unitId: w.id('910101'),
    reason: '移交给档案馆',
  });
  expect([asked.status, asked.body]).toEqual([200, expect.anything()]);
  await expect
    .poll(async () => JSON.stringify((await chair.get('/api/takeouts')).body.takeouts), { timeout: 60_000 })
    .toContain('"state":"done"');
  await askForRun({ ...kit, foreign: true }, 'backup', 'nightly');
  expect(await sweepBackups({ ...kit, foreign: true })).toBe(1);
  // Both lie enciphered. What is in them is searched too: the package as she fetches it, and all tables in the open, which
  // must come in elsewhere as they are.
  const fetched = await chair.raw('GET', `/api/takeouts/${asked.body.id}/file`);
  expect(fetched.status).toBe(200);
  writeFileSync(join(folder, 'takeouts', 'fetched.zip'), Buffer.from(await fetched.arrayBuffer()));
  const open = join(folder, 'backups', 'open');
  await exportWhole(kit, open, { now: w.clock.at });
  const known = MIGRATIONS.map((m) => m.name);
  const moved = await openTestStore();
  const came = await importWhole(await checkWhole(open, { by: {}, known }), {
    store: moved.store,
    dataDir: join(folder, 'moved'),
  });
  await moved.close();
  expect(came.rows).toBeGreaterThan(100);
  const files = filesUnder(folder);
  for (const kind of ['backups', 'takeouts']) expect(files.some((f) => f.includes(kind))).toBe(true);
  for (const path of files)
    for (const part of unpacked(path)) expect([path, foundIn(part)]).toEqual([path, []]);

  // The database's own files and its log of changes: what a stolen disk would show.
  const [at] = await store.owner.transaction([], (tx) =>
    tx.sql(
      "SELECT current_setting('data_directory') AS dir, (SELECT oid FROM pg_database WHERE datname = current_database()) AS oid",
    ),
  );
  await store.owner.withClient((c) => c.query('CHECKPOINT'));
  const dir = String(at?.['dir']);
  const own = filesUnder(join(dir, 'base', String(at?.['oid'])));
  // Its newest parts: the server of a whole run has written others' changes for minutes.
  const change = filesUnder(join(dir, 'pg_wal'))
    .flatMap((path) => {
      const at = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
      return at === undefined ? [] : [{ path, at }];
    })
    .toSorted((a, b) => b.at - a.at)
    .slice(0, 2)
    .map((f) => f.path);
  expect(own.length).toBeGreaterThan(100);
  let plain = 0;
  for (const path of [...own, ...change]) {
    const bytes = readFileSync(path);
    if (bytes.includes(number)) plain += 1;
    expect([path, CANARIES.filter((c) => bytes.includes(c))]).toEqual([path, []]);
  }
  expect(plain).toBeGreaterThan(0);
  // And it is all still there for who may read it.
  expect(JSON.stringify((await colleague.get(`/api/matters/${id}`)).body)).toContain(SAID.answer);
});
