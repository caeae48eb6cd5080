import { afterAll, beforeAll, expect, test } from 'vitest';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { sayMore, takeIn } from './index.ts';

/** How satisfied she is, said by her code, stands at the petition that her letter led to (R-16 满意度). */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

test('her own word arrives at the petition, also after its end, and is not written over', async () => {
  await o.at('2026-03-02T09:00');
  const { house } = o.world;
  const kit = { vault: house.vault, flows: house.flows };
  const code = await takeIn(kit, {
    key: '0c6f4b0e-6f3e-4b67-9d7a-1f6f2f1f0a77',
    whom: 'me',
    danger: 'no',
    cause: 'work',
    placeId: o.world.id('910101001201'),
    text: { words: '拖欠三个月工资', name: '样例女士', reach: 'code', phone: '' },
    contact: null,
  });
  const hands = [o.head, o.chair, o.staff, o.colleague, o.vice, o.otherVice];
  const boxes = await Promise.all(hands.map(async (v) => (await v.get('/api/matters')).body.rows));
  const at = boxes.findIndex((rows) => rows.length > 0);
  const who = hands[at];
  if (!who) throw new Error('nobody has her letter');
  const from = boxes[at][0].id;
  const petition = await begin(who, {
    requestKey: newKey(),
    flow: 'petition-case',
    from,
    data: {
      danger: '没有',
      kind: '申诉求决',
      channel: '网络',
      'handed-down': '不是',
      'brought-by': '本人',
      who: '样例女士',
      contact: '凭回执码',
      cause: '劳动权益',
      about: '拖欠三个月工资',
    },
  });
  expect([petition.status, problemsOf(petition)]).toEqual([200, '']);
  const { id } = petition.body;
  const page = async () => (await who.get(`/api/matters/${id}`)).body;
  await sayMore(kit, code, 'rating', { words: '', rating: 1 });
  expect((await page()).data).toMatchObject({ satisfied: '不满意', 'satisfied-by': '她凭回执码评的' });
  for (const [step, data] of [
    ['admit', { kind: '申诉求决', 'told-how': '短信或网上告知' }],
    ['settle', { result: '调解成功', decision: '补发工资' }],
    ['answer', { answer: '已补发', 'answered-how': '短信或网上答复', 'told-review': true }],
    ['close', {}],
  ] as const)
    expect([step, (await take(who, id, step, { data })).status]).toEqual([step, 200]);
  const { closedAt } = await page();
  await o.at('2026-03-05T09:00');
  await sayMore(kit, code, 'rating', { words: '', rating: 3 });
  await sayMore(kit, code, 'rating', { words: '', rating: 3 });
  const after = await page();
  expect([after.data.satisfied, after.closedAt, after.state]).toEqual(['满意', closedAt, 'closed']);
  expect(after.steps.filter((s: { step: string }) => s.step === 'rated')).toHaveLength(2);
  // Who handled it does not say it for her any more.
  expect(after.may.map((m: { key: string }) => m.key)).toEqual(['reopen']);
});
