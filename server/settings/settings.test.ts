import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openWorld, type Visitor, type World } from '../../tests/kit/world.ts';
import type { Tx } from '../platform/db/index.ts';
import { calendarOf, numberOf, parameterAt, settingOf } from './index.ts';

/** 2026-06-15 in the test world. */
let w: World;
let city: Visitor;
let county: Visitor;
let village: Visitor;
let admin: Visitor;
const TODAY = '2026-06-15';
const DAY = 'closing.due-day';

beforeAll(async () => {
  w = await openWorld();
  city = await w.enter('city-cadre', '910100');
  county = await w.enter('county-cadre', '910101');
  village = await w.enter('village-cadre', '910101001201');
  admin = await w.enter('system-admin', '910100');
});
afterAll(() => w.close());

const asApp = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => w.test.store.app.transaction([], fn, 'read');
const unit = (code: string): { path: string } => ({ path: w.units.get(code)?.path ?? '' });
const dueDay = (code: string, day = TODAY): Promise<unknown> =>
  asApp((tx) => settingOf(tx, unit(code), DAY, day));
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
const rowOf = async (v: Visitor, key: string, unitCode?: string): Promise<any> => {
  const answer = await v.get(`/api/settings${unitCode ? `?unit=${w.id(unitCode)}` : ''}`);
  return [...answer.body.groups, ...answer.body.house]
    .flatMap((g: { rows: { key: string }[] }) => g.rows)
    .find((r: { key: string }) => r.key === key);
};
const change = async (v: Visitor, key: string, body: Record<string, unknown>, path = 'settings') =>
  await v.post(`/api/${path}/${key}`, {
    binding: false,
    from: TODAY,
    reason: '照市里的要求',
    seen: (await rowOf(v, key)).newest,
    ...body,
  });

describe('a setting', () => {
  test('is the default until somebody decides; then those below inherit it, from its day on', async () => {
    expect(await dueDay('910101001201')).toBe(5);
    expect((await change(city, DAY, { value: 8 })).status).toBe(200);
    expect((await change(county, DAY, { value: 3, from: '2026-08-01' })).status).toBe(200);
    expect(await dueDay('910101001201')).toBe(8);
    expect(await dueDay('910102001')).toBe(8);
    expect(await dueDay('910101001201', '2026-08-01')).toBe(3);
    expect(await dueDay('910102001', '2026-08-01')).toBe(8);
    expect(await dueDay('920101001')).toBe(5);
    expect(await dueDay('910101001201', '2026-06-14')).toBe(5);
    expect(await rowOf(village, DAY)).toMatchObject({ value: 8, setBy: '样例910100妇联', may: [] });
    expect(await rowOf(county, DAY)).toMatchObject({ value: 8, coming: { value: 3, from: '2026-08-01' } });
  });

  test('what a unit above says is binding cannot be set below, and its history stays', async () => {
    expect((await change(city, DAY, { value: 6, binding: true })).status).toBe(200);
    expect(await dueDay('910101001201', '2026-08-01')).toBe(6);
    const refused = await change(county, DAY, { value: 4 });
    expect([refused.status, refused.body.error.code]).toEqual([409, 'setting.bound']);
    expect(refused.body.error.message).toContain('样例910100妇联');
    expect((await change(city, DAY, { value: null })).status).toBe(200);
    expect(await dueDay('910101001201')).toBe(5);
    const { changes } = (await city.get(`/api/settings/${DAY}/history`)).body;
    expect(changes.map((c: { value: unknown; dropped: boolean }) => [c.value, c.dropped])).toEqual([
      [null, false],
      [6, true],
      [8, true],
    ]);
    const audited = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(`SELECT detail FROM audit_event WHERE action = 'setting.change' ORDER BY id`),
    );
    expect(audited.map((r) => r['detail'])).toContainEqual(
      expect.objectContaining({ before: '8 日', after: '6 日', since: TODAY, reason: '照市里的要求' }),
    );
  });

  test.each([
    ['out of range', { value: 31 }, 422, '1 到 28 日'],
    ['no number', { value: '八' }, 422, '要填一个数'],
    ['half a day', { value: 4.5 }, 422, '整数'],
    ['yesterday', { value: 9, from: '2026-06-14' }, 422, '不能早于今天'],
    ['a mistyped year', { value: 9, from: '2062-06-16' }, 422, '核对年份'],
    ['a day that does not exist', { value: 9, from: '2026-02-30' }, 422, '没有这一天'],
    ['no reason', { value: 9, reason: ' ' }, 422, '为什么改'],
    ['somebody else was quicker', { value: 9, seen: null }, 409, '刚刚被别人改过'],
  ])('that is wrong cannot be saved: %s', async (_, body, status, words) => {
    const before = await dueDay('910101001201');
    const answer = await change(city, DAY, body);
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([status, expect.stringContaining(words)]);
    expect(await dueDay('910101001201')).toBe(before);
  });

  test('the same click twice is one change; who may not, may not; a key that is not there is not there', async () => {
    const seen = (await rowOf(city, 'closing.silent-months')).newest;
    const body = { value: 4, binding: false, from: TODAY, reason: '改成四个月', seen };
    const both = [
      await city.post('/api/settings/closing.silent-months', body),
      await city.post('/api/settings/closing.silent-months', body),
    ];
    expect(both.map((a) => a.status)).toEqual([200, 200]);
    expect((await city.get('/api/settings/closing.silent-months/history')).body.changes).toHaveLength(1);
    expect((await village.post(`/api/settings/${DAY}`, body)).status).toBe(403);
    expect((await admin.post(`/api/settings/${DAY}`, body)).status).toBe(403);
    expect((await city.post('/api/settings/closing.nothing', body)).status).toBe(404);
    expect((await county.get(`/api/settings?unit=${w.id('910102')}`)).status).toBe(404);
    const township = await w.enter('township-cadre', '910101001');
    expect((await change(township, 'files.unit-quota-mb', { value: 900 })).body.error.code).toBe(
      'setting.level',
    );
  });

  test('of the whole house is its highest system administrator’s, and the application itself may not write it', async () => {
    expect(await asApp((tx) => numberOf(tx, null, 'session.idle-minutes', TODAY))).toBe(30);
    expect((await change(admin, 'session.idle-minutes', { value: 31 }, 'house-settings')).status).toBe(422);
    expect((await change(admin, 'session.idle-minutes', { value: 20 }, 'house-settings')).status).toBe(200);
    expect(await asApp((tx) => numberOf(tx, null, 'session.idle-minutes', TODAY))).toBe(20);
    const before = w.clock.at;
    const idle = await w.enter('county-cadre', '910101');
    w.clock.at = new Date(before.getTime() + 21 * 60_000);
    expect((await idle.get('/api/me')).status).toBe(401);
    w.clock.at = before;
    const lower = await w.enter('system-admin', '910101');
    const refused = await change(lower, 'session.idle-minutes', { value: 10 }, 'house-settings');
    expect([refused.status, refused.body.error.code]).toEqual([403, 'setting.house']);
    expect((await lower.get('/api/settings')).body.houseWhyNot).toContain('最上一级');
    expect((await county.get('/api/settings')).body.house).toEqual([]);
    await expect(
      w.test.store.app.transaction([], (tx) => tx.sql(`UPDATE setting_value SET binding = true`)),
    ).rejects.toThrow('permission denied');
  });

  test('every key that is defined is asked for somewhere, and every key that is asked for is defined', async () => {
    // Flows and early warnings ask in their definitions: by a number, by a clock.
    let sources = '';
    const roots = ['..', '../../institutions/rights'].map((r) => join(import.meta.dirname, r));
    for (const root of roots)
      for await (const file of glob('**/*.ts', { cwd: root }))
        if (!file.endsWith('.test.ts')) sources += readFileSync(join(root, file), 'utf8');
    const defined = (await asApp((tx) => tx.sql(`SELECT key FROM definition WHERE kind = 'setting'`))).map(
      (r) => String(r['key']),
    );
    // Early warnings ask for theirs by a name put together.
    const isAsked = (key: string): boolean =>
      sources.includes(`'${key}'`) || sources.includes(`\`${key.split('.')[0]}.\${key}\``);
    expect(defined.filter((key) => !isAsked(key))).toEqual([]);
    const asked = [...sources.matchAll(/(?:settingOf|numberOf)\([^;]*?'([a-z-]+\.[a-z-]+)'/g)].map(
      (m) => m[1],
    );
    expect(asked.filter((key) => !defined.includes(key ?? ''))).toEqual([]);
    expect(asked.length).toBeGreaterThan(5);
  });
});

describe('a parameter', () => {
  const on = (key: string, day: string, code?: string) =>
    asApp((tx) => parameterAt(tx, key, day, code ? unit(code) : null));

  test('is read by its day', async () => {
    const at = async (day: string): Promise<unknown> => (await on('loans.person-cap', day)).active?.value;
    expect([
      await at('2008-12-31'),
      await at('2012-05-05'),
      await at('2018-11-15'),
      await at('2018-11-16'),
    ]).toEqual([undefined, 8, 10, 15]);
    expect([await at('2023-09-30'), await at('2023-10-01')]).toEqual([20, 30]);
  });

  test('that was read in the document is fixed up to its check; a later rule is entered beside it', async () => {
    const body = { value: 48, to: null, source: '样例省规定〔2026〕1号', reason: '新规定', seen: null };
    const fixed = await county.post('/api/parameters/dv.letter-hours', { ...body, from: '2026-01-01' });
    expect([fixed.status, fixed.body.error.code]).toEqual([409, 'parameter.fixed']);
    const later = await county.post('/api/parameters/dv.letter-hours', { ...body, from: '2027-01-01' });
    expect(later.status).toBe(200);
    expect((await on('dv.letter-hours', '2026-12-31', '910101001')).active).toMatchObject({
      value: 72,
      grade: 'V',
    });
    expect((await on('dv.letter-hours', '2027-01-01', '910101001')).active).toMatchObject({
      value: 48,
      grade: null,
    });
    expect((await on('dv.letter-hours', '2027-01-01', '910102001')).active).toMatchObject({ value: 72 });
  });

  test('from memory is switched off until somebody confirms it with a source', async () => {
    const key = 'honours.publicity-workdays';
    expect(await on(key, TODAY, '910101')).toMatchObject({ active: null, waiting: { value: 5, grade: 'M' } });
    const body = {
      value: 5,
      from: '2020-01-01',
      to: null,
      source: '县评比达标表彰办复函',
      reason: '已核实',
      seen: null,
    };
    expect((await village.post(`/api/parameters/${key}`, body)).status).toBe(403);
    expect((await county.post(`/api/parameters/${key}`, { ...body, source: '' })).status).toBe(422);
    expect((await county.post(`/api/parameters/${key}`, { ...body, value: 99 })).status).toBe(422);
    expect((await county.post(`/api/parameters/${key}`, { ...body, to: '2019-01-01' })).status).toBe(422);
    expect((await county.post(`/api/parameters/${key}`, body)).status).toBe(200);
    expect((await county.post(`/api/parameters/${key}`, body)).status).toBe(200);
    expect(await on(key, TODAY, '910101001201')).toMatchObject({
      active: { value: 5, grade: null },
      waiting: null,
    });
    expect((await on(key, TODAY, '910102')).active).toBeNull();
    const view = (await county.get('/api/parameters')).body.groups.flatMap((g: { rows: object[] }) => g.rows);
    expect(view.find((p: { key: string }) => p.key === key)).toMatchObject({
      value: { value: 5, place: '样例910101妇联', reason: '已核实' },
      waiting: null,
      may: ['change'],
    });
  });
});

describe('a calendar', () => {
  const year = {
    year: 2027,
    off: [{ day: '2027-01-01', name: '元旦' }],
    work: [],
    source: '国办发明电〔2026〕样例',
    seen: null,
  };

  test('says plainly that a year is not announced, and knows it once it was entered', async () => {
    const before = (await village.get('/api/calendar?year=2027')).body;
    expect([before.announced, before.warning, before.workdays]).toEqual([
      false,
      expect.stringContaining('没有录入'),
      261,
    ]);
    expect((await county.post('/api/calendar/house', year)).status).toBe(403);
    expect((await admin.post('/api/calendar/house', year)).status).toBe(200);
    const after = (await village.get('/api/calendar?year=2027')).body;
    expect([after.announced, after.warning, after.workdays]).toEqual([true, null, 260]);
    expect((await admin.post('/api/calendar/house', year)).status).toBe(200);
    const other = { ...year, off: [], seen: null };
    expect((await admin.post('/api/calendar/house', other)).body.error.code).toBe('setting.changed');
  });

  test('a place adds its own days, for itself and those below only', async () => {
    const local = {
      year: 2026,
      off: [{ day: '2026-04-20', name: '三月三' }],
      work: [],
      source: '样例自治县规定',
      seen: null,
    };
    expect((await county.post('/api/calendar/local', local)).status).toBe(200);
    const isWorkday = (code: string) =>
      asApp(async (tx) => (await calendarOf(tx, unit(code))).isWorkday('2026-04-20'));
    expect([await isWorkday('910101001201'), await isWorkday('910101'), await isWorkday('910102')]).toEqual([
      false,
      false,
      true,
    ]);
    expect((await village.get('/api/calendar?year=2026')).body).toMatchObject({
      workdays: 247,
      local: [{ unitName: '样例910101妇联', off: [{ day: '2026-04-20', name: '三月三' }] }],
    });
  });

  test.each([
    ['another year', { off: [{ day: '2026-01-01', name: '元旦' }] }, '不在 2027 年'],
    ['twice', { off: [year.off[0], year.off[0]] }, '写了两次'],
    [
      'off and worked',
      { off: [{ day: '2027-01-02', name: '元旦' }], work: [{ day: '2027-01-02', name: '元旦' }] },
      '不能又放假又上班',
    ],
    ['worked on a weekday', { work: [{ day: '2027-01-04', name: '元旦' }] }, '不是周末'],
    ['no source', { source: '' }, '依据'],
    ['no such day', { off: [{ day: '2027-02-29', name: '春节' }] }, '没有这一天'],
  ])('that is wrong cannot be saved: %s', async (_, body, words) => {
    const answer = await admin.post('/api/calendar/house', { ...year, ...body });
    expect([answer.status, JSON.stringify(answer.body)]).toEqual([422, expect.stringContaining(words)]);
  });
});
