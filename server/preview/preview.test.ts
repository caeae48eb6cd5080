import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, trainingLine, type Visitor, type World } from '../../tests/kit/world.ts';

/** What a preview says, held against what the person herself is then shown. */
let w: World;
let admin: Visitor;
const VILLAGES = ['910101001201', '910101001202', '910101002201', '910102001201'];

beforeAll(async () => {
  w = await openWorld();
  admin = await w.enter('system-admin', '910100');
  for (const code of VILLAGES)
    expect(
      (await (await w.enter('village-cadre', code)).post('/api/entries', trainingLine(w.id(code)))).status,
    ).toBe(200);
});
afterAll(() => w.close());

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
const area = (seat: any, name: string) => seat.areas.find((a: { name: string }) => a.name === name);
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
const training = (seat: any) =>
  area(seat, '台账').examples.find((e: { name: string }) => e.name.includes('培训'));

test.each([
  ['village-cadre', '910101001201'],
  ['township-cadre', '910101001'],
  ['county-cadre', '910101'],
  ['department-head', '910101-B1'],
  ['city-cadre', '910100'],
] as const)('%s at %s: as many lines and units as her own pages then show', async (role, code) => {
  const her = await w.enter(role, code);
  const { status, body } = await admin.get(`/api/grants/seen?unit=${w.id(code)}&role=${role}`);
  expect(status).toBe(200);
  const list = (await her.get('/api/ledgers/training/entries?limit=200')).body.rows;
  expect(training(body.seats[0]).count).toBe(list.length);
  const account = (await admin.get(`/api/accounts/${her.accountId}/seen`)).body;
  expect(account.seats[0].areas).toEqual(body.seats[0].areas);
  const me = (await her.get('/api/me')).body;
  const said = body.seats[0].areas.flatMap((a: { may: string[] }) => a.may);
  expect(said).toContain('看台账');
  expect(said.includes('取走本组织全部数据')).toBe(me.permissions.includes('takeout.use'));
});

test('an administrator’s post opens no ledger, and its preview says so; no content leaves', async () => {
  const { body } = await admin.get(`/api/grants/seen?unit=${w.id('910101')}&role=audit-admin`);
  expect(area(body.seats[0], '台账')).toEqual({ name: '台账', may: [], examples: [] });
  const all = await admin.get(`/api/grants/seen?unit=${w.id('910101')}&role=county-cadre`);
  expect(JSON.stringify(all.body)).not.toContain('葡萄');
});

test('only administrators ask, and only within their reach', async () => {
  const lower = await w.enter('system-admin', '910101');
  expect((await lower.get(`/api/grants/seen?unit=${w.id('910102')}&role=county-cadre`)).status).toBe(404);
  expect((await lower.get(`/api/grants/seen?unit=${w.id('910101')}&role=nothing`)).status).toBe(404);
  const outside = await w.enter('county-cadre', '910102');
  expect((await lower.get(`/api/accounts/${outside.accountId}/seen`)).status).toBe(404);
  expect((await outside.get(`/api/grants/seen?unit=${w.id('910102')}&role=county-cadre`)).status).toBe(403);
});
