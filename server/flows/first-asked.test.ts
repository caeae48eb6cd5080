import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { sweepClocks, sweepLeft } from './sweep.ts';
import { begin, newKey, type Office, openOffice, problemsOf, standIn, take } from './testing-office.ts';

/** 首问负责制: who is first asked is responsible until another accepts. */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

const CANARY = '样例女士·不可外泄·8A7B6C';
const contact = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  requestKey: newKey(),
  flow: 'first-asked',
  data: { danger: '没有', channel: '来访', cause: '婚姻家庭', who: CANARY, about: `她说:${CANARY}`, ...more },
});
const register = async (v: Visitor, more: Record<string, unknown> = {}): Promise<string> => {
  const answer = await begin(v, contact(more));
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ id: expect.any(String) })]);
  return answer.body.id;
};
const page = async (v: Visitor, id: string) => (await v.get(`/api/matters/${id}`)).body;
const holds = async (v: Visitor, id: string): Promise<string | undefined> =>
  (await v.get('/api/matters?limit=100')).body.rows.find((r: { id: string }) => r.id === id)?.why;
const introduce = (v: Visitor, id: string, to: Visitor) =>
  take(v, id, 'introduce', { to: to.postId, opinion: '属权益部' });

describe('danger is asked first', () => {
  test('a contact without the answer is refused, and so is danger without a word on the police', async () => {
    expect(problemsOf(await begin(o.staff, contact({ danger: null })))).toContain(
      '「她现在有危险吗」还没有填',
    );
    expect(problemsOf(await begin(o.staff, contact({ danger: '有危险' })))).toContain('先写明报警了没有');
    expect(
      problemsOf(await begin(o.staff, contact({ danger: '有危险', 'police-told': '不需要' }))),
    ).toContain('110');
  });

  test('Bad: a call closed in seconds; a danger not escalated', async () => {
    await o.at('2026-11-03T09:00');
    const id = await register(o.staff, {
      danger: '有危险',
      'police-told': '已请 110 到场',
      channel: '妇女热线',
    });
    const first = await page(o.staff, id);
    expect([first.state, first.urgent]).toEqual(['danger', true]);
    expect(first.may.map((m: { key: string }) => m.key)).not.toContain('answer');
    expect((await o.staff.get('/api/matters')).body.rows[0]).toMatchObject({ id, urgent: true });
    // Not made safe within the hour: the leaders see it at the second, and not before.
    await o.at('2026-11-03T09:59:59');
    await sweepClocks(o.world.house.flows);
    expect((await o.chair.get(`/api/matters/${id}`)).status).toBe(404);
    await o.at('2026-11-03T10:00:00');
    await sweepClocks(o.world.house.flows);
    for (const leader of [o.head, o.vice, o.chair])
      expect(
        (await leader.get('/api/matters?box=late')).body.rows.map((r: { id: string }) => r.id),
      ).toContain(id);
    expect(problemsOf(await take(o.staff, id, 'safe'))).toContain('请写明');
    expect((await take(o.staff, id, 'safe', { opinion: '已送到庇护所,社工陪着' })).status).toBe(200);
    const short = await take(o.staff, id, 'answer', { data: { answer: '好了' } });
    expect(problemsOf(short)).toContain('是否安全');
    expect(
      (await take(o.staff, id, 'answer', { data: { answer: '她在庇护所,每周回访一次。' } })).status,
    ).toBe(200);
  });
});

describe('the days are the place’s own (设置)', () => {
  test('workdays from the first day on; what runs keeps what it began with; other counties keep the default', async () => {
    const before = await register(o.staff);
    const change = async (key: string, value: unknown): Promise<void> => {
      const { body } = await o.chair.get('/api/settings');
      const row = [...body.groups, ...body.house]
        .flatMap((g: { rows: { key: string; newest: unknown }[] }) => g.rows)
        .find((r) => r.key === key);
      const words = { binding: false, from: '2026-11-03', reason: '本县的规定', seen: row?.newest ?? null };
      const answer = await o.chair.post(`/api/settings/${key}`, { value, ...words });
      expect([key, answer.status]).toEqual([key, 200]);
    };
    await change('first-asked.days', 2);
    await change('first-asked.most-days', 5);
    await change('first-asked.kind-of-days', '工作日');
    await change('first-asked.first-day-counts', true);
    const after = await register(o.staff);
    const elsewhere = await register(await o.world.enter('county-cadre', '910102'));
    const clockOf = async (id: string) =>
      (await page(o.staff, id)).clocks.find((c: { key: string }) => c.key === 'answer');
    const usual = { unit: 'calendar', length: 3, ceiling: 7, countsFirst: false };
    expect(await clockOf(before)).toMatchObject({ ...usual, dueAt: '2026-11-06T16:00:00.000Z' });
    // Tuesday the 3rd is day one, Wednesday the last; day five is the Monday after.
    expect(await clockOf(after)).toMatchObject({
      unit: 'working',
      length: 2,
      ceiling: 5,
      countsFirst: true,
      dueAt: '2026-11-04T16:00:00.000Z',
      ceilingAt: '2026-11-09T16:00:00.000Z',
    });
    const others = await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql("SELECT unit, length FROM matter_clock WHERE matter_id = $1 AND key = 'answer'", [elsewhere]),
    );
    expect(others).toEqual([{ unit: 'calendar', length: 3 }]);
    const late = await take(o.staff, after, 'extend', { data: { days: 6 }, opinion: '要等材料' });
    expect(problemsOf(late)).toContain('最多到第 5 个工作日');
    await change('first-asked.days', 3);
    await change('first-asked.most-days', 7);
    await change('first-asked.kind-of-days', '自然日');
    await change('first-asked.first-day-counts', false);
  });
});

describe('responsibility moves when the other accepts, and not before', () => {
  test('introduced: the first stays responsible; the other sees number, kind and urgency; then it is hers', async () => {
    const id = await register(o.staff);
    expect((await introduce(o.staff, id, o.colleague)).status).toBe(200);
    expect([await holds(o.staff, id), await holds(o.colleague, id)]).toEqual(['hold', 'offer']);
    const before = await o.colleague.get(`/api/matters/${id}`);
    expect(before.body).toMatchObject({ known: false, title: '', data: {}, steps: [], offered: '样例人' });
    expect(JSON.stringify(before.body)).not.toContain(CANARY);
    expect(before.body.may.map((m: { key: string }) => m.key)).toEqual(['accept', 'decline']);
    const row = (await o.colleague.get('/api/matters')).body.rows.find((r: { id: string }) => r.id === id);
    expect(row).toMatchObject({ title: '', flowName: '首问接待' });
    expect((await take(o.colleague, id, 'accept')).status).toBe(200);
    expect([await holds(o.staff, id), await holds(o.colleague, id)]).toEqual([undefined, 'hold']);
    expect((await page(o.colleague, id)).data.who).toBe(CANARY);
    // The first still reads what she had in hand, and can do nothing more with it.
    expect((await page(o.staff, id)).may).toEqual([]);
  });

  test('declined with a reason, or taken back before it was taken: it never moved', async () => {
    const id = await register(o.staff);
    await introduce(o.staff, id, o.colleague);
    expect(problemsOf(await take(o.colleague, id, 'decline'))).toContain('不接收要写明理由');
    expect((await take(o.colleague, id, 'decline', { opinion: '不属我们部' })).status).toBe(200);
    expect(await holds(o.staff, id)).toBe('hold');
    await introduce(o.staff, id, o.head);
    expect((await take(o.staff, id, 'take-back')).status).toBe(200);
    expect((await take(o.head, id, 'accept')).status).toBe(403);
    expect(await holds(o.staff, id)).toBe('hold');
    // Who declined learnt nothing and learns nothing later.
    expect(await page(o.colleague, id)).toMatchObject({ known: false, data: {} });
  });

  test('accepted twice at once: one wins, the other is told who was quicker', async () => {
    const id = await register(o.staff);
    await introduce(o.staff, id, o.head);
    const { version } = await page(o.head, id);
    const body = () => ({ requestKey: newKey(), version, step: 'accept' });
    const answers = await Promise.all([1, 2].map(() => o.head.post(`/api/matters/${id}/steps`, body())));
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    const lost = answers.find((a) => a.status === 409);
    expect(lost?.body.error).toMatchObject({
      code: 'matter.moved',
      message: expect.stringContaining('“接收”'),
    });
    expect((await page(o.head, id)).steps.filter((s: { step: string }) => s.step === 'accept')).toHaveLength(
      1,
    );
  });

  test('taken back and accepted at once: one of them happens', async () => {
    for (let i = 0; i < 5; i += 1) {
      const id = await register(o.staff);
      await introduce(o.staff, id, o.head);
      const { version } = await page(o.head, id);
      const answers = await Promise.all([
        o.head.post(`/api/matters/${id}/steps`, { requestKey: newKey(), version, step: 'accept' }),
        o.staff.post(`/api/matters/${id}/steps`, { requestKey: newKey(), version, step: 'take-back' }),
      ]);
      expect(answers.map((a) => a.status).sort()).toEqual([200, 409]);
    }
  });

  test('Bad: to nobody, to oneself, to who has left, to a closed unit, to someone on leave, to a stranger', async () => {
    const id = await register(o.staff);
    const to = async (post: string | null): Promise<string> =>
      problemsOf(await take(o.staff, id, 'introduce', { to: post }));
    expect(await to(null)).toContain('请选交给谁');
    expect(await to(o.staff.postId)).toContain('不能交给本人');
    const gone = await o.world.enter('county-cadre', '910101-B1');
    const closed = await o.world.enter('township-cadre', '910101002');
    await o.world.test.store.owner.transaction([], async (tx) => {
      await tx.sql('UPDATE post SET to_day = $2 WHERE id = $1', [gone.postId, '2026-11-01']);
      await tx.sql('UPDATE unit SET to_day = $2 WHERE id = $1', [o.world.id('910101002'), '2026-11-01']);
    });
    expect(await to(gone.postId)).toContain('已经不在这个岗位上');
    expect(await to(closed.postId)).toContain('已经撤销');
    expect((await standIn(o.colleague, o.head, '2026-11-03', '2026-11-05')).status).toBe(200);
    expect(await to(o.colleague.postId)).toBe(
      '有几处需要改一改再保存。 样例人在请假(到 2026-11-05),请交给代理人样例人,或另选一位。',
    );
    const stranger = await o.world.enter('county-cadre', '910102');
    expect(await to(stranger.postId)).toContain('按规定这一步不能交给');
    expect((await page(o.staff, id)).version).toBe(2);
  });

  test('a village hands up to its township, whose posts are beyond its own scope', async () => {
    const village = await o.world.enter('village-cadre', '910101001201');
    const township = await o.world.enter('township-cadre', '910101001');
    const id = await register(village);
    const who = await village.get(`/api/matters/${id}/candidates?step=introduce`);
    expect(who.body.candidates.map((c: { post: string }) => c.post)).toContain(township.postId);
    expect((await introduce(village, id, township)).status).toBe(200);
    expect((await take(township, id, 'accept')).status).toBe(200);
    expect(await holds(township, id)).toBe('hold');
  });
});

test('who had it has left her post: her leaders see it, one takes it over; she is out at once', async () => {
  const leaving = await o.world.enter('county-cadre', '910101-B1');
  const id = await register(leaving);
  await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('UPDATE post SET to_day = $2 WHERE id = $1', [leaving.postId, '2026-11-03']),
  );
  await o.at('2026-11-04T09:00');
  expect((await leaving.get(`/api/matters/${id}`)).status).toBe(401);
  expect(await sweepLeft(o.world.house.flows)).toBe(1);
  expect(await sweepLeft(o.world.house.flows)).toBe(0);
  expect(problemsOf(await take(o.head, id, 'take-over'))).toContain('要写明理由');
  expect((await take(o.head, id, 'take-over', { opinion: '她调走了,我来办' })).status).toBe(200);
  expect(await holds(o.head, id)).toBe('hold');
  expect((await take(o.chair, id, 'take-over', { opinion: '也来' })).status).toBe(200);
  expect((await take(o.staff, id, 'take-over', { opinion: '不相干' })).status).toBe(404);
});

describe('three days, seven at most', () => {
  test('extended to the 7th with a reason; not to the 8th, not without a reason, not when late', async () => {
    await o.at('2026-11-10T23:59:59');
    const id = await register(o.staff);
    const extend = (days: number, opinion: string | null) =>
      take(o.staff, id, 'extend', { data: { days }, opinion });
    expect(problemsOf(await extend(7, null))).toContain('请写明理由');
    expect(problemsOf(await extend(8, '等鉴定'))).toContain('最多到第 7 天');
    const due = async (): Promise<string> => (await page(o.staff, id)).clocks[0].dueAt;
    expect(await due()).toBe('2026-11-13T16:00:00.000Z');
    expect((await extend(7, '等鉴定')).status).toBe(200);
    expect(await due()).toBe('2026-11-17T16:00:00.000Z');
    expect(problemsOf(await extend(7, '再等'))).toContain('延长要比它长');
    await o.at('2026-11-17T23:59:59');
    expect((await page(o.staff, id)).clocks[0].isLate).toBe(false);
    await o.at('2026-11-18T00:00:00');
    expect((await page(o.staff, id)).clocks[0].isLate).toBe(true);
    expect((await o.staff.get('/api/matters?box=late')).body.counts.late).toBeGreaterThan(0);
    expect(problemsOf(await extend(7, '再等'))).toContain('已经超期,不能再延长');
  });

  test('past it: the leaders see it, the superior counts it and reads nothing', async () => {
    await o.at('2026-12-01T10:00');
    const id = await register(o.staff);
    await o.at('2026-12-05T00:00:00');
    const both = await Promise.all([sweepClocks(o.world.house.flows), sweepClocks(o.world.house.flows)]);
    expect(both[0] + both[1]).toBeGreaterThan(0);
    expect(await sweepClocks(o.world.house.flows)).toBe(0);
    expect((await o.head.get('/api/matters?box=late')).body.rows.map((r: { id: string }) => r.id)).toContain(
      id,
    );
    const above = await o.world.enter('city-cadre', '910100');
    const counts = await above.get(`/api/matter-counts?unit=${o.world.id('910101')}`);
    const mine = counts.body.counts.find((c: { flow: string }) => c.flow === 'first-asked');
    // Some are late; how many is told from the threshold on.
    expect(mine.late).not.toBe(0);
    expect(counts.body.fewerThan).toBe(5);
    expect((await above.get(`/api/matters/${id}`)).status).toBe(404);
    expect((await above.get(`/api/matter-counts?unit=${o.world.id('910201')}`)).status).toBe(404);
  });
});

test('what she said lies nowhere in clear: not in the tables, not in the audit', async () => {
  await register(o.staff);
  const found = await o.world.test.store.owner.transaction([], async (tx) => {
    const tables = [
      'matter',
      'matter_step',
      'matter_seat',
      'matter_clock',
      'matter_request',
      'audit_event',
      'search_row',
    ];
    const hits: string[] = [];
    for (const table of tables) {
      const rows = await tx.sql(`SELECT 1 FROM ${table} AS t WHERE t::text LIKE $1 LIMIT 1`, [`%8A7B6C%`]);
      if (rows.length > 0) hits.push(table);
    }
    const swap = await tx.sql(`SELECT id, data FROM matter WHERE flow = 'first-asked' ORDER BY id LIMIT 2`);
    return { hits, swap };
  });
  expect(found.hits).toEqual([]);
  // A sealed text moved to another row does not open.
  const [a, b] = found.swap;
  await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('UPDATE matter SET data = $2 WHERE id = $1', [a?.['id'], JSON.stringify(b?.['data'])]),
  );
  expect((await o.staff.get(`/api/matters/${a?.['id']}`)).status).toBe(500);
});
