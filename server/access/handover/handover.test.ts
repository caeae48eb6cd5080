import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, openWorld, type Visitor, type World } from '../../../tests/kit/world.ts';
import { addDays, chinaDay } from '../../platform/clock/index.ts';

/** Hand-over of everything when somebody leaves: one transaction, a list that is kept, seats that stay empty until filled. */
let w: World;
let system: Visitor;
let today: string;
let clicks = 0;

beforeAll(async () => {
  w = await openWorld();
});
afterAll(() => w.close());
beforeEach(async () => {
  w.clock.at = new Date(w.clock.at.getTime() + 60_000);
  today = chinaDay(w.clock.at);
  system = await w.enter('system-admin', '910100');
});

const hand = (
  of: Visitor,
  to: Visitor | null,
  o: Record<string, unknown> = {},
  by = system,
): Promise<Answer> => {
  clicks += 1;
  return by.post(`/api/accounts/${of.accountId}/handover`, {
    requestKey: `hand-over-${clicks}`,
    day: today,
    successorId: to?.accountId ?? null,
    taken: [],
    disable: false,
    ...o,
  });
};
const page = async (of: Visitor, by = system): Promise<Answer> =>
  await by.get(`/api/accounts/${of.accountId}/handover`);
const said = (a: Answer): [number, string] => [a.status, a.body.error?.code];
const sql = (text: string, values: unknown[]): Promise<Record<string, unknown>[]> =>
  w.test.store.owner.transaction([], (tx) => tx.sql(text, values));
const keepViews = async (v: Visitor, name: string): Promise<void> => {
  const view = { name, query: 'measure=training.people', whose: 'mine' };
  expect((await v.post('/api/figure-views', view)).status).toBe(200);
};

describe('a hand-over', () => {
  test('gives what hangs on her to the successor, her post too, and keeps the list', async () => {
    const leaver = await w.enter('county-cadre', '910101');
    const follower = await w.enter('township-cadre', '910101001');
    await keepViews(leaver, '每月看的');
    await keepViews(follower, '每月看的');
    const before = (await page(leaver)).body;
    expect(before).toMatchObject({ refusal: null, past: [] });
    expect(before.posts).toHaveLength(1);
    expect(before.things.map((t: { name: string; what: string[] }) => [t.name, t.what])).toContainEqual([
      '数字里存的看法',
      ['每月看的'],
    ]);
    const done = await hand(leaver, follower, { taken: [leaver.postId], disable: true });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ successor: '样例人', disabled: true, posts: [{ taken: true }] });
    expect((await leaver.get('/api/me')).status).toBe(401);
    const held = (await system.get(`/api/accounts/${follower.accountId}`)).body.posts;
    expect(held.map((p: { role: string }) => p.role).sort()).toEqual(['county-cadre', 'township-cadre']);
    const views = await sql('SELECT owner FROM figure_view WHERE account_id = $1', [follower.accountId]);
    expect(views).toEqual([{ owner: follower.accountId }, { owner: follower.accountId }]);
    const after = (await page(leaver)).body;
    expect(after.past.map((p: { id: string }) => p.id)).toEqual([done.body.id]);
    expect(after.posts).toEqual([]);
    expect((await system.get('/api/vacancies')).body.rows).toEqual([]);
  });

  test('nobody follows yet: the seat stands empty from the day on, until somebody is given it', async () => {
    const leaver = await w.enter('chair', '910102');
    const done = await hand(leaver, null);
    expect(done.status).toBe(200);
    const empty = (await system.get('/api/vacancies')).body.rows;
    expect(empty).toMatchObject([{ unitName: '样例910102妇联', title: '干部', role: 'chair', since: today }]);
    const next = await w.enter('county-cadre', '910101');
    const post = { unitId: w.id('910102'), title: '主席', role: 'chair' };
    expect((await system.post(`/api/accounts/${next.accountId}/posts`, post)).status).toBe(200);
    expect((await system.get('/api/vacancies')).body.rows).toEqual([]);
  });

  test('the same click twice is one; a second hand-over of nobody’s posts is a list of nothing', async () => {
    const leaver = await w.enter('county-cadre', '910101');
    const requestKey = 'one-and-the-same';
    const [a, b] = await Promise.all([
      hand(leaver, null, { requestKey }),
      hand(leaver, null, { requestKey }),
    ]);
    expect([a.status, b.status, a.body.id === b.body.id]).toEqual([200, 200, true]);
    expect((await page(leaver)).body.past).toHaveLength(1);
  });

  test('as of a day ahead she works on until then; a day far away is refused, and so is disabling before it', async () => {
    const leaver = await w.enter('county-cadre', '910101');
    const day = addDays(today, 5);
    expect(said(await hand(leaver, null, { day, disable: true }))).toEqual([422, 'handover.later']);
    expect(said(await hand(leaver, null, { day: addDays(today, 32) }))).toEqual([422, 'handover.day']);
    expect(said(await hand(leaver, null, { day: addDays(today, -61) }))).toEqual([422, 'handover.day']);
    expect((await hand(leaver, null, { day })).status).toBe(200);
    const [post] = await sql('SELECT to_day FROM post WHERE id = $1', [leaver.postId]);
    expect(post?.['to_day']).toBe(day);
  });

  test('what she stands in for, and who stands in for her, ends with it', async () => {
    const leaver = await w.enter('county-cadre', '910101');
    const chair = await w.enter('chair', '910101');
    const other = await w.enter('county-cadre', '910101');
    const deputise = (by: Visitor, to: Visitor): Promise<Answer> =>
      by.post('/api/deputies', {
        postId: by.postId,
        deputyId: to.accountId,
        from: today,
        to: addDays(today, 9),
        reason: '学习',
      });
    expect((await deputise(chair, leaver)).status).toBe(200);
    expect((await deputise(leaver, other)).status).toBe(200);
    expect((await page(leaver)).body.deputies).toHaveLength(2);
    expect((await hand(leaver, null)).status).toBe(200);
    const open = await sql('SELECT 1 FROM deputation WHERE ended_at IS NULL', []);
    expect(open).toEqual([]);
    const acting = await sql(
      'SELECT 1 FROM account_post ap JOIN post p ON p.id = ap.post_id WHERE ap.account_id = ANY($1) AND p.to_day > $2',
      [[leaver.accountId, other.accountId], today],
    );
    expect(acting).toEqual([]);
  });
});

describe('what is refused leaves everything as it was', () => {
  test('to herself, to nobody with things to give, to a stranger, by a stranger, by who manages no accounts', async () => {
    const leaver = await w.enter('county-cadre', '910101');
    await keepViews(leaver, '留着的');
    expect(said(await hand(leaver, leaver))).toEqual([422, 'handover.same']);
    expect(said(await hand(leaver, null))).toEqual([422, 'handover.no-successor']);
    expect(said(await hand(leaver, await w.enter('county-cadre', '910201')))).toEqual([404, 'not-found']);
    const elsewhere = await w.enter('system-admin', '910102');
    expect((await page(leaver, elsewhere)).status).toBe(404);
    expect(said(await hand(leaver, null, {}, elsewhere))).toEqual([404, 'not-found']);
    const security = await w.enter('security-admin', '910100');
    expect((await page(leaver, security)).status).toBe(403);
    expect(said(await hand(system, null))).toEqual([409, 'account.self']);
    expect((await leaver.get('/api/me')).status).toBe(200);
  });

  test('an administrator’s post is not handed on, and whoever follows never gets two powers', async () => {
    const audit = await w.enter('audit-admin', '910100');
    await w.enter('audit-admin', '910100');
    const cadre = await w.enter('county-cadre', '910101');
    expect((await page(audit)).body.posts[0].notTaken).toContain('安全管理员');
    expect(said(await hand(audit, cadre, { taken: [audit.postId] }))).toEqual([422, 'deputy.power']);
    const leaver = await w.enter('county-cadre', '910101');
    expect(said(await hand(leaver, audit, { taken: [leaver.postId] }))).toEqual([409, 'post.two-powers']);
    // The refusal came in the middle of the transaction: her post stands.
    expect((await leaver.get('/api/me')).status).toBe(200);
    const [post] = await sql('SELECT to_day FROM post WHERE id = $1', [leaver.postId]);
    expect(post?.['to_day']).toBeNull();
  });

  test('a matter that she is responsible for stops it, until she has handed it on', async () => {
    const leaver = await w.enter('department-head', '910101-B1');
    const id = '018f0000-0000-7000-8000-00000000aaaa';
    await sql(
      `INSERT INTO matter (region_code, id, flow, flow_version, number, unit_id, unit_path, state, starter_post, starter_person, starter_name, starter_rank,
         holder_post, holder_person, holder_name, title, data, urgent, transfers, readers, seq, started_at, moved_at)
       SELECT p.region_code, $2, 'leave', 1, '2026-7', p.unit_id, p.unit_path, 'open', p.id, p.person_id, '样例人', 'x', p.id, p.person_id, '样例人', '请假', '{}', false, 0, ARRAY[p.id], 1, $3, $3
       FROM post p WHERE p.id = $1`,
      [leaver.postId, id, w.clock.at],
    );
    expect((await page(leaver)).body.things).toMatchObject([
      { what: ['2026-7'], first: expect.stringContaining('逐件交给别人') },
    ]);
    const refused = await hand(leaver, null);
    expect(said(refused)).toEqual([409, 'handover.first']);
    expect(refused.body.error.message).toMatch(/1 件/);
    await sql('UPDATE matter SET closed_at = $2 WHERE id = $1', [id, w.clock.at]);
    expect((await hand(leaver, null)).status).toBe(200);
  });
});
