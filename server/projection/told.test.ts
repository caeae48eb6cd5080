import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Office, openOffice } from '../flows/testing-office.ts';
import { sweepProjection } from './index.ts';
import { type Received, writes } from './testing-letter.ts';

/** Written once: what is done in a petition or case ends the contact, and she reads it by the code of her letter. */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

const sweep = () => sweepProjection(o.world.house.projection);
const state = async (r: Received, id = r.id): Promise<string> =>
  (await r.rights.get(`/api/matters/${id}`)).body.state;
const ok = async (r: Received, id: string, step: string, data = {}, opinion: string | null = null) =>
  expect([step, await r.step(id, step, data, opinion)]).toEqual([step, '']);
const petition = (r: Received, broughtBy: string) =>
  r.begins('petition-case', {
    danger: '没有',
    kind: '申诉求决',
    channel: '网络',
    'handed-down': '不是',
    'brought-by': broughtBy,
    who: '样例女士',
    contact: '凭回执码',
    cause: '劳动权益',
    about: '样例的事',
  });

test('registered as a petition the contact is over; she reads each step there once, and is not done before it is', async () => {
  await o.at('2026-03-02T09:00');
  const r = await writes(o, { whom: 'me', danger: 'no' });
  const made = await petition(r, '本人');
  await sweep();
  expect(await state(r)).toBe('turned');
  const registered = `您反映的事已经登记成信访件,编号 ${made.number}。15 日内在这里告诉您受理不受理。`;
  expect(await r.reads()).toEqual({ state: 'in-hand', words: [registered] });

  await ok(r, made.id, 'admit', { kind: '申诉求决', 'told-how': '短信或网上告知' });
  await ok(r, made.id, 'settle', { result: '调解成功', decision: '不给她看的处理意见' });
  await ok(r, made.id, 'answer', {
    answer: '已补发',
    'answered-how': '短信或网上答复',
    'told-review': true,
  });
  await sweep();
  await sweep();
  expect(await r.reads()).toEqual({
    state: 'in-hand',
    words: [
      registered,
      '已经受理,正在办理。\n申诉求决一般 60 日内办完,办完在这里答复您。',
      '已补发\n对这个答复不服的,收到以后 30 日内可以向上一级申请复查。',
    ],
  });
  await ok(r, made.id, 'close');
  await sweep();
  expect((await r.reads()).state).toBe('answered');
  await ok(r, made.id, 'reopen', {}, '她说没有补够');
  await sweep();
  expect((await r.reads()).state).toBe('in-hand');
});

test('who wrote for another reads that it is in hand and done, and nothing of what was found', async () => {
  await o.at('2026-03-03T09:00');
  const r = await writes(o, { whom: 'other', danger: 'no' });
  const made = await petition(r, '其他人');
  await ok(r, made.id, 'admit', { kind: '申诉求决', 'told-how': '短信或网上告知' });
  await ok(r, made.id, 'settle', { result: '调解成功', decision: '样例' });
  await ok(r, made.id, 'answer', {
    answer: '她的答复',
    'answered-how': '当面答复,已签收',
    'told-review': true,
  });
  await ok(r, made.id, 'close');
  await sweep();
  expect(await r.reads()).toEqual({
    state: 'answered',
    words: ['您反映的事已经登记,有专人在办。', '已经受理,正在办理。', '您反映的事已经办结。谢谢您告诉我们。'],
  });
});

test('violence: that she is safe is said once, in the case; the contact still owes her an answer', async () => {
  await o.at('2026-03-04T09:00');
  const r = await writes(o, { whom: 'me', danger: 'now' });
  const made = await r.begins('violence', {
    ...{ danger: '有危险', 'police-told': '已报警', victim: '成年人', channel: '网络' },
  });
  await sweep();
  expect(await state(r)).toBe('danger');
  const police = { 'police-day': '2026-03-04', 'police-time': '09:00', station: '样例派出所' };
  await ok(r, made.id, 'police', police);
  await ok(r, made.id, 'safe', {}, '样例:在邻居家,邻居陪着,派出所已到场');
  await sweep();
  expect(await state(r)).toBe('in-hand');
  expect(await r.reads()).toEqual({ state: 'in-hand', words: [] });
});
