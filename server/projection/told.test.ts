import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { followLetter, takeIn } from '../cases/index.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { sweepProjection } from './index.ts';

/** Written once: what is done in a petition or case ends the contact, and she reads it by the code of her letter. */
let o: Office;
let rights: Visitor;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

const kit = () => ({ vault: o.world.house.vault, flows: o.world.house.flows });
const sweep = () => sweepProjection(o.world.house.projection);
/** Each step in a minute of its own, as people work; words of one moment have no order. */
const ok = async (id: string, step: string, data = {}, opinion: string | null = null): Promise<void> => {
  o.world.clock.at = new Date(o.world.clock.at.getTime() + 60_000);
  const answer = await take(rights, id, step, { data, opinion });
  expect([step, answer.status, problemsOf(answer)]).toEqual([step, 200, '']);
};
const state = async (id: string): Promise<string> => (await rights.get(`/api/matters/${id}`)).body.state;
const reads = async (code: string): Promise<{ state: string; words: string[] }> => {
  const f = await followLetter(kit(), code);
  return { state: f.state, words: f.words.filter((w) => w.kind === 'answer').map((w) => w.words) };
};

/** A letter comes; answers its code and its contact. */
async function letter(key: string, more: { whom: 'me' | 'other'; danger: 'no' | 'now' }) {
  const { code, id } = await received(key, more);
  return { code, id };
}
async function received(key: string, more: { whom: 'me' | 'other'; danger: 'no' | 'now' }) {
  const hands = [o.head, o.chair, o.staff, o.colleague, o.vice, o.otherVice];
  const seen = async (v: Visitor) =>
    new Set((await v.get('/api/matters')).body.rows.map((r: { id: string }) => r.id));
  const before = await Promise.all(hands.map(seen));
  const code = await takeIn(kit(), {
    key,
    ...more,
    cause: more.danger === 'now' ? 'violence' : 'work',
    placeId: o.world.id('910101001201'),
    text: { words: '样例的事', name: '', reach: 'code', phone: '' },
    contact: null,
  });
  for (const [i, v] of hands.entries())
    for (const id of await seen(v))
      if (!before[i]?.has(id)) {
        rights = v;
        return { code, id: String(id) };
      }
  throw new Error('nobody has her letter');
}

const petition = (from: string, broughtBy: string) =>
  begin(rights, {
    requestKey: newKey(),
    flow: 'petition-case',
    from,
    data: {
      danger: '没有',
      kind: '申诉求决',
      channel: '网络',
      'handed-down': '不是',
      'brought-by': broughtBy,
      who: '样例女士',
      contact: '凭回执码',
      cause: '劳动权益',
      about: '样例的事',
    },
  });

test('registered as a petition the contact is over; she reads each step there once, and is not done before it is', async () => {
  await o.at('2026-03-02T09:00');
  const { code, id } = await letter('0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a01', { whom: 'me', danger: 'no' });
  const made = await petition(id, '本人');
  expect([made.status, problemsOf(made)]).toEqual([200, '']);
  await sweep();
  expect(await state(id)).toBe('turned');
  const registered = `您反映的事已经登记成信访件,编号 ${made.body.number}。15 日内在这里告诉您受理不受理。`;
  expect(await reads(code)).toEqual({ state: 'in-hand', words: [registered] });

  await ok(made.body.id, 'admit', { kind: '申诉求决', 'told-how': '短信或网上告知' });
  await ok(made.body.id, 'settle', { result: '调解成功', decision: '不给她看的处理意见' });
  await ok(made.body.id, 'answer', {
    answer: '已补发',
    'answered-how': '短信或网上答复',
    'told-review': true,
  });
  await sweep();
  await sweep();
  expect(await reads(code)).toEqual({
    state: 'in-hand',
    words: [
      registered,
      '已经受理,正在办理。\n申诉求决一般 60 日内办完,办完在这里答复您。',
      '已补发\n对这个答复不服的,收到以后 30 日内可以向上一级申请复查。',
    ],
  });
  await ok(made.body.id, 'close');
  await sweep();
  expect((await reads(code)).state).toBe('answered');
  await ok(made.body.id, 'reopen', {}, '她说没有补够');
  await sweep();
  expect((await reads(code)).state).toBe('in-hand');
});

test('who wrote for another reads that it is in hand and done, and nothing of what was found', async () => {
  await o.at('2026-03-03T09:00');
  const { code, id } = await letter('0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a02', { whom: 'other', danger: 'no' });
  const made = await petition(id, '其他人');
  await ok(made.body.id, 'admit', { kind: '申诉求决', 'told-how': '短信或网上告知' });
  await ok(made.body.id, 'settle', { result: '调解成功', decision: '样例' });
  await ok(made.body.id, 'answer', {
    answer: '她的答复',
    'answered-how': '当面答复,已签收',
    'told-review': true,
  });
  await ok(made.body.id, 'close');
  await sweep();
  expect(await reads(code)).toEqual({
    state: 'answered',
    words: ['您反映的事已经登记,有专人在办。', '已经受理,正在办理。', '您反映的事已经办结。谢谢您告诉我们。'],
  });
});

test('violence: that she is safe is said once, in the case; the contact still owes her an answer', async () => {
  await o.at('2026-03-04T09:00');
  const { code, id } = await letter('0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a03', { whom: 'me', danger: 'now' });
  const made = await begin(rights, {
    requestKey: newKey(),
    flow: 'violence',
    from: id,
    data: { danger: '有危险', 'police-told': '已报警', victim: '成年人', channel: '网络' },
  });
  expect([made.status, problemsOf(made)]).toEqual([200, '']);
  await sweep();
  expect(await state(id)).toBe('danger');
  const police = { 'police-day': '2026-03-04', 'police-time': '09:00', station: '样例派出所' };
  await ok(made.body.id, 'police', police);
  await ok(made.body.id, 'safe', {}, '样例:在邻居家,邻居陪着,派出所已到场');
  await sweep();
  expect(await state(id)).toBe('in-hand');
  expect(await reads(code)).toEqual({ state: 'in-hand', words: [] });
});
