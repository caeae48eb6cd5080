import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer, Visitor } from '../../../tests/kit/world.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../../flows/testing-office.ts';
import { changeHerContact, followLetter, type Incoming, sayMore, takeIn } from '../index.ts';

/** How she said that she may be reached, obeyed by all that is said to her (issue 5 part 4). */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

const EVENINGS = {
  ways: ['call'],
  number: '13800000000',
  address: '',
  anytime: false,
  hours: [{ days: [1, 2, 3, 4, 5], from: '20:00', to: '21:00' }],
  holidays: false,
  leaveWith: '',
  cover: 'disguised',
  coverName: '小区物业',
  coverWords: '水表要换',
  codeWord: '菜真贵',
  note: '',
} as const;
const kit = () => ({ vault: o.world.house.vault, flows: o.world.house.flows });
const contact = async (v: Visitor, id: string) => (await v.get(`/api/matters/${id}/contact`)).body.contact;
const event = (v: Visitor, id: string, body: Record<string, unknown>): Promise<Answer> =>
  v.post(`/api/matters/${id}/contact/events`, { requestKey: newKey(), ...body });
const tried = (v: Visitor, id: string, at: string, more: Record<string, unknown> = {}): Promise<Answer> =>
  event(v, id, {
    kind: 'attempt',
    way: 'call',
    at: `${at}:00+08:00`,
    outcome: 'reached',
    words: '',
    reason: '',
    message: null,
    ...more,
  });
const change = (v: Visitor, id: string, seen: string | null, plan: object): Promise<Answer> =>
  v.post(`/api/matters/${id}/contact`, { requestKey: newKey(), seen, plan });
async function open(flow: string, more: Record<string, unknown>, safe: object | null): Promise<string> {
  const data = { danger: '没有', channel: '来访', who: '样例女士', contact: '13800000000', ...more };
  const answer = await begin(o.staff, { requestKey: newKey(), flow, data, safe });
  expect([answer.status, problemsOf(answer)]).toEqual([200, '']);
  return answer.body.id;
}
let letters = 0;
async function write(plan: Incoming['contact']): Promise<{ code: string; id: string; who: Visitor }> {
  letters += 1;
  const hands = [o.head, o.chair, o.staff, o.colleague, o.vice, o.otherVice];
  const boxes = () => Promise.all(hands.map(async (v) => (await v.get('/api/matters')).body.rows));
  const known = new Set((await boxes()).flat().map((r) => r.id));
  const code = await takeIn(kit(), {
    key: `0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0c0${letters}`,
    whom: 'me',
    danger: 'lately',
    cause: 'violence',
    placeId: o.world.id('910101001201'),
    text: { words: '他动手', name: '', reach: 'code', phone: '' },
    contact: plan,
  });
  const after = await boxes();
  for (const [i, rows] of after.entries())
    for (const row of rows) {
      const who = hands[i];
      if (who && !known.has(row.id)) return { code, id: row.id, who };
    }
  throw new Error('nobody has her letter');
}

describe('violence', () => {
  test('asked at the counter: outside her hours, by another way, before anybody asked: refused; in her hour kept', async () => {
    await o.at('2026-11-02T10:00');
    const id = await open('violence', { victim: '成年人' }, EVENINGS);
    const seen = await contact(o.staff, id);
    expect(seen).toMatchObject({ strict: true, mine: true, standing: { now: false, why: 'hours' } });
    expect(seen.standing.next).toBe('2026-11-02T12:00:00.000Z');
    expect(seen.wording.written).toBe('【小区物业】水表要换。');
    expect(problemsOf(await tried(o.staff, id, '2026-11-02T09:59', { reason: '领导要我打' }))).toContain(
      '不在她说的时间里',
    );
    expect(problemsOf(await tried(o.staff, id, '2026-11-02T20:10'))).toContain('还没有到');
    await o.at('2026-11-02T20:30');
    expect((await contact(o.staff, id)).standing).toMatchObject({ now: true });
    expect(problemsOf(await tried(o.staff, id, '2026-11-02T20:10', { way: 'sms' }))).toContain(
      '没有说可以发短信',
    );
    expect((await tried(o.staff, id, '2026-11-02T20:10')).status).toBe(200);
    // She may come or call at any hour.
    expect((await tried(o.staff, id, '2026-11-02T10:00', { way: 'she' })).status).toBe(200);
    // Whoever is not responsible does not see it at all.
    expect((await o.colleague.get(`/api/matters/${id}/contact`)).status).toBe(404);
  });

  test('not asked yet is not safe: no call, no visit planned, no visit at her door; the police go', async () => {
    const id = await open('violence', { victim: '成年人' }, null);
    expect((await contact(o.staff, id)).standing).toEqual({ now: false, why: 'unknown', next: null });
    expect(problemsOf(await tried(o.staff, id, '2026-11-02T20:20'))).toContain('还没有问过她');
    const items = Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => [`item-${n}`, false]));
    await take(o.staff, id, 'assess', { data: { ...items, 'special-1': false, 'special-2': false } });
    const plan = { plan: '每周一次', 'next-visit': '2026-11-07' };
    expect(problemsOf(await take(o.staff, id, 'plan', { data: plan }))).toContain('先问她怎么联系才安全');
    expect((await change(o.staff, id, null, EVENINGS)).status).toBe(200);
    // A Saturday is none of her evenings.
    expect(problemsOf(await take(o.staff, id, 'plan', { data: plan }))).toContain('没有她觉得安全的时间');
    expect((await take(o.staff, id, 'plan', { data: { ...plan, 'next-visit': '2026-11-09' } })).status).toBe(
      200,
    );
    const visit = (kind: string) =>
      take(o.staff, id, 'visit', {
        data: {
          'visit-day': '2026-11-02',
          'visit-kind': kind,
          'visit-found': '没有新的暴力',
          'next-visit': null,
        },
        opinion: '她说没事',
      });
    expect(problemsOf(await visit('上门'))).toContain('没有说可以上门');
    expect((await visit('和派出所一起查访')).status).toBe(200);
  });

  test('two who change it at once: one is told; the history keeps both; each is sealed', async () => {
    const id = await open('violence', { victim: '成年人' }, EVENINGS);
    const { seen } = await contact(o.staff, id);
    const both = await Promise.all(
      ['20:30', '20:45'].map((from) =>
        change(o.staff, id, seen, { ...EVENINGS, hours: [{ days: [1], from, to: '21:00' }] }),
      ),
    );
    expect(both.map((a) => a.status).sort()).toEqual([200, 409]);
    expect((await contact(o.staff, id)).history).toHaveLength(2);
    const rows = await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql('SELECT t::text AS row FROM safe_contact t'),
    );
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.some((r) => /物业|菜真贵|13800000000/.test(String(r['row'])))).toBe(false);
    const seenByApp = await o.world.test.store.app.transaction([], (tx) =>
      tx.sql('SELECT 1 FROM contact_event'),
    );
    expect(seenByApp).toEqual([]);
  });
});

test('an ordinary matter: outside her hours only with a reason, which is shown', async () => {
  await o.at('2026-11-03T10:00');
  const id = await open('first-asked', { cause: '劳动权益' }, EVENINGS);
  expect(problemsOf(await tried(o.staff, id, '2026-11-03T09:50'))).toContain('请写明为什么');
  const said = await tried(o.staff, id, '2026-11-03T09:50', { reason: '法院临时改了开庭时间' });
  expect(said.body.contact.attempts[0]).toMatchObject({ way: 'call', reason: '法院临时改了开庭时间' });
});

describe('her own side', () => {
  test('nobody reaches out: what is to be told waits for her page, and is told there; changed by her, obeyed at once', async () => {
    await o.at('2026-11-04T10:00');
    const none = { ...EVENINGS, ways: [], hours: [], number: '' };
    const { code, id, who } = await write(none);
    expect((await contact(who, id)).standing).toMatchObject({ now: false, why: 'none' });
    expect((await event(who, id, { kind: 'message', words: '请带上身份证来一趟' })).status).toBe(200);
    expect((await contact(who, id)).messages[0]).toMatchObject({ next: null });
    expect((await who.get('/api/home')).body.todo.map((t: { text: string }) => t.text).join()).toContain(
      '1 句话等着告诉来访人',
    );
    const page = await followLetter(kit(), code);
    expect(page.words.map((x) => x.words)).toContain('请带上身份证来一趟');
    expect(await contact(who, id)).toMatchObject({ messages: [], attempts: [{ way: 'page' }] });
    // Looked at again it is still there; told once.
    expect((await followLetter(kit(), code)).words.filter((x) => x.kind === 'message')).toHaveLength(1);

    const changed = await changeHerContact(kit(), code, { plan: EVENINGS as never, seen: page.contact.seen });
    expect(changed.contact.plan?.ways).toEqual(['call']);
    expect(await contact(who, id)).toMatchObject({
      standing: { why: 'hours' },
      history: [{ by: '她自己' }, { by: '她自己' }],
    });
    // A violent case that comes of it obeys the same, without being asked again.
    const data = { danger: '说不清', 'police-told': '她不愿报警', victim: '成年人', channel: '网络' };
    const next = await begin(who, { requestKey: newKey(), flow: 'violence', from: id, data });
    expect([next.status, problemsOf(next)]).toEqual([200, '']);
    expect((await contact(who, next.body.id)).plan.coverName).toBe('小区物业');
    await changeHerContact(kit(), code, { plan: none as never, seen: changed.contact.seen });
    expect((await contact(who, next.body.id)).standing.why).toBe('none');
  });

  test('an answer is drafted to be told at her next hour, given once, and sent by nobody', async () => {
    await o.at('2026-11-05T10:00');
    const { code, id, who } = await write(EVENINGS as never);
    for (const [step, more] of [
      ['safe', { opinion: '她在娘家,母亲陪着' }],
      ['answer', { data: { answer: '已经安排律师,明天上午九点在工作室见面' } }],
    ] as const) {
      const taken = await take(who, id, step, more);
      if (step === 'answer') expect([taken.status, problemsOf(taken)]).toEqual([200, '']);
    }
    const [message] = (await contact(who, id)).messages;
    expect(message).toMatchObject({ what: 'answer', next: '2026-11-05T12:00:00.000Z' });
    await o.at('2026-11-05T20:05');
    expect(
      (await tried(who, id, '2026-11-05T20:05', { outcome: 'nobody', message: message.id })).body.contact
        .messages,
    ).toHaveLength(1);
    const twice = await Promise.all(
      [1, 2].map(() => tried(who, id, '2026-11-05T20:05', { message: message.id })),
    );
    expect(twice.map((a) => a.status).sort()).toEqual([200, 409]);
    expect((await contact(who, id)).messages).toEqual([]);
    await sayMore(kit(), code, 'withdraw', { words: '', rating: null });
    await expect(changeHerContact(kit(), code, { plan: EVENINGS as never, seen: null })).rejects.toThrow(
      '撤回',
    );
  });
});
