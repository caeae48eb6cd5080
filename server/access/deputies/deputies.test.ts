import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, COOKIE, openWorld, type Visitor, type World } from '../../../tests/kit/world.ts';
import { addDays } from '../../platform/clock/index.ts';
import { daysProblem, MOST_DAYS, overlap, pathsUp } from './rules.ts';

/** Acting for an absence: who may, for how long, never two powers, seen in every event, ending by itself. */
let w: World;
let today: string;

beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(() => {
  w.clock.at = new Date(w.clock.at.getTime() + 60_000);
  today = new Date(w.clock.at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
});

const ask = (by: Visitor, deputy: Visitor, o: Record<string, unknown> = {}): Promise<Answer> =>
  by.post('/api/deputies', {
    postId: by.postId,
    deputyId: deputy.accountId,
    from: today,
    to: addDays(today, 6),
    reason: '外出学习',
    ...o,
  });
const said = (a: Answer): [number, string] => [a.status, a.body.error?.code];
/** Her sign-in, acting with a post. */
const actWith = async (v: Visitor, postId: string) => {
  const chosen = await v.post('/api/me/post', { postId });
  const token = /halfsky=([^;]*)/.exec(chosen.headers.get('set-cookie') ?? '')?.[1] ?? '';
  const headers = { cookie: `${COOKIE}=${token}` };
  return {
    status: chosen.status,
    get: (path: string) => w.ask('GET', path, { headers }),
    post: (path: string, body: unknown) => w.ask('POST', path, { headers, body }),
  };
};

describe('standing in', () => {
  test('the deputy has the powers of the post from the first day to the last, the page says for whom, and they end', async () => {
    const chair = await w.enter('chair', '910101');
    const deputy = await w.enter('county-cadre', '910101');
    const made = await ask(chair, deputy, { from: addDays(today, 1), to: addDays(today, 3) });
    expect(made.status).toBe(200);
    expect((await deputy.get('/api/me')).body).toMatchObject({ role: 'county-cadre', acting: null });
    expect((await deputy.get('/api/me')).body.posts).toHaveLength(1);
    const start = w.clock.at.getTime();
    w.clock.at = new Date(start + 86_400_000);
    const next = await w.ask('GET', '/api/me', { headers: { cookie: `${COOKIE}=${deputy.token}` } });
    // Her sign-in of yesterday is over; what she may act with is asked anew.
    expect(next.status).toBe(401);
    const posts = await w.test.store.owner.transaction([], (tx) =>
      tx.sql(
        'SELECT p.title, p.role, p.from_day, p.to_day FROM account_post ap JOIN post p ON p.id = ap.post_id WHERE ap.account_id = $1 ORDER BY p.title',
        [deputy.accountId],
      ),
    );
    expect(posts).toEqual([
      { title: '代理干部', role: 'chair', from_day: addDays(today, 1), to_day: addDays(today, 4) },
      { title: '干部', role: 'county-cadre', from_day: null, to_day: null },
    ]);
  });

  test('in the header, in the audit, with the right to do what the post may and no more', async () => {
    const head = await w.enter('department-head', '910101-B1');
    const deputy = await w.enter('chair', '910101');
    const { id } = (await ask(head, deputy)).body;
    const acting = await actWith(deputy, id);
    expect(acting.status).toBe(200);
    const me = (await acting.get('/api/me')).body;
    expect(me).toMatchObject({
      role: 'department-head',
      postTitle: '代理干部',
      acting: { forName: '样例人', title: '代理干部', until: addDays(today, 6) },
    });
    // Her own post comes first where she chooses none.
    expect(me.posts.map((p: { title: string }) => p.title)).toEqual(['干部', '代理干部']);
    expect((await acting.post('/api/units', {})).status).toBe(403);
    const audit = await w.enter('audit-admin', '910101');
    expect((await acting.get('/api/accounts')).status).toBe(403);
    await expect
      .poll(
        async () =>
          (await audit.get('/api/audit?what=denied')).body.rows.filter((r: { detail: string }) =>
            r.detail.includes('代理样例人'),
          ).length,
        { timeout: 20_000 },
      )
      .toBeGreaterThan(0);
    const given = (await audit.get('/api/audit?what=deputy')).body.rows;
    expect(given.map((r: { words: string }) => r.words)).toContain('请人代理');
  });

  test('she is back: ended by her, by the deputy or by who manages accounts, at once; by nobody else', async () => {
    const chair = await w.enter('chair', '910101');
    const deputy = await w.enter('county-cadre', '910101');
    const stranger = await w.enter('county-cadre', '910101');
    const { id } = (await ask(chair, deputy)).body;
    const end = (v: Visitor): Promise<Answer> => v.post(`/api/deputies/${id}/end`, { sure: true });
    expect(said(await end(stranger))).toEqual([404, 'not-found']);
    const list = (await chair.get('/api/deputies')).body;
    expect(list.rows[0]).toMatchObject({ id, state: 'now', mine: true, may: ['end'], to: addDays(today, 6) });
    expect((await end(chair)).status).toBe(200);
    expect((await deputy.get('/api/me')).status).toBe(401);
    expect((await end(chair)).status).toBe(200);
    expect((await chair.get('/api/deputies')).body.rows[0]).toMatchObject({ state: 'over', may: [] });
  });

  test('who manages accounts arranges it for whoever fell ill; ending her post ends what stands in for it', async () => {
    const system = await w.enter('system-admin', '910100');
    const township = await w.enter('township-cadre', '910101001');
    const county = await w.enter('county-cadre', '910101');
    const asked = {
      postId: township.postId,
      deputyId: county.accountId,
      from: today,
      to: today,
      reason: '生病',
    };
    expect((await system.post('/api/deputies', asked)).status).toBe(200);
    const list = (await system.get(`/api/accounts/${township.accountId}/deputies`)).body;
    expect(list.rows).toHaveLength(1);
    const ended = await system.post(`/api/accounts/${township.accountId}/end-post`, {
      postId: township.postId,
    });
    expect(ended.status).toBe(200);
    const after = (await system.get(`/api/accounts/${county.accountId}/deputies`)).body;
    expect(after.rows[0].state).toBe('over');
  });
});

describe('what is refused', () => {
  test('herself, a stranger, somebody below, an administrator, an administrator’s post, a post that is itself stood in for', async () => {
    const chair = await w.enter('chair', '910101');
    expect(said(await ask(chair, chair))).toEqual([422, 'deputy.self']);
    expect(said(await ask(chair, await w.enter('county-cadre', '910102')))).toEqual([422, 'deputy.stranger']);
    expect(said(await ask(chair, await w.enter('township-cadre', '910101001')))).toEqual([
      422,
      'deputy.stranger',
    ]);
    expect(said(await ask(chair, await w.enter('system-admin', '910101')))).toEqual([422, 'deputy.stranger']);
    const security = await w.enter('security-admin', '910101');
    expect(said(await ask(security, chair))).toEqual([422, 'deputy.power']);
    const deputy = await w.enter('county-cadre', '910101');
    const { id } = (await ask(chair, deputy)).body;
    expect(said(await ask(deputy, chair, { postId: id }))).toEqual([422, 'deputy.chain']);
    // Another's post is as if it were not there.
    expect(said(await ask(deputy, chair, { postId: chair.postId }))).toEqual([404, 'not-found']);
  });

  test('two at a time for one post; the same again is the same one, also when clicked twice at once', async () => {
    const chair = await w.enter('chair', '910102');
    const [one, two] = [await w.enter('county-cadre', '910102'), await w.enter('county-cadre', '910102')];
    const both = await Promise.all([ask(chair, one), ask(chair, one)]);
    expect(both.map((a) => a.status)).toEqual([200, 200]);
    expect(both[0]?.body.id).toBe(both[1]?.body.id);
    expect(said(await ask(chair, two))).toEqual([409, 'deputy.overlap']);
    expect((await ask(chair, two, { from: addDays(today, 7), to: addDays(today, 7) })).status).toBe(200);
  });

  test('an administrator who also held a business post through a deputation would be two powers in one hand', async () => {
    const system = await w.enter('system-admin', '910100');
    const chair = await w.enter('chair', '910101');
    const deputy = await w.enter('county-cadre', '910101');
    expect((await ask(chair, deputy)).status).toBe(200);
    const given = await system.post(`/api/accounts/${deputy.accountId}/posts`, {
      unitId: w.id('910101'),
      title: '审计管理员',
      role: 'audit-admin',
    });
    expect(said(given)).toEqual([409, 'post.two-powers']);
  });
});

describe('rules', () => {
  test('days at their edges', () => {
    expect(daysProblem({ from: '2026-03-01', to: '2026-03-01' }, '2026-03-01')).toBeNull();
    expect(daysProblem({ from: '2026-02-28', to: '2026-03-01' }, '2026-03-01')?.code).toBe('deputy.past');
    expect(daysProblem({ from: '2026-03-02', to: '2026-03-01' }, '2026-03-01')?.code).toBe('deputy.order');
    const last = addDays('2026-03-01', MOST_DAYS - 1);
    expect(daysProblem({ from: '2026-03-01', to: last }, '2026-03-01')).toBeNull();
    expect(daysProblem({ from: '2026-03-01', to: addDays(last, 1) }, '2026-03-01')?.code).toBe('deputy.long');
    expect(overlap({ from: '2026-03-01', to: '2026-03-05' }, { from: '2026-03-05', to: '2026-03-06' })).toBe(
      true,
    );
    expect(overlap({ from: '2026-03-01', to: '2026-03-05' }, { from: '2026-03-06', to: '2026-03-07' })).toBe(
      false,
    );
    expect(pathsUp('/00/35/3501/')).toEqual(['/00/35/3501/', '/00/35/', '/00/']);
  });
});
