import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { foldAll } from '../figures/index.ts';
import { sweepClocks } from '../flows/index.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { sweepProjection } from './index.ts';

/** 复查复核 and 按时: what a review does to its petition, and when a petition was handled in time. */
let o: Office;
let city: Visitor;
beforeAll(async () => {
  o = await openOffice();
  city = await o.world.enter('city-cadre', '910100');
});
afterAll(() => o.world.close());

let persons = 0;
const register = async (more: Record<string, unknown> = {}): Promise<{ id: string; number: string }> => {
  persons += 1;
  const data = {
    danger: '没有',
    kind: '申诉求决',
    channel: '来访',
    'handed-down': '不是',
    'brought-by': '本人',
    cause: '土地权益',
    who: '样例女士',
    phone: `1380000${3000 + persons}`,
    about: '承包地',
    ...more,
  };
  const answer = await begin(o.staff, { requestKey: newKey(), flow: 'petition-case', data });
  expect([answer.status, problemsOf(answer)]).toEqual([200, '']);
  return answer.body;
};
const ok = async (v: Visitor, id: string, step: string, data = {}, opinion: string | null = null) => {
  const answer = await take(v, id, step, { data, opinion });
  expect([step, answer.status, problemsOf(answer)]).toEqual([step, 200, '']);
};
const admit = (id: string) => ok(o.staff, id, 'admit', { kind: '申诉求决', 'told-how': '书面告知' });
const finish = async (id: string): Promise<void> => {
  await ok(o.staff, id, 'settle', { result: '答复解释', decision: '应当补分' });
  await ok(o.staff, id, 'answer', { answer: '已经补分', 'answered-how': '书面答复', 'told-review': true });
  await ok(o.staff, id, 'close');
};
const sweep = async (): Promise<void> => {
  const { flows, projection, registry } = o.world.house;
  await sweepClocks(flows);
  await sweepProjection(projection);
  await foldAll(o.world.test.store, registry());
};
const line = async (id: string): Promise<Record<string, unknown>> => {
  await sweep();
  const rows = await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('SELECT e.data FROM matter_line l JOIN entry e ON e.id = l.entry_id WHERE l.matter_id = $1', [id]),
  );
  return rows[0]?.['data'] as Record<string, unknown>;
};
const rate = async (day: string): Promise<number> =>
  (
    await o.chair.get(
      `/api/figures?unit=${o.world.id('910101')}&measure=petitions.closed-rate&from=${day}&to=${day}`,
    )
  ).body.value;
const page = async (v: Visitor, id: string) => (await v.get(`/api/matters/${id}`)).body;
const review = (number: string, more: Record<string, unknown> = {}) =>
  begin(city, {
    requestKey: newKey(),
    flow: 'petition-review',
    data: {
      stage: '复查',
      about: number,
      'of-unit': '样例910101妇联',
      'answered-on': '2026-03-04',
      'asked-on': '2026-03-06',
      who: '样例女士',
      contact: '白天打电话',
      reasons: '还是没有补',
      ...more,
    },
  });

test('while a review is open its petition is not closed; upheld, it is; revoked, it is in hand again with its days', async () => {
  await o.at('2026-03-02T10:00');
  const { id, number } = await register();
  await admit(id);
  await finish(id);
  expect(await line(id)).toMatchObject({ closed: '2026-03-02', result: '答复解释', 'on-time': true });
  expect(await rate('2026-03-02')).toBe(100);

  await o.at('2026-03-06T10:00');
  const asked = await review(number);
  expect([asked.status, problemsOf(asked)]).toEqual([200, '']);
  expect(await line(id)).not.toHaveProperty('closed');
  expect(await rate('2026-03-02')).toBe(0);
  // Both sides see it: number and kind, and not what the other says.
  const [below, above] = [await page(o.staff, id), await page(city, asked.body.id)];
  expect(below.data.review).toBe('复查中');
  expect(below.links).toMatchObject([
    { side: 'to', number: asked.body.number, id: null, flow: '信访复查复核' },
  ]);
  expect(above.links).toMatchObject([{ side: 'from', number, id: null, state: null }]);
  expect(above.clocks.find((c: { key: string }) => c.key === 'review').dueAt).toBe(
    '2026-04-05T16:00:00.000Z',
  );

  await ok(city, asked.body.id, 'admit', { 'told-how': '书面告知' });
  await ok(city, asked.body.id, 'answer', { finding: '维持原处理意见', answer: '维持' });
  expect(await line(id)).toMatchObject({ closed: '2026-03-02', 'on-time': true });
  expect(await rate('2026-03-02')).toBe(100);
  expect((await page(o.staff, id)).data.review).toBe('维持原处理意见');

  const again = await review(number, { stage: '复核', 'answered-on': '2026-03-06' });
  expect(await line(id)).not.toHaveProperty('closed');
  await ok(city, again.body.id, 'admit', { 'told-how': '书面告知' });
  await ok(city, again.body.id, 'answer', { finding: '撤销,责令重新办理', answer: '重新办' });
  await sweep();
  const redo = await page(o.staff, id);
  expect([redo.state, redo.data.review, redo.data.answer ?? null]).toEqual([
    'in-hand',
    '撤销,责令重新办理',
    null,
  ]);
  expect(redo.clocks.find((c: { key: string }) => c.key === 'finish').dueAt).toBe('2026-05-05T16:00:00.000Z');
  await sweep();
  expect((await page(o.staff, id)).version).toBe(redo.version);
  await finish(id);
  expect(await line(id)).toMatchObject({ closed: '2026-03-06', 'on-time': true });
});

test('a number that is no petition of that unit links nothing; the unit that answered does not review itself', async () => {
  await o.at('2026-03-09T10:00');
  const { id, number } = await register();
  for (const wrong of [{ 'of-unit': '样例910102妇联' }, { about: '信〔2026〕999号' }]) {
    const made = await review(number, { 'answered-on': '2026-03-08', 'asked-on': '2026-03-09', ...wrong });
    expect(made.status).toBe(200);
    expect((await page(city, made.body.id)).links).toEqual([]);
  }
  await sweep();
  expect((await page(o.staff, id)).links).toEqual([]);
  const own = await begin(o.staff, {
    requestKey: newKey(),
    flow: 'petition-review',
    data: {
      stage: '复查',
      about: number,
      'of-unit': '样例910101妇联',
      'answered-on': '2026-03-08',
      'asked-on': '2026-03-09',
    },
  });
  expect(own.status).toBe(422);
});

test('in time means every clock in every run: a late notice, or a late first answer, is never made good', async () => {
  await o.at('2026-06-01T10:00');
  const [notice, first, extended] = [await register(), await register(), await register()];
  await admit(first.id);
  await admit(extended.id);
  expect(await line(first.id)).not.toHaveProperty('on-time');
  // The notice was due by the end of 16 June.
  await o.at('2026-06-17T00:00:00');
  await admit(notice.id);
  await finish(notice.id);
  expect(await line(notice.id)).toMatchObject({ closed: '2026-06-17', 'on-time': false });

  // The 60 days of the first end with 31 July; opened again it has new days, and stays late.
  await o.at('2026-08-03T10:00');
  await finish(first.id);
  expect(await line(first.id)).toMatchObject({ 'on-time': false });
  await ok(o.staff, first.id, 'reopen', {}, '她说没有补');
  await finish(first.id);
  expect(await line(first.id)).toMatchObject({ closed: '2026-08-03', 'on-time': false });
});

test('extended in time it counts by its new day; open and not late, nothing is said', async () => {
  await o.at('2026-09-01T10:00');
  const { id } = await register();
  await admit(id);
  const asked = await take(o.staff, id, 'ask-extend', { signers: [o.vice.postId], opinion: '等测量' });
  expect(asked.status).toBe(200);
  expect((await take(o.vice, id, 'agree')).status).toBe(200);
  await ok(o.staff, id, 'extend', { days: 90, 'extend-told': '书面告知' }, '等测量');
  await o.at('2026-11-20T10:00');
  expect(await line(id)).not.toHaveProperty('on-time');
  await finish(id);
  expect(await line(id)).toMatchObject({ closed: '2026-11-20', 'on-time': true });
});
