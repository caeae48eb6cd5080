import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, COOKIE, openWorld, seat, TEST_SECRET, type World } from '../../tests/kit/world.ts';
import { hashPassword } from './index.ts';
import { codeAt, newSecret, stepOfCode } from './totp.ts';

/** The second step (SECURITY 3), one-time codes (6), proving oneself again (11), with a clock that the test turns. */
let w: World;
const PASSWORD = '四个不相干的词 horse battery';
let stored = '';

beforeAll(async () => {
  w = await openWorld();
  stored = await hashPassword(PASSWORD);
});
afterAll(() => w.close());

const sql = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  w.test.store.owner.transaction([], (tx) => tx.sql(text, values));
const seconds = (n: number): void => {
  w.clock.at = new Date(w.clock.at.getTime() + n * 1000);
};
const code = (ahead = 0, secret = TEST_SECRET): string =>
  codeAt(secret, new Date(w.clock.at.getTime() + ahead * 1000));
const enter = (login: string, more: Record<string, string> = {}): Promise<Answer> =>
  w.ask('POST', '/api/sign-in', { body: { login, password: PASSWORD, ...more } });
const tokenOf = (a: Answer): string => /halfsky=([^;]*)/.exec(a.headers.get('set-cookie') ?? '')?.[1] ?? '';
const as = (token: string) => ({
  get: (path: string) => w.ask('GET', path, { headers: { cookie: `${COOKIE}=${token}` } }),
  post: (path: string, body: unknown = { sure: true }) =>
    w.ask('POST', path, { body, headers: { cookie: `${COOKIE}=${token}` } }),
});
const county = async (secondStep?: string | null): Promise<{ login: string; accountId: string }> => {
  const unit = w.units.get('910101');
  if (!unit) throw new Error('no county');
  return await w.test.store.owner.transaction([], (tx) =>
    seat(tx, {
      role: 'county-cadre',
      unit,
      password: stored,
      at: w.clock.at,
      ...(secondStep === undefined ? {} : { secondStep }),
    }),
  );
};
beforeEach(() => seconds(3_600));

test('codes: six digits, thirty seconds, one step either side, RFC 6238', () => {
  // Appendix B of RFC 6238, SHA-1, cut to six digits.
  const rfc = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  expect(codeAt(rfc, new Date(59_000))).toBe('287082');
  expect(codeAt(rfc, new Date(1_111_111_109_000))).toBe('081804');
  expect(codeAt(rfc, new Date(20_000_000_000_000))).toBe('353130');
  const at = new Date(1_800_000_000_000);
  const steps = [-60, -30, 0, 30, 60].map((s) =>
    stepOfCode(rfc, codeAt(rfc, new Date(at.getTime() + s * 1000)), at),
  );
  expect(steps).toEqual([null, 59_999_999, 60_000_000, 60_000_001, null]);
  expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
});

describe('signing in with a second step', () => {
  test('the password alone opens nothing; with a code she is in; the same code is refused, by script too', async () => {
    const { login } = await county();
    const first = await enter(login);
    expect([first.status, first.body.error.code, first.headers.get('set-cookie')]).toEqual([
      401,
      'sign-in.second',
      null,
    ]);
    const now = code();
    expect((await enter(login, { code: now })).status).toBe(200);
    const again = await enter(login, { code: now });
    expect([again.status, again.body.error.code]).toEqual([401, 'sign-in.second-used']);
    expect(again.body.error.message).toMatch(/已经用过了.*约 \d+ 秒/);
    // An older step than the last one taken is used up as well.
    expect((await enter(login, { code: code(-30) })).body.error.code).toBe('sign-in.second-used');
    expect((await enter(login, { code: code(30) })).status).toBe(200);
  });

  test('a code is read as people type it: with spaces, or in full-width digits', async () => {
    const { login } = await county();
    const now = code();
    const wide = [...now].map((d) => String.fromCodePoint((d.codePointAt(0) ?? 0) + 0xfee0)).join('');
    expect((await enter(login, { code: ` ${wide.slice(0, 3)} ${wide.slice(3)} ` })).status).toBe(200);
  });

  test('two requests with one code at the same moment: one gets in', async () => {
    const { login } = await county();
    const now = code();
    const both = await Promise.all([enter(login, { code: now }), enter(login, { code: now })]);
    expect(both.map((a) => a.status).sort()).toEqual([200, 401]);
  });

  test('six wrong codes stop further tries for this account from anywhere, until the window has passed', async () => {
    const { login } = await county();
    for (let i = 0; i < 6; i += 1) {
      const wrong = await enter(login, { code: '000000' });
      expect(wrong.body.error.code).toBe('sign-in.second-wrong');
    }
    const stopped = await enter(login, { code: code() });
    expect([stopped.status, stopped.body.error.code]).toEqual([429, 'sign-in.slow-down']);
    expect(stopped.body.error.message).toMatch(/请等 15 分钟再试/);
    seconds(16 * 60);
    expect((await enter(login, { code: code() })).status).toBe(200);
  });

  test('a wrong password says nothing of the second step', async () => {
    const { login } = await county();
    const wrong = await w.ask('POST', '/api/sign-in', { body: { login, password: 'wrong', code: code() } });
    expect(wrong.body.error.code).toBe('sign-in.wrong');
    // And the code is still good.
    expect((await enter(login, { code: code() })).status).toBe(200);
  });
});

describe('setting up', () => {
  test('a county cadre without a second step reaches nothing else until she has one', async () => {
    const { login } = await county(null);
    const desk = as(tokenOf(await enter(login)));
    for (const path of ['/api/me', '/api/home', '/api/units/x', '/api/account']) {
      const answer = await desk.get(path);
      expect([path, answer.status, answer.body.error.code]).toEqual([path, 403, 'account.owes-second-step']);
    }
    // A page leads her there, and back to where she wanted to go.
    const page = await desk.get('/ledgers?p=2013');
    expect([page.status, page.headers.get('location')]).toEqual([
      303,
      '/sign-in/enrol?to=%2Fledgers%3Fp%3D2013',
    ]);
  });

  test('a village is offered one, sets it up, and may do without again; a county may not', async () => {
    const village = await w.enter('village-cadre', '910101001201');
    await sql('DELETE FROM second_factor WHERE account_id = $1', [village.accountId]);
    expect((await village.get('/api/me')).status).toBe(200);
    const started = (await village.post('/api/account/second-step/start', { sure: true })).body;
    expect(started.svg).toMatch(/^<svg /);
    const secret = started.groups.replaceAll(' ', '');
    // A second tab shows the same square.
    expect((await village.post('/api/account/second-step/start', { sure: true })).body.groups).toBe(
      started.groups,
    );
    const wrong = await village.post('/api/account/second-step/confirm', { code: '000000' });
    expect([wrong.status, wrong.body.error.code]).toEqual([422, 'second.first-wrong']);
    const done = await village.post('/api/account/second-step/confirm', { code: code(0, secret) });
    expect(done.body.codes).toHaveLength(8);
    expect(new Set(done.body.codes).size).toBe(8);
    expect(done.body.codes[0]).toMatch(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/);
    const again = await village.post('/api/account/second-step/confirm', { code: code(30, secret) });
    expect(again.body.error.code).toBe('second.not-started');
    expect((await village.post('/api/account/second-step/remove', { sure: true })).status).toBe(200);
    expect((await village.post('/api/account/second-step/remove', { sure: true })).body.error.code).toBe(
      'second.none',
    );
    const cadre = await w.enter('county-cadre', '910101');
    const kept = await cadre.post('/api/account/second-step/remove', { sure: true });
    expect([kept.status, kept.body.error.code]).toEqual([409, 'second.required']);
  });

  test('a recovery code stands in once; new ones end the old', async () => {
    const { login } = await county();
    const desk = as(tokenOf(await enter(login, { code: code() })));
    const renew = async (): Promise<string[]> =>
      (await desk.post('/api/account/second-step/recovery-codes')).body.codes;
    const [one = '', two = ''] = await renew();
    expect((await enter(login, { code: one.toLowerCase().replace('-', ' ') })).status).toBe(200);
    const again = await enter(login, { code: one });
    expect([again.status, again.body.error.code]).toEqual([401, 'sign-in.recovery-used']);
    expect((await desk.get('/api/account')).body.secondStep.recoveryLeft).toBe(7);
    await renew();
    expect((await enter(login, { code: two })).body.error.code).toBe('sign-in.second-wrong');
  });

  test('the database holds neither secret nor recovery code, and a sealed secret opens at no other account', async () => {
    const { login, accountId } = await county();
    const other = await county();
    const desk = as(tokenOf(await enter(login, { code: code() })));
    const [recovery = ''] = (await desk.post('/api/account/second-step/recovery-codes')).body.codes;
    const tables = [
      'second_factor',
      'recovery_code',
      'account_code',
      'sign_in_step',
      'account_log',
      'audit_event',
    ];
    const dump = (
      await Promise.all(
        tables.map(async (t) => JSON.stringify(await sql(`SELECT t::text AS row FROM ${t} t`))),
      )
    ).join('\n');
    for (const secret of [TEST_SECRET, recovery, recovery.replace('-', '')])
      expect(dump).not.toContain(secret);
    await sql(
      'UPDATE second_factor SET secret = (SELECT secret FROM second_factor WHERE account_id = $2) WHERE account_id = $1',
      [accountId, other.accountId],
    );
    seconds(60);
    expect((await enter(login, { code: code() })).status).toBe(500);
  });
});

describe('proving oneself again', () => {
  test('ten minutes after the last proof an act that asks for one is refused with its own code, and done after it', async () => {
    const { login } = await county();
    const desk = as(tokenOf(await enter(login, { code: code() })));
    expect((await desk.post('/api/account/second-step/start')).status).toBe(200);
    seconds(10 * 60 + 1);
    const refused = await desk.post('/api/account/second-step/start');
    expect([refused.status, refused.body.error.code]).toEqual([401, 'sign-in.fresh']);
    expect((await desk.get('/api/account/proof')).body).toEqual({ wanted: 'code' });
    const wrong = await desk.post('/api/account/proof', { proof: PASSWORD });
    expect(wrong.body.error.code).toBe('sign-in.second-wrong');
    expect((await desk.post('/api/account/proof', { proof: code() })).status).toBe(200);
    expect((await desk.post('/api/account/second-step/start')).status).toBe(200);
  });

  test('by password, where there is no second step', async () => {
    const unit = w.units.get('910101001201');
    if (!unit) throw new Error('no village');
    const { login } = await w.test.store.owner.transaction([], (tx) =>
      seat(tx, { role: 'village-cadre', unit, password: stored, secondStep: null, at: w.clock.at }),
    );
    const desk = as(tokenOf(await enter(login)));
    expect((await desk.get('/api/account/proof')).body).toEqual({ wanted: 'password' });
    const wrong = await desk.post('/api/account/proof', { proof: 'no' });
    expect([wrong.status, wrong.body.error]).toEqual([
      401,
      { code: 'sign-in.proof-wrong', message: '密码不对。' },
    ]);
    expect((await desk.post('/api/account/proof', { proof: PASSWORD })).status).toBe(200);
  });
});

describe('devices', () => {
  test('each sign-in is a device in plain words; one and all others can be signed out from here, at once', async () => {
    const { login } = await county();
    const agent = 'Mozilla/5.0 (Linux; Android 9; Mobile) Chrome/86 MicroMessenger/8.0';
    const phone = await w.ask('POST', '/api/sign-in', {
      body: { login, password: PASSWORD, code: code() },
      headers: { 'user-agent': agent },
    });
    seconds(30);
    const desk = as(tokenOf(await enter(login, { code: code() })));
    seconds(30);
    const third = as(tokenOf(await enter(login, { code: code() })));
    const { devices } = (await desk.get('/api/account')).body;
    expect(devices).toHaveLength(3);
    expect(devices.filter((d: { here: boolean }) => d.here)).toHaveLength(1);
    const mobile = devices.find((d: { device: string }) => d.device === '安卓手机 · 微信');
    expect((await desk.post(`/api/account/devices/${mobile.id}/end`)).body).toEqual({ ended: 1 });
    expect((await as(tokenOf(phone)).get('/api/me')).status).toBe(401);
    expect((await desk.post(`/api/account/devices/${mobile.id}/end`)).status).toBe(404);
    expect((await desk.post('/api/account/devices/end-others')).body).toEqual({ ended: 1 });
    expect([(await third.get('/api/me')).status, (await desk.get('/api/me')).status]).toEqual([401, 200]);
  });

  test("another's device is not mine to end, and not mine to see", async () => {
    const [mine, other] = [await w.enter('county-cadre', '910101'), await w.enter('county-cadre', '910102')];
    const [theirs] = (await other.get('/api/account')).body.devices;
    expect((await mine.post(`/api/account/devices/${theirs.id}/end`, { sure: true })).status).toBe(404);
    expect((await other.get('/api/me')).status).toBe(200);
  });

  test('her own page tells failures on her account', async () => {
    const { login } = await county();
    await w.ask('POST', '/api/sign-in', { body: { login, password: 'wrong' } });
    await enter(login, { code: '000000' });
    const desk = as(tokenOf(await enter(login, { code: code() })));
    const kinds = (await desk.get('/api/account')).body.log.map((l: { kind: string }) => l.kind);
    expect(kinds).toEqual(expect.arrayContaining(['sign-in', 'wrong-code', 'wrong-password']));
  });
});

describe('changing the password', () => {
  const NEXT = '梧桐 7 月 扁担 river';
  const fields = (a: Answer): unknown => [a.status, a.body.error.problems[0].field, a.body.error.message];

  test('wants the present one, keeps the rules, and ends her other sign-ins', async () => {
    const { login } = await county();
    const other = as(tokenOf(await enter(login, { code: code() })));
    const desk = as(tokenOf(await enter(login, { code: code(30) })));
    const change = (present: string, next: string, again = next): Promise<Answer> =>
      desk.post('/api/account/password', { present, next, again });
    expect(fields(await change('wrong', NEXT))).toEqual([422, 'present', '现在的密码不对。']);
    expect(fields(await change(PASSWORD, 'short'))).toEqual([
      422,
      'next',
      expect.stringContaining('至少 10 位'),
    ]);
    expect(fields(await change(PASSWORD, NEXT, 'other'))).toEqual([422, 'again', '两次输入的新密码不一样。']);
    expect(fields(await change(PASSWORD, PASSWORD))).toEqual([422, 'next', expect.stringContaining('一样')]);
    expect(fields(await change(PASSWORD, `${login}2026!!`))).toEqual([
      422,
      'next',
      expect.stringContaining('不要用账号'),
    ]);
    expect((await change(PASSWORD, NEXT)).status).toBe(200);
    expect([(await other.get('/api/me')).status, (await desk.get('/api/me')).status]).toEqual([401, 200]);
    seconds(60);
    expect((await enter(login)).body.error.code).toBe('sign-in.wrong');
    const fresh = await w.ask('POST', '/api/sign-in', { body: { login, password: NEXT, code: code() } });
    expect(fresh.status).toBe(200);
  });
});

test('no address of the application’s role reaches passwords, secrets, codes or sessions (SECURITY 7, 18)', async () => {
  const app = w.test.store.app;
  const reads = [
    'SELECT password FROM account',
    'SELECT * FROM account',
    'SELECT login FROM account',
    ...[
      'session',
      'second_factor',
      'recovery_code',
      'account_code',
      'sign_in_step',
      'sign_in_failure',
      'first_code',
      'account_log',
      'grant_request',
      'audit_event',
    ].map((t) => `SELECT 1 FROM ${t}`),
  ];
  for (const text of reads)
    await expect(app.transaction([], (tx) => tx.sql(text))).rejects.toThrow('permission denied');
  for (const text of [
    `UPDATE account SET password = 'x'`,
    'DELETE FROM second_factor',
    `INSERT INTO account_post (account_id, post_id, region_code) VALUES (gen_random_uuid(), gen_random_uuid(), '1')`,
    `UPDATE post SET role = 'system-admin'`,
  ])
    await expect(app.transaction([], (tx) => tx.sql(text))).rejects.toThrow('permission denied');
  // What lists show is a name and nothing else.
  await expect(
    app.transaction([], (tx) => tx.sql('SELECT id, display_name FROM account LIMIT 1')),
  ).resolves.toBeDefined();
});
