import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TEST_VAULT } from '../../../tests/kit/store.ts';
import {
  type Answer,
  COOKIE,
  HOST,
  openWorld,
  seat,
  TEST_SECRET,
  type World,
} from '../../../tests/kit/world.ts';
import { createFirstCode, hashPassword, issueCode } from '../index.ts';
import { codeAt } from '../totp.ts';
import { placeToGo } from './frame.ts';
import { signInView } from './views.ts';

/** The way in as a browser without scripts goes it: forms, cookies, redirects, and every refusal on the page. */
let w: World;
const PASSWORD = '四个不相干的词 horse battery';
const NEXT = '梧桐 7 月 扁担 river';
let stored = '';

beforeAll(async () => {
  w = await openWorld();
  stored = await hashPassword(PASSWORD);
});
afterAll(() => w.close());
beforeEach(() => {
  w.clock.at = new Date(w.clock.at.getTime() + 3_600_000);
});

/** A browser without scripts: keeps cookies, sends forms, follows nothing by itself. */
function browser(): {
  get(path: string): Promise<Answer>;
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Answer>;
  cookies: Map<string, string>;
} {
  const cookies = new Map<string, string>();
  const keep = (a: Answer): Answer => {
    for (const line of a.headers.getSetCookie()) {
      expect(line).toMatch(/^__Host-[\w-]+=[\w-]*; Path=\/; HttpOnly; Secure; SameSite=Strict; Max-Age=\d+$/);
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=');
      if (value) cookies.set(name, value);
      else cookies.delete(name);
    }
    return a;
  };
  const cookie = (): string => [...cookies].map(([n, v]) => `${n}=${v}`).join('; ');
  return {
    cookies,
    get: async (path) => keep(await w.ask('GET', path, { headers: { cookie: cookie() } })),
    post: async (path, fields, headers = {}) =>
      keep(
        await w.ask('POST', path, {
          body: new URLSearchParams(fields).toString(),
          headers: {
            cookie: cookie(),
            origin: `https://${HOST}`,
            'content-type': 'application/x-www-form-urlencoded',
            ...headers,
          },
        }),
      ),
  };
}
const led = (a: Answer): [number, string | null] => [a.status, a.headers.get('location')];
const problem = (a: Answer): string => /<p class="problem"[^>]*>([^<]*)</.exec(String(a.body))?.[1] ?? '';
const account = async (
  o: { role?: 'county-cadre' | 'village-cadre'; secondStep?: string | null } = {},
): Promise<{ login: string; accountId: string }> => {
  const role = o.role ?? 'county-cadre';
  const unit = w.units.get(role === 'county-cadre' ? '910101' : '910101001201');
  if (!unit) throw new Error('no unit');
  return await w.test.store.owner.transaction([], (tx) =>
    seat(tx, {
      role,
      unit,
      password: stored,
      at: w.clock.at,
      ...(o.secondStep === undefined ? {} : { secondStep: o.secondStep }),
    }),
  );
};
const code = (ahead = 0, secret = TEST_SECRET): string =>
  codeAt(secret, new Date(w.clock.at.getTime() + ahead * 1000));

test('every page without a session leads to the way in, with the place she wanted; nothing of the desk is sent', async () => {
  const b = browser();
  expect(led(await b.get('/'))).toEqual([303, '/sign-in']);
  expect(led(await b.get('/ledgers/training?p=2013'))).toEqual([
    303,
    '/sign-in?to=%2Fledgers%2Ftraining%3Fp%3D2013',
  ]);
  const page = await b.get('/sign-in?to=%2Fledgers');
  expect([page.status, page.headers.get('referrer-policy'), page.headers.get('cache-control')]).toEqual([
    200,
    'same-origin',
    'no-store',
  ]);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(String(page.body)).toContain('<input type="hidden" name="to" value="/ledgers">');
  expect(String(page.body)).not.toMatch(/样例账号|onclick=|<script>/);
  expect((await w.ask('POST', '/sign-in/sample', { body: 'login=cun' })).status).toBe(404);
  expect((await w.ask('GET', '/api/sample-accounts')).status).toBe(404);
});

test('the page with everything on it is small', async () => {
  const page = await browser().get('/sign-in');
  const script = await w.ask('GET', '/sign-in/sign-in.js');
  const size = [page, script].map((a) => brotliCompressSync(String(a.body)).length);
  expect(size[0]).toBeLessThan(8_000);
  expect((size[0] ?? 0) + (size[1] ?? 0)).toBeLessThan(20_000);
});

test('password, then code, then where she wanted to go', async () => {
  const b = browser();
  const { login } = await account();
  const first = await b.post('/sign-in', {
    login: ` ${login.toUpperCase()} `,
    password: PASSWORD,
    to: '/ledgers?p=2013',
  });
  expect(led(first)).toEqual([303, '/sign-in/second-step?to=%2Fledgers%3Fp%3D2013']);
  expect([...b.cookies.keys()]).toEqual(['__Host-halfsky-step']);
  expect((await b.get('/api/me')).status).toBe(401);
  const second = await b.get('/sign-in/second-step?to=%2Fledgers%3Fp%3D2013');
  expect(String(second.body)).toContain('样例人,您好');
  const wrong = await b.post('/sign-in/second-step', { code: '000000', to: '/ledgers?p=2013' });
  expect([wrong.status, problem(wrong)]).toEqual([401, expect.stringContaining('验证码不对')]);
  expect(led(await b.post('/sign-in/second-step', { code: code(), to: '/ledgers?p=2013' }))).toEqual([
    303,
    '/ledgers?p=2013',
  ]);
  expect([...b.cookies.keys()]).toEqual([COOKIE]);
  expect((await b.get('/api/me')).status).toBe(200);
  expect(led(await b.get('/sign-in?to=%2Ffigures'))).toEqual([303, '/figures']);
});

test('the step is hers for five minutes and for one sign-in', async () => {
  const b = browser();
  const { login } = await account();
  await b.post('/sign-in', { login, password: PASSWORD });
  const step = b.cookies.get('__Host-halfsky-step') ?? '';
  w.clock.at = new Date(w.clock.at.getTime() + 5 * 60_000 + 1);
  const late = await b.post('/sign-in/second-step', { code: code() });
  expect([late.status, problem(late)]).toEqual([401, expect.stringContaining('时间过了')]);
  await b.post('/sign-in', { login, password: PASSWORD });
  await b.post('/sign-in/second-step', { code: code() });
  const thief = browser();
  thief.cookies.set('__Host-halfsky-step', step);
  expect(problem(await thief.post('/sign-in/second-step', { code: code(30) }))).toContain('时间过了');
  const used = browser();
  expect(problem(await used.get('/sign-in/second-step'))).toContain('时间过了');
});

test('refusals keep what she typed and say what to do', async () => {
  const b = browser();
  const { login } = await account();
  const empty = await b.post('/sign-in', { login: '', password: '' });
  expect([empty.status, problem(empty)]).toEqual([422, '账号还没有填。']);
  const wrong = await b.post('/sign-in', { login, password: 'x', to: '/units' });
  expect([wrong.status, problem(wrong)]).toEqual([401, '账号或密码不对。']);
  expect(String(wrong.body)).toContain(`value="${login}"`);
  expect(String(wrong.body)).toContain('value="/units"');
  const evil = await b.post('/sign-in', { login: '"><script>x</script>', password: 'x' });
  expect(String(evil.body)).not.toContain('<script>x');
  for (let i = 0; i < 5; i += 1) await b.post('/sign-in', { login, password: 'x' });
  const stopped = await b.post('/sign-in', { login, password: PASSWORD });
  expect(stopped.status).toBe(429);
  expect(problem(stopped)).toMatch(/请等 15 分钟再试.*系统管理员要一次性口令/);
});

test('a form of another site, or one that cannot be read, is refused on a page in Chinese', async () => {
  const b = browser();
  const foreign = await b.post('/sign-in', { login: 'a', password: 'b' }, { origin: 'https://evil.example' });
  expect([foreign.status, problem(foreign)]).toEqual([
    403,
    expect.stringContaining('不是从本系统的页面发出的'),
  ]);
  const json = await b.post('/sign-in', {}, { 'content-type': 'application/json' });
  expect([json.status, json.headers.get('content-type')]).toEqual([400, 'text/html; charset=utf-8']);
  const huge = await b.post('/sign-in', { login: 'a', password: 'x'.repeat(30_000) });
  expect([huge.status, problem(huge)]).toEqual([413, expect.stringContaining('太大')]);
});

test.each([
  ['/ledgers?p=2013', '/ledgers?p=2013'],
  ['https://evil.example', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['/a\\b', '/'],
  ['/ledgers\nx', '/'],
  ['javascript:alert(1)', '/'],
  ['/api/me', '/'],
  ['/sign-in/leave', '/'],
  ['', '/'],
  [null, '/'],
])('from %j she goes to %s', (to, place) => {
  expect(placeToGo(to)).toBe(place);
});

test('a one-time code, a new password, a second step with its recovery codes, and she is in', async () => {
  const { login, accountId } = await account({ secondStep: null });
  const unit = w.units.get('910101');
  if (!unit) return;
  const { code: oneTime } = await w.test.store.worker.transaction([], (tx) =>
    issueCode({ vault: TEST_VAULT }, tx, {
      accountId,
      by: { accountId: null, postId: null, unit },
      purpose: 'first',
      at: w.clock.at,
      place: unit,
    }),
  );
  const b = browser();
  expect(led(await b.post('/sign-in', { login, password: oneTime, to: '/ledgers' }))).toEqual([
    303,
    '/ledgers',
  ]);
  expect(led(await b.get('/ledgers'))).toEqual([303, '/sign-in/password?to=%2Fledgers']);
  const page = await b.get('/sign-in/password?to=%2Fledgers');
  expect(String(page.body)).not.toContain('现在的密码</label>');
  // Nothing else works meanwhile, and the step after this one cannot be taken first.
  expect(led(await b.get('/sign-in/enrol'))).toEqual([303, '/sign-in/password']);
  expect((await b.post('/sign-in/enrol', { code: '123456' })).status).toBe(303);
  const short = await b.post('/sign-in/password', { next: 'short', again: 'short' });
  expect([short.status, problem(short)]).toEqual([422, expect.stringContaining('至少 10 位')]);
  expect(led(await b.post('/sign-in/password', { next: NEXT, again: NEXT, to: '/ledgers' }))).toEqual([
    303,
    '/ledgers',
  ]);
  expect(led(await b.get('/ledgers'))).toEqual([303, '/sign-in/enrol?to=%2Fledgers']);
  const enrol = String((await b.get('/sign-in/enrol?to=%2Fledgers')).body);
  const secret = (/class="groups">([A-Z2-7 ]+)</.exec(enrol)?.[1] ?? '').replaceAll(' ', '');
  expect(secret).toHaveLength(32);
  const wrong = await b.post('/sign-in/enrol', { code: '000000' });
  expect([wrong.status, problem(wrong)]).toEqual([422, expect.stringContaining('还没有绑定')]);
  // The same square again: she scanned it already.
  expect(String(wrong.body)).toContain(/class="groups">[A-Z2-7 ]+</.exec(enrol)?.[0] ?? '?');
  const done = await b.post('/sign-in/enrol', { code: code(0, secret), to: '/ledgers' });
  expect(String(done.body).match(/<li>[A-Z2-9]{5}-[A-Z2-9]{5}<\/li>/g)).toHaveLength(8);
  expect((await b.get('/ledgers')).status).toBe(200);
});

test('who would rather do it later leaves, and is out', async () => {
  const b = browser();
  const { login } = await account({ secondStep: null });
  await b.post('/sign-in', { login, password: PASSWORD });
  expect(led(await b.get('/'))).toEqual([303, '/sign-in/enrol']);
  expect(led(await b.post('/sign-in/leave', {}))).toEqual([303, '/sign-in']);
  expect([...b.cookies.keys()]).toEqual([]);
});

describe('an empty house', () => {
  test('offers to make the first administrator; every mistake is named; then the offer is gone', async () => {
    for (const t of [
      'session',
      'sign_in_step',
      'account_post',
      'second_factor',
      'account_log',
      'account_code',
      'recovery_code',
      'account',
    ])
      await w.test.store.owner.transaction([], (tx) => tx.sql(`DELETE FROM ${t}`));
    const oneTime = (await createFirstCode(w.test.store.worker, w.clock.at)) ?? '';
    const b = browser();
    expect(String((await b.get('/sign-in')).body)).toContain('href="/sign-in/first"');
    const good = {
      code: oneTime,
      unit: '910100',
      name: '样例管理员',
      login: 'xitong1',
      password: NEXT,
      again: NEXT,
    };
    const tries: [Record<string, string>, string][] = [
      [{ login: '', password: '', again: '' }, '密码还没有填。'],
      [{ again: 'x' }, '两次输入的密码不一样。'],
      [{ code: 'WRONG' }, '一次性口令不对'],
      [{ unit: '999999' }, '没有代码为 999999 的组织'],
    ];
    for (const [change, sentence] of tries) {
      const refused = await b.post('/sign-in/first', { ...good, ...change });
      expect([refused.status >= 400, problem(refused)]).toEqual([true, expect.stringContaining(sentence)]);
      expect(String(refused.body)).not.toContain(NEXT);
    }
    expect(led(await b.post('/sign-in/first', good))).toEqual([303, '/']);
    expect(led(await b.get('/'))).toEqual([303, '/sign-in/enrol']);
    expect(led(await browser().get('/sign-in/first'))).toEqual([303, '/sign-in']);
    expect(String((await browser().get('/sign-in')).body)).not.toContain('/sign-in/first');
  });
});

test('in the sample world the page shows the code of this moment, and says that it is public', () => {
  const { html } = signInView({
    to: '/',
    login: '',
    problem: null,
    note: null,
    isEmpty: false,
    samples: [
      {
        login: 'xian',
        password: 'p',
        name: '样例',
        post: '干部',
        unitName: '样例区妇联',
        level: 'county',
        hint: '',
        code: '123456',
        seconds: 7,
      },
    ],
  });
  expect(html.replace(/<[^>]*>/g, '').replace(/\s+/g, ' ')).toContain(
    '用样例账号进入 样例区妇联 干部 · 样例',
  );
  expect(html).toMatch(/验证码 <b data-code="xian">123456<\/b>/);
  expect(html).toContain('正式运行时一个也没有');
});
