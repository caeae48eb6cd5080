import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { sweepClocks } from './sweep.ts';
import { ANY_TIME, begin, newKey, type Office, openOffice, problemsOf, take } from './testing-office.ts';

/** 家庭暴力个案: every "Bad" of the rule, and its clocks at the second. */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

const CANARY = '样例女士·不可外泄·DV77';
const open = async (v: Visitor, more: Record<string, unknown> = {}): Promise<string> => {
  const data = { danger: '没有', victim: '成年人', channel: '来访', who: CANARY, contact: CANARY, ...more };
  const answer = await begin(v, { requestKey: newKey(), flow: 'violence', data, safe: ANY_TIME });
  expect([answer.status, problemsOf(answer)]).toEqual([200, '']);
  return answer.body.id;
};
const page = async (v: Visitor, id: string) => (await v.get(`/api/matters/${id}`)).body;
const does = async (id: string, step: string, more: Record<string, unknown> = {}): Promise<void> => {
  const answer = await take(o.staff, id, step, more);
  expect([step, answer.status, problemsOf(answer)]).toEqual([step, 200, '']);
};
const refused = async (id: string, step: string, more: Record<string, unknown> = {}): Promise<string> => {
  const answer = await take(o.staff, id, step, more);
  expect([step, answer.status]).not.toEqual([step, 200]);
  return problemsOf(answer);
};
const answers = (yes: number, special = false): Record<string, boolean> => ({
  ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`item-${n}`, n <= yes])),
  'special-1': special,
  'special-2': false,
});
const inBox = async (v: Visitor, box: string, id: string): Promise<boolean> =>
  (await v.get(`/api/matters?box=${box}&limit=100`)).body.rows.some((r: { id: string }) => r.id === id);
const clock = async (id: string, key: string) =>
  (await page(o.staff, id)).clocks.find((c: { key: string }) => c.key === key);
const plan = { data: { plan: '每周一次', 'next-visit': '2026-11-20' } };
const visit = (found: string, next: string | null, day = '2026-11-03') => ({
  data: { 'visit-day': day, 'visit-kind': '上门', 'visit-found': found, 'next-visit': next },
  opinion: '她和孩子都好',
});

describe('danger first', () => {
  test('an urgent contact begins an urgent case that the leader hears of; late at the second, all leaders', async () => {
    await o.at('2026-11-03T09:00');
    const without = await begin(o.staff, {
      requestKey: newKey(),
      flow: 'violence',
      data: { danger: '有危险', victim: '成年人', channel: '来电', 'police-told': '不需要' },
    });
    expect(problemsOf(without)).toContain('请先打 110');
    const id = await open(o.staff, { danger: '有危险', 'police-told': '已请 110 到场' });
    expect(await page(o.staff, id)).toMatchObject({ state: 'urgent', urgent: true });
    expect([await inBox(o.head, 'read', id), await inBox(o.chair, 'late', id)]).toEqual([true, false]);
    await o.at('2026-11-03T09:59:59');
    await sweepClocks(o.world.house.flows);
    expect(await inBox(o.chair, 'late', id)).toBe(false);
    await o.at('2026-11-03T10:00:00');
    await sweepClocks(o.world.house.flows);
    expect([await inBox(o.chair, 'late', id), await inBox(o.vice, 'late', id)]).toEqual([true, true]);
    // Not safe by a click, not safe before the police were told; no plan and no mediation meanwhile.
    expect(await refused(id, 'safe', { opinion: '好了' })).toContain('请先记下报警');
    expect((await page(o.staff, id)).may.map((m: { key: string }) => m.key)).not.toContain('mediate');
    const police = { 'police-day': '2026-11-03', 'police-time': '10:30', station: '样例派出所' };
    expect(await refused(id, 'police', { data: police })).toContain('还没有到');
    expect(await refused(id, 'police', { data: { ...police, 'police-time': '九点' } })).toContain('14:20');
    await does(id, 'police', { data: { ...police, 'police-time': '09:10' } });
    expect(await refused(id, 'safe')).toContain('请写明');
    await does(id, 'safe', { opinion: '已到庇护所,社工陪着' });
    expect(await page(o.staff, id)).toMatchObject({ state: 'in-hand', urgent: false });
  });

  test('the score is worked out and never typed; high sends it the urgent way and tells the leader', async () => {
    await o.at('2026-11-03T11:00');
    const id = await open(o.staff);
    expect(await refused(id, 'assess', { data: { ...answers(3), 'danger-score': 0 } })).toContain('没有');
    expect(await refused(id, 'assess', { data: { 'item-1': true } })).toContain('还没有填');
    await does(id, 'assess', { data: answers(3) });
    expect((await page(o.staff, id)).data).toMatchObject({ 'danger-score': 3, 'danger-grade': '低危' });
    await does(id, 'assess', { data: answers(5) });
    expect(await page(o.staff, id)).toMatchObject({ state: 'in-hand', data: { 'danger-grade': '中危' } });
    await does(id, 'assess', { data: answers(1, true) });
    expect(await page(o.staff, id)).toMatchObject({
      state: 'urgent',
      urgent: true,
      data: { 'danger-score': 1, 'danger-grade': '高危' },
    });
    expect(await inBox(o.head, 'read', id)).toBe(true);
    expect(await refused(id, 'safe', { opinion: '她回娘家了' })).toContain('高危');
    await does(id, 'police', {
      data: { 'police-day': '2026-11-03', 'police-time': '10:50', station: '样例派出所' },
    });
    await does(id, 'safe', { opinion: '她回娘家了,兄长陪着' });
    // It does not bounce back by itself, and in high danger nobody mediates.
    expect((await page(o.staff, id)).state).toBe('in-hand');
    const note = '分开问过她本人,自愿;调解在派出所,社工陪同,有事打 110';
    expect(await refused(id, 'mediate', { data: { 'safety-note': note } })).toContain('不调解');
    // All nine points is high without the special ones; the boundary is the parameter's.
    await does(id, 'assess', { data: answers(6) });
    expect((await page(o.staff, id)).state).toBe('urgent');
  });

  test('Bad: mediation of open violence without a safety note', async () => {
    const id = await open(o.staff);
    await does(id, 'assess', { data: answers(2) });
    expect(await refused(id, 'mediate', { data: { 'safety-note': '没事' } })).toContain('安全说明');
    await does(id, 'mediate', {
      data: { 'safety-note': '分开问过她本人,自愿;在派出所调解,社工陪她,有事打 110' },
    });
  });
});

test('in a village, where the chair has it herself, somebody of the town above hears of it', async () => {
  const village = await o.world.enter('village-cadre', '910101001201');
  const town = await o.world.enter('township-cadre', '910101001');
  await o.at('2026-11-03T11:30');
  const id = await open(village, { danger: '有危险', 'police-told': '已报警' });
  expect(await inBox(town, 'read', id)).toBe(true);
});

test('from a first-asked contact: what was told comes along, urgent stays urgent', async () => {
  await o.at('2026-11-03T12:00');
  const told = {
    danger: '有危险',
    'police-told': '已报警',
    channel: '来电',
    cause: '家庭暴力',
    about: CANARY,
  };
  const contact = await begin(o.staff, { requestKey: newKey(), flow: 'first-asked', data: told });
  const calm = await begin(o.staff, {
    requestKey: newKey(),
    flow: 'violence',
    from: contact.body.id,
    data: { danger: '没有', victim: '成年人', channel: '来电' },
  });
  expect(problemsOf(calm)).toContain('也是紧急的');
  const made = await begin(o.staff, {
    requestKey: newKey(),
    flow: 'violence',
    from: contact.body.id,
    data: { danger: '有危险', 'police-told': '已报警', victim: '成年人', channel: '来电', about: CANARY },
  });
  expect((await page(o.staff, made.body.id)).state).toBe('urgent');
  // The contact keeps its own three days and its own responsible person.
  expect((await page(o.staff, contact.body.id)).closedAt).toBeNull();
});

describe('closing', () => {
  test('Bad: without assessment, without a visit, after new violence, out of reach', async () => {
    await o.at('2026-11-03T13:00');
    const id = await open(o.staff);
    expect((await page(o.staff, id)).may.map((m: { key: string }) => m.key)).not.toContain('close');
    expect(await refused(id, 'plan', plan)).toContain('还没有做危险评估');
    await does(id, 'assess', { data: answers(2) });
    expect(await refused(id, 'plan', { data: { plan: '半年后看看', 'next-visit': '2027-05-01' } })).toContain(
      '不能超过 30 天',
    );
    await does(id, 'plan', plan);
    expect(await refused(id, 'close', { data: { result: '好了' } })).toContain('还没有回访过');
    expect(await refused(id, 'visit', visit('联系不上', null))).toContain('要定下次回访');
    expect(await refused(id, 'visit', { ...visit('没有新的暴力', null), opinion: null })).toContain('请写明');
    await does(id, 'visit', visit('联系不上', '2026-11-04'));
    expect(await refused(id, 'close', { data: { result: '好了' } })).toContain('联系不上');
    await does(id, 'visit', visit('又发生暴力', '2026-11-04'));
    expect((await page(o.staff, id)).state).toBe('urgent');
    await does(id, 'safe', { opinion: '派出所把他带走了' });
    await does(id, 'plan', plan);
    await does(id, 'visit', visit('没有新的暴力', null));
    await does(id, 'close', { data: { result: '她和孩子搬到娘家,没有新的暴力' } });
    expect((await page(o.staff, id)).closedAt).not.toBeNull();
    // Opened again it is hers again, and wants a visit of its own before it is closed.
    expect(await refused(id, 'reopen')).toContain('请写明');
    await does(id, 'reopen', { opinion: '她打电话来,他又来闹' });
    expect(await page(o.staff, id)).toMatchObject({ state: 'in-hand', closedAt: null });
    await does(id, 'plan', plan);
    expect(await refused(id, 'close', { data: { result: '好了' } })).toContain('还没有回访过');
  });

  test('Bad: a minor or a person without capacity and nobody reported; learnt later counts too', async () => {
    await o.at('2026-11-03T14:00');
    const id = await open(o.staff, { victim: '未成年人' });
    expect((await clock(id, 'report')).dueAt).toBe('2026-11-03T07:00:00.000Z');
    await o.at('2026-11-03T14:59:59');
    await sweepClocks(o.world.house.flows);
    expect(await inBox(o.head, 'late', id)).toBe(false);
    await o.at('2026-11-03T15:00');
    await sweepClocks(o.world.house.flows);
    expect(await inBox(o.head, 'late', id)).toBe(true);
    await does(id, 'assess', { data: answers(1) });
    await does(id, 'plan', plan);
    await does(id, 'visit', visit('没有新的暴力', null));
    expect(await refused(id, 'close', { data: { result: '好了' } })).toContain('第十四条');
    const report = {
      'report-day': '2026-11-03',
      'report-time': '14:10',
      'report-by': '样例社工',
      'report-to': '样例派出所',
    };
    expect(await refused(id, 'report', { data: { ...report, 'report-by': null } })).toContain('谁去报的');
    await does(id, 'report', { data: report });
    await does(id, 'close', { data: { result: '已移交派出所和民政' } });
    const later = await open(o.staff);
    expect(await clock(later, 'report')).toBeUndefined();
    await does(later, 'facts', { data: { victim: '没有或限制民事行为能力的人' } });
    const due = (await clock(later, 'report')).dueAt;
    await o.at('2026-11-03T15:20');
    await does(later, 'facts', { data: { victim: '成年人和未成年人' } });
    // Correcting it again gives nobody more time.
    expect((await clock(later, 'report')).dueAt).toBe(due);
  });
});

describe('the court and the police by their clocks', () => {
  const asked = { 'order-asked-day': '2026-11-10', 'order-asked-time': '16:20', court: '样例法院' };
  test.each([
    ['order-ask', 'order', '2026-11-13T16:19:59', '2026-11-13T16:20:00', 72],
    ['order-ask-urgent', 'order-urgent', '2026-11-11T16:19:59', '2026-11-11T16:20:00', 24],
  ])(
    '%s: hours from when the court had it, not from when it was typed',
    async (step, key, before, due, hours) => {
      await o.at('2026-11-11T09:00');
      const id = await open(o.staff);
      await does(id, step, { data: asked });
      expect(await clock(id, key)).toMatchObject({ unit: 'hours', length: hours, isLate: false });
      await o.at(before);
      await sweepClocks(o.world.house.flows);
      expect(await inBox(o.chair, 'late', id)).toBe(false);
      await o.at(due);
      await sweepClocks(o.world.house.flows);
      expect([await inBox(o.chair, 'late', id), (await clock(id, key)).isLate]).toEqual([true, true]);
      await does(id, 'order-refused', { data: { 'order-day': due.slice(0, 10) } });
      expect((await clock(id, 'order-review')).length).toBe(5);
    },
  );

  test('an order of six months at most, an alert before its end, no closing while it holds', async () => {
    await o.at('2026-11-16T09:00');
    const id = await open(o.staff);
    const made = { 'order-day': '2026-11-16', 'order-until': '2027-05-16', 'order-number': '样例 1 号' };
    expect((await page(o.staff, id)).may.map((m: { key: string }) => m.key)).not.toContain('order-made');
    await does(id, 'order-ask', { data: { ...asked, 'order-asked-day': '2026-11-15' } });
    expect(await refused(id, 'order-made', { data: { ...made, 'order-until': '2027-05-17' } })).toContain(
      '最长 6 个月',
    );
    expect(await refused(id, 'order-made', { data: { ...made, 'order-until': '2026-11-16' } })).toContain(
      '以后',
    );
    await does(id, 'order-made', { data: made });
    expect((await clock(id, 'order')).stoppedAt).not.toBeNull();
    // Thirty days before its end by the setting's default.
    expect((await page(o.staff, id)).data['order-alert']).toBe('2027-04-16');
    await does(id, 'assess', { data: answers(2) });
    await does(id, 'plan', { data: { plan: '每月一次', 'next-visit': '2026-11-20' } });
    await does(id, 'visit', visit('没有新的暴力', '2026-12-16', '2026-11-16'));
    expect(await refused(id, 'close', { data: { result: '好了' } })).toContain('还在有效期内(到 2027-05-16)');
    await o.at('2027-04-16T23:59:59');
    await sweepClocks(o.world.house.flows);
    expect((await clock(id, 'order-alert')).isLate).toBe(false);
    await o.at('2027-04-17T00:00');
    await sweepClocks(o.world.house.flows);
    expect((await clock(id, 'order-alert')).isLate).toBe(true);
    await does(id, 'order-longer', {
      data: { ...made, 'order-day': '2027-04-16', 'order-until': '2027-10-16' },
    });
    expect((await page(o.staff, id)).data['order-alert']).toBe('2027-09-16');
    expect((await clock(id, 'order-alert')).isLate).toBe(false);
  });

  test('a warning letter: 72 hours, a visit within seven days, three clean ones before it ends', async () => {
    await o.at('2026-11-17T10:00');
    const id = await open(o.staff);
    await does(id, 'letter-ask', {
      data: { 'letter-asked-day': '2026-11-17', 'letter-asked-time': '09:00', 'letter-from': '样例派出所' },
    });
    expect(await clock(id, 'letter')).toMatchObject({ length: 72, dueAt: '2026-11-20T01:00:00.000Z' });
    await does(id, 'letter-given', { data: { 'letter-day': '2026-11-17', 'letter-from': '样例派出所' } });
    expect(await clock(id, 'letter-visit')).toMatchObject({ length: 7, dueAt: '2026-11-24T16:00:00.000Z' });
    await does(id, 'assess', { data: answers(2) });
    await does(id, 'plan', { data: { plan: '和派出所一起', 'next-visit': '2026-11-20' } });
    const seen = (next: string | null) => visit('没有新的暴力', next, '2026-11-17');
    expect(await refused(id, 'visit', seen('2027-02-18'))).toContain('3 个月内');
    await does(id, 'visit', seen('2027-02-17'));
    expect(await refused(id, 'close', { data: { result: '好了' } })).toContain('现在是 1 次');
    await does(id, 'visit', seen('2026-12-01'));
    // In danger again, or warned again: what was clean before does not count any more.
    await does(id, 'danger-again', { opinion: '他又在楼下等她' });
    await does(id, 'safe', { opinion: '派出所把他带走了' });
    await does(id, 'plan', { data: { plan: '和派出所一起', 'next-visit': '2026-11-20' } });
    await does(id, 'visit', seen('2026-12-01'));
    expect(await refused(id, 'close', { data: { result: '好了' } })).toContain('现在是 1 次');
    await does(id, 'letter-given', { data: { 'letter-day': '2026-11-17', 'letter-from': '样例派出所' } });
    await does(id, 'visit', seen('2026-12-01'));
    await does(id, 'visit', seen('2026-12-01'));
    expect(await refused(id, 'close', { data: { result: '好了' } })).toContain('现在是 2 次');
    await does(id, 'visit', seen('2026-12-01'));
    await does(id, 'close', { data: { result: '连续三次没有新的暴力' } });
  });
});

test('Bad: her contact with anybody else: not in titles, not above, not before acceptance', async () => {
  await o.at('2026-11-18T09:00');
  const id = await open(o.staff);
  for (const v of [o.chair, o.above, o.otherVice])
    expect((await v.get(`/api/matters/${id}`)).status).toBe(404);
  await does(id, 'introduce', { to: o.colleague.postId, opinion: '属权益部' });
  expect(JSON.stringify(await page(o.colleague, id))).not.toContain(CANARY);
  const rows = await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('SELECT title, data::text AS data FROM matter WHERE id = $1', [id]),
  );
  expect(JSON.stringify(rows)).not.toContain(CANARY);
});
