import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { sweepProjection } from '../projection/index.ts';
import { sweepTrends } from './sweep.ts';

/** 维权预警 (R-34, chain 24): counts → signal → confirmed or false → acted on → lifted. */
let o: Office;
let village: Visitor;
const VILLAGE = '910101001201';
const NAME = '样例女士·不可外泄·5D1E';
beforeAll(async () => {
  o = await openOffice();
  village = await o.world.enter('village-cadre', VILLAGE);
  await o.at('2026-06-15T10:00');
});
afterAll(() => o.world.close());

const sweep = async (): Promise<number> => {
  await sweepProjection(o.world.house.projection);
  return await sweepTrends({ flows: o.world.house.flows, registry: o.world.house.registry });
};
const petition = async (day: string, cause = '土地权益'): Promise<void> => {
  const answer = await village.post('/api/entries', {
    requestKey: newKey(),
    ledger: 'petitions',
    unitId: o.world.id(VILLAGE),
    day,
    until: null,
    data: { channel: '来访', cause },
    opening: null,
    joint: [],
    explanation: null,
  });
  expect([answer.status, problemsOf(answer)]).toEqual([200, expect.anything()]);
};
const contact = async (about: string): Promise<void> => {
  const data = { danger: '没有', channel: '来电', cause: '婚姻家庭', who: NAME, about: `${NAME}${about}` };
  expect((await begin(o.staff, { requestKey: newKey(), flow: 'first-asked', data })).status).toBe(200);
};
const todo = async (v: Visitor): Promise<{ text: string; to: string; urgency: string }[]> =>
  (await v.get('/api/home')).body.todo.filter((t: { text: string }) => t.text.includes('预警'));
const idOf = (t: { to: string } | undefined): string => t?.to.split('/').at(-1) ?? '';

test('one place again and again: one warning with the rights person, what goes on is counted into it', async () => {
  await petition('2026-06-01');
  await petition('2026-06-05', '婚姻家庭');
  expect(await sweep()).toBe(0);
  await petition('2026-06-09', '劳动权益');
  expect(await sweep()).toBe(1);
  expect(await sweep()).toBe(0);
  const [first, ...more] = await todo(o.head);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ text: `一般预警:样例${VILLAGE}妇联(一地多发),最近 3 件`, urgency: 'late' });
  await petition('2026-06-15');
  expect(await sweep()).toBe(0);
  expect((await todo(o.head))[0]?.text).toBe(`一般预警:样例${VILLAGE}妇联(一地多发),最近 4 件,发出时 3 件`);
  // Counts and a place, to her and to nobody else.
  const page = (await o.head.get(`/api/matters/${idOf(first)}`)).body;
  expect(page.data).toMatchObject({ rule: '一地多发', grade: '一般', count: 3, before: 0, days: 30 });
  expect(await todo(o.staff)).toEqual([]);
  expect((await village.get(`/api/matters/${idOf(first)}`)).status).toBe(404);
});

test('confirmed, acted on, lifted with words; the same things do not fire again, new ones do', async () => {
  const id = idOf((await todo(o.head))[0]);
  expect((await take(o.head, id, 'lift')).status).toBe(403);
  expect(problemsOf(await take(o.head, id, 'confirm'))).toContain('请写明');
  expect((await take(o.head, id, 'confirm', { opinion: '走访核实,都是同一处征地' })).status).toBe(200);
  expect((await take(o.head, id, 'act', { data: { measures: '会同司法所上门调处' } })).status).toBe(200);
  expect((await take(o.head, id, 'lift', { opinion: '已调处,一个月没有新的来访' })).status).toBe(200);
  expect(await sweep()).toBe(0);
  expect(await todo(o.head)).toEqual([]);
  await o.at('2026-06-18T10:00');
  for (const day of ['2026-06-16', '2026-06-17']) await petition(day, '儿童权益');
  expect(await sweep()).toBe(0);
  await petition('2026-06-18');
  expect(await sweep()).toBe(1);
  expect((await todo(o.head))[0]?.text).toContain('最近 3 件');
});

test('grave words: a leader is told at once and has read before it ends; found false is an end, too', async () => {
  await contact('说活不下去了');
  expect(await sweep()).toBe(1);
  const grave = (await todo(o.head)).find((t) => t.text.includes('严重'));
  expect(grave).toMatchObject({ text: '严重预警:样例910101妇联 轻生(重话),最近 1 件', urgency: 'now' });
  const id = idOf(grave);
  expect((await todo(o.vice)).map(idOf)).toEqual([id]);
  // Bad: a warning closed unread.
  const unread = await take(o.head, id, 'false', { opinion: '已联系,是一句气话' });
  expect(problemsOf(unread)).toContain('没有阅');
  expect((await take(o.vice, id, 'read')).status).toBe(200);
  expect((await take(o.head, id, 'false', { opinion: '已联系,是一句气话' })).status).toBe(200);
  expect(await sweep()).toBe(0);
});

test('a county’s own numbers are its own; nothing that somebody said or was called is in any of it', async () => {
  await contact('想问一问');
  await contact('想再问一问');
  // Three of the same kind in June: fewer than the five of the house, as many as this county wants.
  expect(await sweep()).toBe(0);
  const set = { value: 3, from: '2026-06-18', reason: '近来家事纠纷多,早一点知道', seen: null };
  expect((await o.chair.post('/api/settings/trend.rising-least', set)).status).toBe(200);
  // The land of the first test rises by these numbers, too.
  expect(await sweep()).toBe(2);
  expect((await todo(o.head)).map((t) => t.text).join()).toContain('婚姻家庭(同类上升)');
  const kept = await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql(`SELECT (SELECT jsonb_agg(s) FROM trend_signal s)::text ||
      (SELECT jsonb_agg(m) FROM matter m WHERE m.flow = 'warning')::text AS t`),
  );
  expect(String(kept[0]?.['t'])).not.toMatch(/不可外泄|活不下去|想问一问/);
});
