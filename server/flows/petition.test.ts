import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { sweepClocks } from './sweep.ts';
import {
  begin,
  inPost,
  newKey,
  type Office,
  openOffice,
  problemsOf,
  standIn,
  take,
} from './testing-office.ts';

/** 信访件 (R-16, chain 13): each kind by its own law, superiors' matters reported back, answered before closed. */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

let persons = 0;
/** Another woman each time: the same one is told of her open petition. */
const petition = (more: Record<string, unknown> = {}, rest: Record<string, unknown> = {}) => {
  persons += 1;
  return {
    requestKey: newKey(),
    flow: 'petition-case',
    data: {
      danger: '没有',
      kind: '申诉求决',
      channel: '来访',
      'handed-down': '不是',
      'brought-by': '本人',
      cause: '土地权益',
      who: '样例女士',
      phone: `1380000${String(1000 + persons)}`,
      about: '承包地没有分给她',
      ...more,
    },
    ...rest,
  };
};
const register = async (v: Visitor, more?: Record<string, unknown>, rest?: Record<string, unknown>) => {
  const answer = await begin(v, petition(more, rest));
  expect([answer.status, problemsOf(answer)]).toEqual([200, '']);
  return answer.body.id as string;
};
const page = async (v: Visitor, id: string) => (await v.get(`/api/matters/${id}`)).body;
const may = async (v: Visitor, id: string): Promise<string[]> =>
  (await page(v, id)).may.map((m: { key: string }) => m.key);
const clock = async (v: Visitor, id: string, key: string) =>
  (await page(v, id)).clocks.find((c: { key: string }) => c.key === key);
const ok = async (v: Visitor, id: string, step: string, more?: Record<string, unknown>): Promise<void> => {
  const answer = await take(v, id, step, more);
  expect([step, answer.status, problemsOf(answer)]).toEqual([step, 200, '']);
};
const accept = (v: Visitor, id: string, more: Record<string, unknown> = {}) =>
  take(v, id, 'admit', { data: { kind: '申诉求决', 'told-how': '书面告知', ...more } });
const settle = (v: Visitor, id: string) =>
  ok(v, id, 'settle', { data: { result: '答复解释', decision: '村里应当补分' } });
const answer = (v: Visitor, id: string, more: Record<string, unknown> = {}) =>
  take(v, id, 'answer', {
    data: { answer: '已经补分', 'answered-how': '书面答复', 'told-review': true, ...more },
  });
const named = (v: Visitor, name: string) =>
  o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('UPDATE account SET display_name = $2 WHERE id = $1', [v.accountId, name]),
  );

describe('registered and accepted', () => {
  test('what may not wait is not registered here; what is wrong is told at its field', async () => {
    await o.at('2026-03-02T09:00');
    const said = async (more: Record<string, unknown>): Promise<string> =>
      problemsOf(await begin(o.staff, petition(more)));
    expect(await said({ danger: '有危险' })).toContain('登记接待');
    expect(await said({ danger: '说不清' })).toContain('登记接待');
    expect(await said({ kind: '检举控告' })).toContain('被反映的人或单位');
    expect(await said({ 'handed-down': '上级妇联交办' })).toContain('交办机关和文号');
    expect(
      await said({ 'handed-down': '领导交办', 'handed-by': '市妇联', 'report-by': '2026-03-01' }),
    ).toContain('已经过去');
    expect(await said({ people: 30, reps: 6 })).toContain('代表最多 5 人');
    // R-25 Bad: an agent without authority.
    expect(await said({ 'brought-by': '信访代理员' })).toContain('委托书');
    expect(await said({ 'brought-by': '信访代理员', authority: '委〔2026〕1号' })).toContain('委托了什么');
  });

  test('a notice in 15 days, to the second; past it the leaders see it', async () => {
    await o.at('2026-03-02T23:59:59');
    const id = await register(o.staff);
    expect((await clock(o.staff, id, 'notice')).dueAt).toBe('2026-03-17T16:00:00.000Z');
    await o.at('2026-03-18T00:00:00');
    await sweepClocks(o.world.house.flows);
    expect((await o.head.get('/api/matters?box=late')).body.rows.map((r: { id: string }) => r.id)).toContain(
      id,
    );
  });

  test('not accepted: told why and where; named persons cannot be "not reachable"', async () => {
    const id = await register(o.staff);
    const no = (data: Record<string, unknown>, opinion: string | null) =>
      take(o.staff, id, 'not-accept', { data, opinion });
    const where = { 'where-kind': '人民法院', where: '区法院立案庭', 'told-how': '书面告知' };
    expect(problemsOf(await no({ 'told-how': '书面告知' }, null))).toMatch(/理由|应当去哪里/);
    expect(problemsOf(await no({ ...where, where: null }, '法院已经判了'))).toContain('具体是哪个单位');
    expect(problemsOf(await no({ ...where, 'told-how': '姓名或住址不清,无法告知' }, '已判'))).toContain(
      '不能选',
    );
    expect((await no(where, '法院已经判了')).status).toBe(200);
    expect((await page(o.staff, id)).state).toBe('not-accepted');
    const nameless = await register(o.staff, { who: null, phone: null });
    expect((await accept(o.staff, nameless, { 'told-how': '姓名或住址不清,无法告知' })).status).toBe(200);
  });
});

test('60 days for a claim, 90 with a leader’s consent, once; suggestions have the place’s own days', async () => {
  await o.at('2026-03-02T10:00');
  const id = await register(o.staff);
  expect((await accept(o.staff, id)).status).toBe(200);
  expect((await clock(o.staff, id, 'finish')).dueAt).toBe('2026-05-01T16:00:00.000Z');
  expect(await may(o.staff, id)).not.toContain('extend');
  await ok(o.staff, id, 'ask-extend', { signers: [o.vice.postId], opinion: '等土地测量' });
  expect(await may(o.staff, id)).not.toContain('extend');
  await ok(o.vice, id, 'agree');
  const extend = (days: number, more: Record<string, unknown> = {}) =>
    take(o.staff, id, 'extend', {
      data: { days, 'extend-told': '书面告知' },
      opinion: '等土地测量',
      ...more,
    });
  expect(problemsOf(await extend(91))).toContain('最多到第 90 天');
  expect(problemsOf(await extend(90, { data: { days: 90 } }))).toContain('怎么告诉她');
  expect(problemsOf(await extend(90, { opinion: null }))).toContain('理由');
  expect((await extend(90)).status).toBe(200);
  expect((await clock(o.staff, id, 'finish')).dueAt).toBe('2026-05-31T16:00:00.000Z');
  // Once: what stands in 已延长 offers no extension.
  expect((await may(o.staff, id)).filter((k) => /extend/.test(k))).toEqual([]);

  const idea = await register(o.staff, { kind: '建议意见' });
  await accept(o.staff, idea, { kind: '建议意见' });
  expect((await page(o.staff, idea)).clocks.map((c: { key: string }) => c.key).sort()).toEqual([
    'notice',
    'other',
  ]);
  expect(await may(o.staff, idea)).not.toContain('ask-extend');
});

test('R-16 Bad: closed without result or answer; a claim answered without telling of the review', async () => {
  const id = await register(o.staff);
  await accept(o.staff, id);
  for (const step of ['close', 'answer']) expect((await take(o.staff, id, step)).status).toBe(403);
  expect(problemsOf(await take(o.staff, id, 'settle', { data: { result: '答复解释' } }))).toContain(
    '处理意见',
  );
  await settle(o.staff, id);
  expect((await take(o.staff, id, 'close')).status).toBe(403);
  expect(problemsOf(await answer(o.staff, id, { 'told-review': null }))).toContain('复查');
  expect(problemsOf(await answer(o.staff, id, { 'told-review': false }))).toContain('复查');
  expect(problemsOf(await answer(o.staff, id, { answer: '' }))).toContain('给她的答复');
  expect((await answer(o.staff, id)).status).toBe(200);
  await ok(o.staff, id, 'close');
  const closed = await page(o.staff, id);
  await o.at('2026-03-09T10:00');
  await ok(o.staff, id, 'rate', { data: { satisfied: '不满意' } });
  const rated = await page(o.staff, id);
  expect([rated.state, rated.closedAt, rated.data['satisfied-by']]).toEqual([
    'closed',
    closed.closedAt,
    '回访时她说的',
  ]);
  // Opened again with a reason: back in handling, in the hand of who opens it, answered anew before it closes.
  expect(problemsOf(await take(o.staff, id, 'reopen'))).toContain('理由');
  await ok(o.staff, id, 'reopen', { opinion: '她说没有补分' });
  const again = await page(o.staff, id);
  expect([again.state, again.closedAt, again.data.answer, again.data.satisfied]).toEqual([
    'in-hand',
    null,
    null,
    null,
  ]);
  expect(again.clocks.find((c: { key: string }) => c.key === 'finish').dueAt).toBe(
    '2026-05-08T16:00:00.000Z',
  );
  expect(await may(o.staff, id)).not.toContain('close');
});

describe('a superior’s matter', () => {
  const handed = (more: Record<string, unknown> = {}) => ({
    'handed-down': '上级妇联交办',
    'handed-by': '市妇联 交办〔2026〕3号',
    'report-by': '2026-04-30',
    ...more,
  });
  test('objected to within five workdays over a holiday, and handed back only when agreed', async () => {
    // 2026-04-04 to 04-06 is Qingming: the fifth workday after Thursday 04-02 is 04-10.
    await o.at('2026-04-02T09:00');
    const id = await register(o.staff, handed());
    expect((await clock(o.staff, id, 'object')).dueAt).toBe('2026-04-10T16:00:00.000Z');
    expect(
      problemsOf(
        await take(o.staff, id, 'not-accept', {
          data: { 'where-kind': '政府部门', where: '民政局', 'told-how': '书面告知' },
          opinion: '不归我们管',
        }),
      ),
    ).toContain('提出异议');
    const late = await register(o.staff, handed());
    await o.at('2026-04-10T23:59:00');
    await ok(o.staff, id, 'object', { opinion: '属民政局' });
    expect((await take(o.staff, id, 'not-accept')).status).toBe(403);
    await ok(o.staff, id, 'keep');
    await o.at('2026-04-11T00:00:00');
    await sweepClocks(o.world.house.flows);
    expect(problemsOf(await take(o.staff, late, 'object', { opinion: '属民政局' }))).toContain('已经过了');
    // Its end is nobody's lateness.
    expect((await o.head.get(`/api/matters/${late}`)).status).toBe(404);
  });

  test('cannot be closed before it is reported back up', async () => {
    const id = await register(o.staff, handed());
    await accept(o.staff, id);
    await settle(o.staff, id);
    await answer(o.staff, id);
    expect(problemsOf(await take(o.staff, id, 'close'))).toContain('先向交办机关报结');
    const report = (on: string) =>
      take(o.staff, id, 'report-up', { data: { 'reported-on': on, 'reported-to': '市妇联' } });
    expect(problemsOf(await report('2026-04-20'))).toContain('还没有到');
    expect((await report('2026-04-10')).status).toBe(200);
    await ok(o.staff, id, 'close');
  });
});

describe('an accusation never reaches the accused side', () => {
  const accuse = { kind: '检举控告', accused: '丁样例、王二', 'accused-unit': '样例910101001妇联' };
  test('neither handed to her nor shown to her, nor to anybody of the accused unit', async () => {
    await o.at('2026-05-06T09:00');
    const township = await o.world.enter('township-cadre', '910101001');
    const accused = await o.world.enter('county-cadre', '910101-B1');
    await named(accused, '丁样例');
    const id = await register(o.staff, accuse);
    const to = (v: Visitor) => take(o.staff, id, 'pass-on', { to: v.postId });
    expect(problemsOf(await to(accused))).toContain('不能交给');
    expect(problemsOf(await to(township))).toContain('不能交给');
    expect(problemsOf(await take(o.staff, id, 'consult', { readers: [accused.postId] }))).toContain(
      '不能交给',
    );
    const who = (await o.staff.get(`/api/matters/${id}/candidates?step=pass-on`)).body.candidates;
    const posts = who.map((c: { post: string }) => c.post);
    expect(posts).toContain(o.colleague.postId);
    expect(posts).not.toContain(accused.postId);
    expect(posts).not.toContain(township.postId);
    expect(problemsOf(await begin(township, petition(accuse)))).toContain('不能由您本人经手');
    // Named only now, when she has read it already: refused, so that nobody relies on it.
    const other = await register(o.staff, { kind: '建议意见' });
    await ok(o.staff, other, 'consult', { readers: [accused.postId] });
    expect(problemsOf(await accept(o.staff, other, { kind: '检举控告', accused: '丁样例' }))).toContain(
      '丁样例',
    );
  });

  test('nor does she see it as the deputy of who has it in hand', async () => {
    await o.at('2026-05-07T09:00');
    const holder = await o.world.enter('county-cadre', '910101-B1');
    const accused = await o.world.enter('county-cadre', '910101-B1');
    await named(accused, '庚样例');
    const id = await register(holder, { kind: '检举控告', accused: '庚样例' });
    const plain = await register(holder);
    const stood = await standIn(holder, accused, '2026-05-07', '2026-05-08');
    expect([stood.status, problemsOf(stood)]).toEqual([200, '']);
    const deputy = await inPost(o.world, accused, stood.body.id);
    expect((await deputy.get(`/api/matters/${plain}`)).status).toBe(200);
    expect((await deputy.get(`/api/matters/${id}`)).status).toBe(404);
    // Nor anything that hangs on it, nor the row of it, which she could not open and would wonder about.
    for (const part of ['papers', 'reads', 'referrals', 'contact', 'candidates?step=pass-on'])
      expect([part, (await deputy.get(`/api/matters/${id}/${part}`)).status]).toEqual([part, 404]);
    expect((await deputy.get(`/api/matters/${plain}/papers`)).status).toBe(200);
    const listed = async (v: Pick<Visitor, 'get'>): Promise<string[]> =>
      (await v.get('/api/matters?limit=100')).body.rows.map((r: { id: string }) => r.id);
    expect([await listed(deputy), (await listed(holder)).sort()]).toEqual([[plain], [id, plain].sort()]);
    const step = { requestKey: newKey(), version: 1, step: 'withdraw', opinion: '撤' };
    expect((await deputy.post(`/api/matters/${id}/steps`, step)).status).toBe(404);
  });

  test('nor does she accept what was offered before her name was put right', async () => {
    const id = await register(o.staff, { kind: '检举控告', accused: '辛样例' });
    const accused = await o.world.enter('county-cadre', '910101-B1');
    await ok(o.staff, id, 'pass-on', { to: accused.postId, opinion: '请接着办' });
    await named(accused, '辛样例');
    const { version } = await page(o.staff, id);
    const step = { requestKey: newKey(), version, step: 'accept' };
    expect((await accused.post(`/api/matters/${id}/steps`, step)).status).toBe(404);
  });

  test('late: shown to the leaders, but not to the leader who is accused', async () => {
    await named(o.head, '戊样例');
    const id = await register(o.staff, { kind: '检举控告', accused: '部长戊样例' });
    await o.at('2026-05-23T00:00:00');
    await sweepClocks(o.world.house.flows);
    expect((await o.head.get(`/api/matters/${id}`)).status).toBe(404);
    expect((await o.chair.get(`/api/matters/${id}`)).status).toBe(200);
  });
});

describe('the same person', () => {
  test('her open petition is offered; another one wants a reason, and both are linked', async () => {
    await o.at('2026-06-01T09:00');
    const phone = '13911112222';
    const first = await register(o.staff, { phone });
    const again = await begin(o.colleague, petition({ phone: '139-1111 2222' }));
    expect(problemsOf(again)).toMatch(/没办结的:信〔2026〕\d+号\(.+,2026-06-01登记\)/);
    // She may not open that one; who has it in hand may.
    expect(again.body.error.problems[0].code).toBeUndefined();
    expect((await begin(o.staff, petition({ phone }))).body.error.problems[0].code).toBe(first);
    const second = await register(o.colleague, { phone }, { another: '这次是工资的事' });
    const seen = await page(o.colleague, second);
    expect([seen.steps[0].opinion, seen.links]).toEqual([
      '这次是工资的事',
      [expect.objectContaining({ why: 'same', id: null, state: null, flow: '信访件' })],
    ]);
    expect((await page(o.staff, first)).links).toHaveLength(1);
    // What she says against who has her other petition is not shown to that one by a link.
    await named(o.staff, '己样例');
    const against = await begin(
      o.colleague,
      petition({ phone, kind: '检举控告', accused: '己样例' }, { another: '反映经办人' }),
    );
    expect(against.status).toBe(200);
    expect((await page(o.staff, first)).links).toHaveLength(1);
    await ok(o.colleague, against.body.id, 'withdraw', { opinion: '她当面说清了' });
    await accept(o.staff, first);
    await settle(o.staff, first);
    await answer(o.staff, first);
    await ok(o.staff, first, 'close');
    await accept(o.colleague, second);
    await settle(o.colleague, second);
    await answer(o.colleague, second);
    await ok(o.colleague, second, 'close');
    await register(o.staff, { phone });
  });

  test('from a first contact: linked, with its own responsible person; only by who knows the contact', async () => {
    const contact = await begin(o.staff, {
      requestKey: newKey(),
      flow: 'first-asked',
      data: { danger: '没有', channel: '来访', cause: '劳动权益', who: '样例', about: '拖欠工资' },
    });
    const from = contact.body.id as string;
    expect((await begin(o.colleague, petition({}, { from }))).status).toBe(404);
    const id = await register(o.staff, { cause: '劳动权益' }, { from });
    const [back] = (await page(o.staff, id)).links;
    expect(back).toMatchObject({
      side: 'from',
      why: 'came',
      id: from,
      number: contact.body.number,
      state: '办理中',
    });
    expect((await page(o.staff, from)).links).toMatchObject([{ side: 'to', id, flow: '信访件' }]);
    // Passed on: the contact stays with the first, the petition goes its own way.
    await ok(o.staff, id, 'pass-on', { to: o.colleague.postId });
    await ok(o.colleague, id, 'accept');
    expect((await page(o.staff, from)).may.length).toBeGreaterThan(0);
    expect((await page(o.colleague, id)).links[0]).toMatchObject({ id: null, state: null });
    const review = await begin(o.above, petition({}, { from, flow: 'petition-review' }));
    expect(review.status).toBeGreaterThanOrEqual(400);
  });
});
