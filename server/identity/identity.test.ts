import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TEST_VAULT } from '../../tests/kit/store.ts';
import { type Answer, COOKIE, openWorld, seat, type World } from '../../tests/kit/world.ts';
import { createIdentifier } from '../access/index.ts';
import { createFirstCode, hashPassword, hashToken, spendFirstCode } from './index.ts';
import { PASSWORD_PROFILES } from './password-rules.ts';
import { checkPassword } from './passwords.ts';
import { signIn } from './sign-in.ts';

/** Passwords, sign-in, sessions (SECURITY 1, 2, 4–9), with a clock that the test turns. */
let w: World;
const PASSWORD = '四个不相干的词 horse battery';
let login = '';
let accountId = '';
let postId = '';

beforeAll(async () => {
  w = await openWorld();
  const stored = await hashPassword(PASSWORD);
  const unit = w.units.get('910101');
  if (!unit) return;
  await w.test.store.owner.transaction([], async (tx) => {
    ({ accountId, postId, login } = await seat(tx, {
      role: 'township-cadre',
      unit,
      password: stored,
      secondStep: null,
      at: w.clock.at,
    }));
  });
});
afterAll(() => w.close());

const sql = (text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  w.test.store.owner.transaction([], (tx) => tx.sql(text, values));
const enter = (password = PASSWORD, name = login): Promise<Answer> =>
  w.ask('POST', '/api/sign-in', { body: { login: name, password } });
const tokenOf = (a: Answer): string => /=([^;]*)/.exec(a.headers.get('set-cookie') ?? '')?.[1] ?? '';
const me = (token: string): Promise<Answer> =>
  w.ask('GET', '/api/me', { headers: { cookie: `${COOKIE}=${token}` } });
const minutes = (n: number): void => {
  w.clock.at = new Date(w.clock.at.getTime() + n * 60_000);
};
const attempt = (address: string, password: string, name = login): Promise<unknown> =>
  signIn(
    { db: w.test.store.worker, vault: TEST_VAULT, profile: PASSWORD_PROFILES.plain },
    { login: name, password, address, device: '' },
    w.clock.at,
  );

describe('passwords', () => {
  test('are Argon2id with at least 19 MiB and two passes, salted, and compared to the last character', async () => {
    const [one, two] = [await hashPassword('x'.repeat(64)), await hashPassword('x'.repeat(64))];
    const [, m, t] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$/.exec(one) ?? [];
    expect(Number(m)).toBeGreaterThanOrEqual(19_456);
    expect(Number(t)).toBeGreaterThanOrEqual(2);
    expect(one).not.toBe(two);
    expect(await checkPassword(one, 'x'.repeat(64))).toBe(true);
    expect(await checkPassword(one, 'x'.repeat(63))).toBe(false);
    expect(await checkPassword(one, `${'x'.repeat(64)}y`)).toBe(false);
  });

  test('an older, cheaper hash is replaced at the next sign-in', async () => {
    const unit = w.units.get('910102');
    if (!unit) return;
    const cheap = await hash(PASSWORD.normalize('NFC'), { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    const old = await w.test.store.owner.transaction([], (tx) =>
      seat(tx, { role: 'township-cadre', unit, password: cheap, secondStep: null, at: w.clock.at }),
    );
    expect((await enter(PASSWORD, old.login)).status).toBe(200);
    const after = String(
      (await sql('SELECT password FROM account WHERE id = $1', [old.accountId]))[0]?.['password'],
    );
    expect(after).toContain('m=19456,t=2,p=1');
    expect((await enter(PASSWORD, old.login)).status).toBe(200);
  });

  test('an unknown login costs the same work as a wrong password', async () => {
    // Not by the clock of a busy machine: a hash that cannot be read would fail at once, far below one real check.
    const took = async (stored: string | undefined): Promise<number> => {
      const times: number[] = [];
      for (let i = 0; i < 3; i += 1) {
        const began = performance.now();
        expect(await checkPassword(stored, 'wrong')).toBe(false);
        times.push(performance.now() - began);
      }
      return Math.min(...times);
    };
    const known = await took(await hashPassword(PASSWORD));
    expect(await took(undefined)).toBeGreaterThan(known / 4);
  });
});

describe('signing in', () => {
  test('the answer is one for an unknown login, a wrong password and a disabled account', async () => {
    await sql('UPDATE account SET disabled_at = now() WHERE id = $1', [accountId]);
    const disabled = await enter();
    await sql('UPDATE account SET disabled_at = NULL WHERE id = $1', [accountId]);
    const [wrong, unknown] = [await enter('wrong'), await enter('wrong', 'no-such-login')];
    for (const a of [disabled, wrong, unknown])
      expect([a.status, a.body]).toEqual([
        401,
        { error: { code: 'sign-in.wrong', message: '账号或密码不对。' } },
      ]);
    minutes(16);
  });

  test('the token is long, new each time, and the database holds only its hash; the cookie is bound', async () => {
    const [one, two] = [await enter(), await enter()];
    expect(one.headers.get('set-cookie')).toMatch(
      /^__Host-halfsky=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict; Max-Age=43200$/,
    );
    expect(tokenOf(one)).not.toBe(tokenOf(two));
    const dump = JSON.stringify(
      await sql(
        `SELECT encode(token_hash, 'escape') AS e, encode(token_hash, 'base64') AS b, s::text AS all FROM session s`,
      ),
    );
    expect(dump).not.toContain(tokenOf(one));
    expect((await sql('SELECT 1 FROM session WHERE token_hash = $1', [hashToken(tokenOf(one))])).length).toBe(
      1,
    );
    expect((await me(tokenOf(one))).status).toBe(200);
    expect((await me('forged'.repeat(8))).status).toBe(401);
  });

  test('after six failures from one address: 429 with a time; another address still works; after the window so does this', async () => {
    for (let i = 0; i < 6; i += 1) {
      minutes(0.001);
      await expect(attempt('192.0.2.1', 'wrong')).rejects.toMatchObject({ code: 'sign-in.wrong' });
    }
    await expect(attempt('192.0.2.1', PASSWORD)).rejects.toMatchObject({
      code: 'sign-in.slow-down',
      status: 429,
      details: { retryAfter: 900 },
    });
    await expect(attempt('192.0.2.2', PASSWORD)).resolves.toMatchObject({ accountId });
    minutes(16);
    await expect(attempt('192.0.2.1', PASSWORD)).resolves.toMatchObject({ accountId });
  });

  test('failures sent all at once are all counted', async () => {
    await Promise.allSettled(Array.from({ length: 6 }, () => attempt('192.0.2.3', 'wrong')));
    await expect(attempt('192.0.2.3', PASSWORD)).rejects.toMatchObject({ code: 'sign-in.slow-down' });
  });

  test('without a post in force there is nothing to enter', async () => {
    await sql(`UPDATE post SET to_day = '2026-06-15' WHERE id = $1`, [postId]);
    expect((await enter()).body.error.code).toBe('sign-in.no-post');
    await sql('UPDATE post SET to_day = NULL WHERE id = $1', [postId]);
  });
});

describe('sessions end', () => {
  test('after 30 minutes without use, and after 12 hours whatever happens', async () => {
    const [idle, busy] = [tokenOf(await enter()), tokenOf(await enter())];
    for (let passed = 0; passed < 12 * 60 - 25; passed += 25) {
      expect((await me(busy)).status).toBe(200);
      minutes(25);
    }
    expect((await me(idle)).status).toBe(401);
    expect((await me(busy)).status).toBe(200);
    minutes(26);
    expect((await me(busy)).status).toBe(401);
  });

  test('at sign-out, for this token only', async () => {
    const [one, two] = [tokenOf(await enter()), tokenOf(await enter())];
    await me(one);
    const out = await w.ask('POST', '/api/sign-out', { headers: { cookie: `${COOKIE}=${one}` } });
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect([(await me(one)).status, (await me(two)).status]).toEqual([401, 200]);
  });

  test('when the account is disabled, the post ends or the unit closes: within two seconds, and at once when told', async () => {
    const ways: [string, string, string][] = [
      [
        'UPDATE account SET disabled_at = now() WHERE id = $1',
        'UPDATE account SET disabled_at = NULL WHERE id = $1',
        accountId,
      ],
      [
        `UPDATE post SET to_day = '2026-06-01' WHERE id = $1`,
        'UPDATE post SET to_day = NULL WHERE id = $1',
        postId,
      ],
      [
        `UPDATE unit SET to_day = '2026-06-01' WHERE id = $1`,
        'UPDATE unit SET to_day = NULL WHERE id = $1',
        w.id('910101'),
      ],
    ];
    for (const [end, undo, id] of ways) {
      const token = tokenOf(await enter());
      const identifier = createIdentifier(w.test.store.worker, () => w.clock.at);
      expect(await identifier.identify(token)).not.toBeNull();
      await sql(end, [id]);
      identifier.forget();
      expect(await identifier.identify(token)).toBeNull();
      minutes(2.1 / 60);
      expect((await me(token)).status).toBe(401);
      await sql(undo, [id]);
    }
  });

  test('acting with another post gives a new token, ends the old, and reaches what that post reaches', async () => {
    const unit = w.units.get('920101');
    if (!unit) return;
    const other = await w.test.store.owner.transaction([], (tx) =>
      seat(tx, { role: 'township-cadre', unit, at: w.clock.at }),
    );
    const token = tokenOf(await enter());
    const choose = (id: string, t: string): Promise<Answer> =>
      w.ask('POST', '/api/me/post', { body: { postId: id }, headers: { cookie: `${COOKIE}=${t}` } });
    expect((await choose(other.postId, token)).status).toBe(404);
    await sql('INSERT INTO account_post (account_id, post_id, region_code) VALUES ($1, $2, $3)', [
      accountId,
      other.postId,
      unit.regionCode,
    ]);
    const chosen = await choose(other.postId, token);
    expect(chosen.status).toBe(200);
    expect((await me(token)).status).toBe(401);
    expect((await me(tokenOf(chosen))).body.unit.code).toBe('920101');
    await sql('DELETE FROM session');
    await sql('DELETE FROM account_post WHERE post_id = $1 AND account_id = $2', [other.postId, accountId]);
  });
});

test('the first code opens once, for a day, and only while there is no account', async () => {
  const db = w.test.store.worker;
  expect(await createFirstCode(db, w.clock.at)).toBeNull();
  await sql('DELETE FROM session');
  for (const table of ['account_post', 'second_factor', 'account_log', 'account'])
    await sql(`DELETE FROM ${table}`);
  const old = await createFirstCode(db, w.clock.at);
  const code = await createFirstCode(db, w.clock.at);
  const spend = (text: string | null): Promise<void> =>
    db.transaction([], (tx) => spendFirstCode(tx, text ?? '', w.clock.at));
  await expect(spend(old)).rejects.toMatchObject({ code: 'account.code-wrong' });
  await expect(spend(code?.toLowerCase().replaceAll('-', ' ') ?? '')).resolves.toBeUndefined();
  await expect(spend(code)).rejects.toMatchObject({ code: 'account.code-wrong' });
  const late = await createFirstCode(db, w.clock.at);
  minutes(24 * 60 + 1);
  await expect(spend(late)).rejects.toMatchObject({ code: 'account.code-wrong' });
});
