import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEST_VAULT } from '../../../tests/kit/store.ts';
import {
  type Answer,
  COOKIE,
  openWorld,
  seat,
  TEST_SECRET,
  type Visitor,
  type World,
} from '../../../tests/kit/world.ts';
import { createFirstCode, hashPassword, PASSWORD_PROFILES } from '../../identity/index.ts';
import { codeAt } from '../../identity/totp.ts';
import { createFirstAccount } from './create-account.ts';
import { findAccounts } from './find-accounts.ts';

/** Accounts by administrators: who may do what to whom, one-time codes, three powers (SECURITY 6, 9, 11, 19). */
let w: World;
let system: Visitor;
let security: Visitor;
let number = 0;

beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  w.clock.at = new Date(w.clock.at.getTime() + 3_600_000);
  system = await w.enter('system-admin', '910100');
  security = await w.enter('security-admin', '910100');
});

const sql = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  w.test.store.owner.transaction([], (tx) => tx.sql(text, values));
const wait = (seconds: number): void => {
  w.clock.at = new Date(w.clock.at.getTime() + seconds * 1000);
};
const newLogin = (): string => {
  number += 1;
  return `yangli${number}`;
};
const create = (by: Visitor, change: Record<string, unknown> = {}): Promise<Answer> =>
  by.post('/api/accounts', {
    login: newLogin(),
    name: '样例人',
    unitId: w.id('910101'),
    title: '干部',
    role: 'county-cadre',
    ...change,
  });
const signIn = (login: string, password: string, more: Record<string, string> = {}): Promise<Answer> =>
  w.ask('POST', '/api/sign-in', { body: { login, password, ...more } });
const tokenOf = (a: Answer): string => /halfsky=([^;]*)/.exec(a.headers.get('set-cookie') ?? '')?.[1] ?? '';
const as = (token: string) => ({
  get: (path: string) => w.ask('GET', path, { headers: { cookie: `${COOKIE}=${token}` } }),
  post: (path: string, body: unknown) =>
    w.ask('POST', path, { body, headers: { cookie: `${COOKIE}=${token}` } }),
});
const said = (a: Answer): [number, string] => [a.status, a.body.error?.code];
const sure = { sure: true };

describe('a new account', () => {
  test('gets a one-time code; she must choose a password first, then her second step, then the desk opens', async () => {
    const made = await create(system);
    expect(made.status).toBe(200);
    expect(made.body.code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    const entered = await signIn(made.body.login, made.body.code.toLowerCase());
    const desk = as(tokenOf(entered));
    expect(said(await desk.get('/api/home'))).toEqual([403, 'account.owes-password']);
    expect(said(await desk.post('/api/account/second-step/start', sure))).toEqual([
      403,
      'account.owes-password',
    ]);
    const next = '梧桐 7 月 扁担 river';
    expect((await desk.post('/api/account/password', { present: '', next, again: next })).status).toBe(200);
    expect(said(await desk.get('/api/home'))).toEqual([403, 'account.owes-second-step']);
    // The code was for once.
    expect(said(await signIn(made.body.login, made.body.code))).toEqual([401, 'sign-in.code-spent']);
    expect((await signIn(made.body.login, next)).status).toBe(200);
  });

  test('its code runs out after a day, and is in no log, no audit and no table', async () => {
    const made = await create(system);
    wait(24 * 3600 + 1);
    expect(said(await signIn(made.body.login, made.body.code))).toEqual([401, 'sign-in.code-late']);
    const tables = ['account', 'account_code', 'account_log', 'audit_event'];
    for (const t of tables) {
      const dump = JSON.stringify(await sql(`SELECT t::text AS row FROM ${t} t`));
      expect(dump).not.toContain(made.body.code);
      expect(dump).not.toContain(made.body.code.replaceAll('-', ''));
    }
  });

  test.each([
    ['a login that is taken', { login: 'taken' }, 409, 'account.login-taken'],
    ['a login that cannot be typed', { login: '王 丽' }, 422, 'input.invalid'],
    ['a role that there is not at this unit', { role: 'village-cadre' }, 422, 'account.role-place'],
    ['a role that there is nowhere', { role: 'emperor' }, 422, 'account.role-place'],
    ['no title', { title: ' ' }, 422, 'input.invalid'],
    ['no name', { name: '' }, 422, 'input.invalid'],
  ])('%s is refused with a sentence', async (_, change, status, code) => {
    await create(system, { login: 'taken' });
    const answer = await create(system, change);
    expect(said(answer)).toEqual([status, code]);
    expect(answer.body.error.problems?.[0]?.message ?? answer.body.error.message).toMatch(
      /[\u4e00-\u9fff].*。$/,
    );
  });

  test('is made inside her reach only, by a system administrator only, and with a fresh proof only', async () => {
    expect(said(await create(system, { unitId: w.id('910201') }))).toEqual([404, 'not-found']);
    expect(said(await create(security))).toEqual([403, 'forbidden']);
    expect(said(await create(await w.enter('chair', '910101')))).toEqual([403, 'forbidden']);
    wait(601);
    expect(said(await create(system))).toEqual([401, 'sign-in.fresh']);
  });

  test('two requests with one login: one account', async () => {
    const login = newLogin();
    const both = await Promise.all([create(system, { login }), create(system, { login })]);
    expect(both.map((a) => a.status).sort()).toEqual([200, 409]);
    expect(await sql('SELECT 1 FROM account WHERE login = $1', [login])).toHaveLength(1);
  });
});

describe('a forgotten password', () => {
  const known = async (
    role: Parameters<typeof seat>[1]['role'],
    code: string,
  ): Promise<{ accountId: string; login: string }> => {
    const unit = w.units.get(code);
    if (!unit) throw new Error(code);
    const password = await hashPassword('四个不相干的词 horse');
    const made = await w.test.store.owner.transaction([], (tx) =>
      seat(tx, { role, unit, password, at: w.clock.at }),
    );
    const entered = await signIn(made.login, '四个不相干的词 horse', {
      code: codeAt(TEST_SECRET, w.clock.at),
    });
    expect(entered.status).toBe(200);
    wait(60);
    return made;
  };

  test('a code for thirty minutes, once; the second step is still asked, and the present password is not', async () => {
    const her = await known('county-cadre', '910101');
    const issued = await system.post(`/api/accounts/${her.accountId}/code`, sure);
    expect(Date.parse(issued.body.expiresAt) - w.clock.at.getTime()).toBe(30 * 60_000);
    expect(said(await signIn(her.login, issued.body.code))).toEqual([401, 'sign-in.second']);
    const entered = await signIn(her.login, issued.body.code, { code: codeAt(TEST_SECRET, w.clock.at) });
    const next = '梧桐 7 月 扁担 river';
    const changed = await as(tokenOf(entered)).post('/api/account/password', {
      present: '',
      next,
      again: next,
    });
    expect(changed.status).toBe(200);
    wait(60);
    const again = await signIn(her.login, issued.body.code, { code: codeAt(TEST_SECRET, w.clock.at) });
    expect(said(again)).toEqual([401, 'sign-in.code-spent']);
    const log = (await as(tokenOf(entered)).get('/api/account')).body.log;
    expect(log.map((l: { kind: string }) => l.kind)).toEqual(
      expect.arrayContaining(['code-issued', 'code-used', 'password-changed']),
    );
  });

  test('after thirty minutes it is too late; a new code ends the old one', async () => {
    const her = await known('township-cadre', '910101001');
    const one = (await system.post(`/api/accounts/${her.accountId}/code`, sure)).body.code;
    const two = (await system.post(`/api/accounts/${her.accountId}/code`, sure)).body.code;
    expect(said(await signIn(her.login, one))).toEqual([401, 'sign-in.wrong']);
    wait(31 * 60);
    expect(said(await signIn(her.login, two))).toEqual([401, 'sign-in.code-late']);
  });

  test('two sign-ins with one code at the same moment: one gets in', async () => {
    const her = await known('township-cadre', '910101001');
    await sql('DELETE FROM second_factor WHERE account_id = $1', [her.accountId]);
    const { code } = (await system.post(`/api/accounts/${her.accountId}/code`, sure)).body;
    const both = await Promise.all([signIn(her.login, code), signIn(her.login, code)]);
    expect(both.map((a) => a.status).sort()).toEqual([200, 401]);
  });

  test("neither power alone takes over another's account: the code comes from one, the reset from the other", async () => {
    const audit = await known('audit-admin', '910101');
    const bySystem = await system.post(`/api/accounts/${audit.accountId}/code`, sure);
    expect(said(bySystem)).toEqual([403, 'account.code-by-security']);
    expect((await security.post(`/api/accounts/${audit.accountId}/code`, sure)).status).toBe(200);
    expect(said(await security.post(`/api/accounts/${audit.accountId}/reset-second-step`, sure))).toEqual([
      403,
      'forbidden',
    ]);
    expect((await system.post(`/api/accounts/${audit.accountId}/reset-second-step`, sure)).status).toBe(200);
    const cadre = await known('county-cadre', '910101');
    expect(said(await security.post(`/api/accounts/${cadre.accountId}/code`, sure))).toEqual([
      403,
      'forbidden',
    ]);
  });
});

describe('disabling, resetting, ending', () => {
  test('every sign-in ends at once, and none begins, until it is enabled again', async () => {
    const cadre = await w.enter('county-cadre', '910101');
    expect((await cadre.get('/api/me')).status).toBe(200);
    const state = (disabled: boolean): Promise<Answer> =>
      system.post(`/api/accounts/${cadre.accountId}/state`, { disabled });
    expect((await state(true)).status).toBe(200);
    expect((await cadre.get('/api/me')).status).toBe(401);
    expect(said(await system.post(`/api/accounts/${cadre.accountId}/code`, sure))).toEqual([
      409,
      'account.is-disabled',
    ]);
    expect((await state(true)).status).toBe(200);
    expect((await state(false)).status).toBe(200);
    expect((await system.get(`/api/accounts/${cadre.accountId}`)).body).toMatchObject({ disabled: false });
  });

  test('a lost telephone: her second step is taken away, her sign-ins end, and she sets up a new one', async () => {
    const cadre = await w.enter('county-cadre', '910101');
    const reset = (): Promise<Answer> =>
      system.post(`/api/accounts/${cadre.accountId}/reset-second-step`, sure);
    expect((await reset()).status).toBe(200);
    expect((await cadre.get('/api/me')).status).toBe(401);
    expect(said(await reset())).toEqual([409, 'second.none']);
    const log = await sql(`SELECT kind, by_account FROM account_log WHERE account_id = $1`, [
      cadre.accountId,
    ]);
    expect(log).toEqual([{ kind: 'second-reset', by_account: system.accountId }]);
  });

  test('a post ends today: nothing more is done with it, and the account waits for another', async () => {
    const cadre = await w.enter('county-cadre', '910101');
    const end = (): Promise<Answer> =>
      system.post(`/api/accounts/${cadre.accountId}/end-post`, { postId: cadre.postId });
    expect((await end()).status).toBe(200);
    expect((await cadre.get('/api/me')).status).toBe(401);
    expect(said(await end())).toEqual([404, 'not-found']);
    const given = await system.post(`/api/accounts/${cadre.accountId}/posts`, {
      unitId: w.id('910102'),
      title: '干部',
      role: 'county-cadre',
    });
    expect(given.body).toEqual({ waits: false });
    const twice = await system.post(`/api/accounts/${cadre.accountId}/posts`, {
      unitId: w.id('910102'),
      title: '干部',
      role: 'county-cadre',
    });
    expect(said(twice)).toEqual([409, 'account.post-held']);
  });

  test('not oneself, not the last of a power, not whom others have as well, not outside', async () => {
    const self = `/api/accounts/${system.accountId}`;
    expect(said(await system.post(`${self}/state`, { disabled: true }))).toEqual([409, 'account.self']);
    expect(said(await system.post(`${self}/reset-second-step`, sure))).toEqual([409, 'account.self']);
    expect(said(await security.post(`/api/accounts/${security.accountId}/code`, sure))).toEqual([
      409,
      'account.self',
    ]);
    const elsewhere = await w.enter('county-cadre', '910201');
    expect(said(await system.post(`/api/accounts/${elsewhere.accountId}/state`, { disabled: true }))).toEqual(
      [404, 'not-found'],
    );
    const both = await w.enter('county-cadre', '910101');
    const unit = w.units.get('910201');
    if (!unit) throw new Error('no unit');
    const other = await w.test.store.owner.transaction([], (tx) =>
      seat(tx, { role: 'county-cadre', unit, at: w.clock.at }),
    );
    await sql('UPDATE account_post SET account_id = $1 WHERE account_id = $2', [
      both.accountId,
      other.accountId,
    ]);
    const shared = await system.post(`/api/accounts/${both.accountId}/state`, { disabled: true });
    expect(said(shared)).toEqual([409, 'account.elsewhere']);
    expect(shared.body.error.message).toContain('样例910201妇联');
    // Her post here is hers to end; of the other she sees nothing.
    const seen = (await system.get(`/api/accounts/${both.accountId}`)).body;
    expect(seen.posts).toHaveLength(1);
    expect(
      (await system.post(`/api/accounts/${both.accountId}/end-post`, { postId: both.postId })).status,
    ).toBe(200);
  });

  test('the last security administrator stays; two system administrators cannot end each other at the same moment', async () => {
    await sql(
      `UPDATE account SET disabled_at = $1 WHERE id IN (SELECT account_id FROM account_post ap JOIN post p ON p.id = ap.post_id
      WHERE p.role IN ('security-admin', 'system-admin') AND account_id NOT IN ($2, $3))`,
      [w.clock.at, system.accountId, security.accountId],
    );
    const last = await system.post(`/api/accounts/${security.accountId}/state`, { disabled: true });
    expect(said(last)).toEqual([409, 'account.last-power']);
    expect(last.body.error.message).toContain('最后一位安全管理员');
    const second = await w.enter('system-admin', '910100');
    const both = await Promise.all([
      system.post(`/api/accounts/${second.accountId}/state`, { disabled: true }),
      second.post(`/api/accounts/${system.accountId}/state`, { disabled: true }),
    ]);
    expect(both.filter((a) => a.status === 200)).toHaveLength(1);
    const left =
      await sql(`SELECT 1 FROM account a JOIN account_post ap ON ap.account_id = a.id JOIN post p ON p.id = ap.post_id
      WHERE p.role = 'system-admin' AND a.disabled_at IS NULL`);
    expect(left).toHaveLength(1);
  });
});

describe('three powers', () => {
  test("an administrator's post waits for the security administrator, and is nobody's own to confirm", async () => {
    const made = await create(system, { role: 'audit-admin', title: '审计管理员' });
    expect(made.body.waits).toBe(true);
    expect(said(await signIn(made.body.login, made.body.code))).toEqual([403, 'sign-in.post-waits']);
    const { waiting } = (await security.get('/api/accounts')).body;
    const [grant] = waiting.filter((g: { login: string }) => g.login === made.body.login);
    expect(grant).toMatchObject({ role: 'audit-admin', roleName: '审计管理员', unitName: '样例910101妇联' });
    const decide = (by: Visitor, granted: boolean): Promise<Answer> =>
      by.post(`/api/grants/${grant.id}/decide`, { granted });
    expect(said(await decide(system, true))).toEqual([403, 'forbidden']);
    expect(said(await decide(await w.enter('security-admin', '910200'), true))).toEqual([404, 'not-found']);
    expect((await decide(security, true)).status).toBe(200);
    expect(said(await decide(security, true))).toEqual([404, 'not-found']);
    expect((await signIn(made.body.login, made.body.code)).status).toBe(200);
  });

  test('refused, or taken back, it is gone', async () => {
    const made = await create(system, { role: 'audit-admin', title: '审计管理员' });
    const row = (await system.get(`/api/accounts/${made.body.id}`)).body;
    expect(row.posts).toEqual([expect.objectContaining({ waits: true, role: 'audit-admin' })]);
    expect(
      (await system.post(`/api/accounts/${made.body.id}/end-post`, { postId: row.posts[0].id })).status,
    ).toBe(200);
    expect(said(await signIn(made.body.login, made.body.code))).toEqual([403, 'sign-in.no-post']);
  });

  test('never two in one hand, also not by a request that waits or by a second account of the same person', async () => {
    const cadre = await w.enter('county-cadre', '910101');
    const give = (id: string, role: string): Promise<Answer> =>
      system.post(`/api/accounts/${id}/posts`, { unitId: w.id('910101'), title: '管理员', role });
    expect(said(await give(cadre.accountId, 'audit-admin'))).toEqual([409, 'post.two-powers']);
    const asked = await create(system, { role: 'audit-admin', title: '审计管理员' });
    expect(said(await give(asked.body.id, 'security-admin'))).toEqual([409, 'post.two-powers']);
    expect(said(await give(asked.body.id, 'county-cadre'))).toEqual([409, 'post.two-powers']);
    const one = await create(system);
    const two = await create(system, { role: 'chair', title: '主席' });
    await sql('UPDATE account SET person_id = (SELECT person_id FROM account WHERE id = $1) WHERE id = $2', [
      one.body.id,
      two.body.id,
    ]);
    expect(said(await give(two.body.id, 'system-admin'))).toEqual([409, 'post.two-powers']);
  });

  test('the first security administrator of a house cannot wait for one', async () => {
    await sql(
      `UPDATE account SET disabled_at = $1 WHERE id IN (SELECT account_id FROM account_post ap JOIN post p ON p.id = ap.post_id WHERE p.role = 'security-admin')`,
      [w.clock.at],
    );
    expect((await create(system, { role: 'audit-admin', title: '审计管理员' })).body.waits).toBe(true);
    expect((await create(system, { role: 'security-admin', title: '安全管理员' })).body.waits).toBe(false);
    expect((await create(system, { role: 'security-admin', title: '安全管理员' })).body.waits).toBe(true);
  });
});

test('the list is her subtree, by beginning of login or name, by unit and state, a page at a time', async () => {
  const { login } = (await create(system, { name: '样例翻页人' })).body;
  await create(await w.enter('system-admin', '910200'), { unitId: w.id('910201'), name: '样例翻页人' });
  const names = async (query: string): Promise<string[]> =>
    (await system.get(`/api/accounts?${query}`)).body.rows.map((r: { login: string }) => r.login);
  expect(await names('q=样例翻页')).toEqual([login]);
  expect(await names(`q=${login.toUpperCase()}`)).toContain(login);
  expect(await names(`q=样例翻页&unit=${w.id('910102')}`)).toEqual([]);
  expect(await names('q=%25')).toEqual([]);
  expect(said(await system.get(`/api/accounts?unit=${w.id('910201')}`))).toEqual([404, 'not-found']);
  const all: string[] = [];
  for (let after = ''; ; ) {
    const page = (await system.get(`/api/accounts?limit=3&after=${after}`)).body;
    all.push(...page.rows.map((r: { login: string }) => r.login));
    if (!page.next) break;
    after = page.next;
  }
  expect(all).toEqual([...new Set(all)].sort());
  expect(all).toEqual((await names('limit=200')).sort());
});

test('a wide range walks the accounts in order and finds what gathering them finds', async () => {
  await create(system, { role: 'audit-admin', title: '审计管理员' });
  const made = await create(system, { name: '样例停用人' });
  await system.post(`/api/accounts/${made.body.id}/state`, { disabled: true });
  await w.test.store.worker.transaction([], async (tx) => {
    for (const code of ['000000', '910100', '910101', '920101'])
      for (const state of ['all', 'active', 'disabled'] as const)
        for (const q of [undefined, 't', '样例', '%', 'yangli'])
          for (const after of [undefined, 't5']) {
            const path = w.units.get(code)?.path ?? '';
            const wanted = { from: path, to: `${path.slice(0, -1)}0`, q, state, after, limit: 20 };
            const walked = await findAccounts(tx, wanted, w.clock.at, 0);
            expect(walked).toEqual(await findAccounts(tx, wanted, w.clock.at));
            if (code === '910100' && state === 'all' && !q && !after) expect(walked.length).toBe(20);
          }
  });
});

test('what would she see: scope, pages, ledgers and permissions in words, before anything is given', async () => {
  const see = async (unit: string, role: string): Promise<Record<string, string & readonly string[]>> =>
    (await system.get(`/api/grants/preview?unit=${w.id(unit)}&role=${role}`)).body;
  const cadre = await see('910101', 'county-cadre');
  expect(cadre['scope']).toBe('样例910101妇联及以下:乡级 2 个、村级 3 个。');
  expect(cadre['pages']).toEqual(expect.arrayContaining(['待办', '记录', '数字']));
  expect(cadre['ledgers']?.join('')).toContain('个案只看得到本单位经手的');
  expect(cadre['permissions']).toContain('记台账');
  expect(cadre['notAllowed']).toContain('看审计');
  expect(cadre['problem']).toBeNull();
  const department = await see('910101-B1', 'department-head');
  expect(department['scope']).toContain('部室看整个妇联');
  const power = await see('910101', 'system-admin');
  expect(power['ledgers']).toEqual(['台账、数字、报告都看不到。']);
  expect(power['confirmation']).toContain('安全管理员');
  expect((await see('910101', 'village-cadre'))['problem']).toContain('不能授');
  const roles = (await system.get(`/api/grants/roles?unit=${w.id('910101001201')}`)).body.roles;
  expect(roles.map((r: { role: string }) => r.role)).toEqual(['village-cadre']);
});

test('what administrators do stands in the audit, with who, whose and where, and no name or code', async () => {
  const made = await create(system);
  await system.post(`/api/accounts/${made.body.id}/code`, sure);
  await system.post(`/api/accounts/${made.body.id}/state`, { disabled: true });
  const events = await sql('SELECT * FROM audit_event WHERE object_id = $1 ORDER BY id', [made.body.id]);
  expect(events.map((e) => e['action'])).toEqual(
    expect.arrayContaining(['account.create', 'account.post', 'account.code', 'account.disable']),
  );
  for (const e of events)
    expect(e).toMatchObject({ account_id: system.accountId, region_code: '910101', result: 'ok' });
  expect(JSON.stringify(events)).not.toContain('样例人');
});

describe('the first administrator of an empty house', () => {
  test('comes with the start’s code, once, at a federation that may have one', async () => {
    const o = { db: w.test.store.worker, vault: TEST_VAULT, profile: PASSWORD_PROFILES.plain };
    for (const t of [
      'session',
      'account_post',
      'second_factor',
      'account_log',
      'account_code',
      'recovery_code',
      'sign_in_step',
      'grant_request',
      'account',
    ])
      await sql(`DELETE FROM ${t}`);
    const code = (await createFirstCode(o.db, w.clock.at)) ?? '';
    const first = {
      code,
      login: 'xitong1',
      name: '样例管理员',
      password: '梧桐 7 月 扁担 river',
      unit: '910100',
    };
    const refusals = [
      [{ code: 'WRONG' }, 'account.code-wrong'],
      [{ unit: '999999' }, 'unit.unknown'],
      [{ unit: '910101001' }, 'account.role-place'],
      [{ password: 'xitong1xitong1' }, 'account.password'],
    ] as const;
    for (const [change, refused] of refusals)
      await expect(createFirstAccount(o, { ...first, ...change }, w.clock.at)).rejects.toMatchObject({
        code: refused,
      });
    await createFirstAccount(o, first, w.clock.at);
    await expect(createFirstAccount(o, { ...first, login: 'second1' }, w.clock.at)).rejects.toMatchObject({
      code: 'account.code-wrong',
    });
    const entered = await signIn('xitong1', first.password);
    expect(said(await as(tokenOf(entered)).get('/api/accounts'))).toEqual([403, 'account.owes-second-step']);
  });
});
