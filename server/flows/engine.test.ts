import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { ROLES } from '../access/index.ts';
import { chinaDay } from '../platform/clock/index.ts';
import { checkFlow } from './check-flow.ts';
import { sweepClocks } from './sweep.ts';
import { DOCUMENT, publish } from './testing-flow.ts';
import { begin, newKey, type Office, openOffice, problemsOf, standIn, take } from './testing-office.ts';

/** What the engine does for any flow, shown on an invented one (DOCUMENT). */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
  await publish(o.world, DOCUMENT);
});
afterAll(() => o.world.close());

const draft = async (
  v: Visitor,
  data: Record<string, unknown> = { subject: '通知' },
  parent: string | null = null,
) => {
  const answer = await begin(v, { requestKey: newKey(), flow: 'test-document', data, parent });
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ seq: 1 })]);
  return answer.body.id as string;
};
const page = async (v: Visitor, id: string) => (await v.get(`/api/matters/${id}`)).body;
const did = async (v: Visitor, id: string, step: string, more: Record<string, unknown> = {}) => {
  const answer = await take(v, id, step, more);
  expect([step, answer.status, answer.body]).toEqual([step, 200, expect.anything()]);
};
const toSigning = async (data?: Record<string, unknown>): Promise<string> => {
  const id = await draft(o.staff, data);
  await did(o.staff, id, 'submit', { to: o.head.postId });
  await did(o.head, id, 'pass', { to: o.chair.postId });
  return id;
};

test('the invented definition passes the checker itself', () => {
  expect(checkFlow(DOCUMENT, ROLES)).toEqual([]);
});

describe('exactly once', () => {
  test('the same key again, also at once, answers the same and does nothing twice; with another body it is refused', async () => {
    const id = await draft(o.staff);
    const body = { requestKey: newKey(), version: 1, step: 'submit', to: o.head.postId };
    const post = (b: unknown) => o.staff.post(`/api/matters/${id}/steps`, b);
    const answers = await Promise.all([post(body), post(body), post(body)]);
    expect(answers.map((a) => [a.status, a.body.seq])).toEqual([
      [200, 2],
      [200, 2],
      [200, 2],
    ]);
    expect((await page(o.staff, id)).steps).toHaveLength(2);
    const other = await post({ ...body, to: o.chair.postId });
    expect([other.status, other.body.error.code]).toEqual([409, 'save.key-reused']);
    const again = { requestKey: newKey(), flow: 'test-document', data: { subject: '同一件' } };
    const begun = await Promise.all([begin(o.staff, again), begin(o.staff, again)]);
    expect(begun[0]?.body).toEqual(begun[1]?.body);
    expect(begun.map((a) => a.status)).toEqual([200, 200]);
  });

  test('numbers of one unit and year have no gap and no double, however many begin at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        begin(o.colleague, { requestKey: newKey(), flow: 'test-document', data: { subject: '编号' } }),
      ),
    );
    const numbers = answers.map((a) => Number(/〕(\d+)号/.exec(a.body.number)?.[1])).sort((a, b) => a - b);
    const first = numbers[0] ?? 0;
    expect(numbers).toEqual(Array.from({ length: 12 }, (_, i) => first + i));
    // A refused beginning takes no number.
    expect((await begin(o.colleague, { requestKey: newKey(), flow: 'test-document', data: {} })).status).toBe(
      422,
    );
    const next = await begin(o.colleague, {
      requestKey: newKey(),
      flow: 'test-document',
      data: { subject: '下一件' },
    });
    expect(next.body.number).toContain(`〕${first + 12}号`);
  });
});

describe('review, countersigning, reading, return', () => {
  test('who wrote it does not review it, not in another post either', async () => {
    const id = await draft(o.head);
    await did(o.head, id, 'submit', { to: o.colleague.postId });
    await did(o.colleague, id, 'send-back', { backTo: 'draft', opinion: '缺依据' });
    expect(await page(o.head, id)).toMatchObject({ state: 'draft', may: expect.any(Array) });
    await did(o.head, id, 'submit', { to: o.staff.postId });
    await did(o.staff, id, 'pass', { to: o.chair.postId });
  });

  test('a return names a step that was passed, and a reason; it comes back to who had it there', async () => {
    const id = await toSigning();
    expect(problemsOf(await take(o.chair, id, 'send-back', { backTo: 'review' }))).toContain(
      '退回要写明理由',
    );
    const wrong = await take(o.chair, id, 'send-back', { backTo: 'sent', opinion: '改' });
    expect(problemsOf(wrong)).toContain('经过的一步');
    expect(problemsOf(await take(o.chair, id, 'send-back', { opinion: '改' }))).toContain('请选退回到哪一步');
    expect((await page(o.chair, id)).may.find((m: { key: string }) => m.key === 'send-back').backTo).toEqual([
      'review',
      'draft',
    ]);
    await did(o.chair, id, 'send-back', { backTo: 'draft', opinion: '题目要改' });
    expect((await o.staff.get('/api/matters?limit=100')).body.rows).toContainEqual(
      expect.objectContaining({ id, why: 'hold' }),
    );
  });

  test('countersigners are waited for; one against stops it until she agrees; the starter does not sign', async () => {
    const id = await toSigning();
    await did(o.chair, id, 'ask-signs', { signers: [o.vice.postId, o.otherVice.postId] });
    expect(problemsOf(await take(o.chair, id, 'issue'))).toContain('还有 2 位没有会签');
    await did(o.vice, id, 'agree');
    expect(problemsOf(await take(o.otherVice, id, 'against'))).toContain('要写明理由');
    await did(o.otherVice, id, 'against', { opinion: '与上位法不符' });
    expect((await take(o.otherVice, id, 'agree')).status).toBe(403);
    expect(problemsOf(await take(o.chair, id, 'issue'))).toContain('有 1 位会签时不同意');
    await did(o.chair, id, 'ask-signs', { signers: [o.otherVice.postId] });
    await did(o.otherVice, id, 'agree', { opinion: '已改' });
    await did(o.chair, id, 'issue');
    const own = await toSigning();
    await did(o.chair, own, 'ask-signs', { signers: [o.staff.postId] });
    expect((await take(o.staff, own, 'agree')).status).toBe(403);
  });

  test('who asked for a signature does not give it as the deputy of who was asked', async () => {
    const id = await toSigning();
    await did(o.chair, id, 'pass-by', { to: o.vice.postId });
    await did(o.vice, id, 'accept');
    const day = chinaDay(o.world.clock.at);
    expect((await standIn(o.otherVice, o.vice, day, day)).status).toBe(200);
    await did(o.vice, id, 'ask-signs', { signers: [o.otherVice.postId] });
    for (const key of ['agree', 'against'])
      expect([key, (await take(o.vice, id, key, { opinion: '没有意见' })).status]).toEqual([key, 403]);
    expect((await page(o.vice, id)).may.map((m: { key: string }) => m.key)).not.toContain('agree');
    await did(o.otherVice, id, 'agree');
  });

  test('readers get it side by side, each reads for herself, also after its end', async () => {
    const id = await toSigning();
    await did(o.chair, id, 'ask-readers', { readers: [o.vice.postId, o.colleague.postId] });
    expect((await o.colleague.get('/api/matters?box=read')).body.rows).toContainEqual(
      expect.objectContaining({ id, why: 'read' }),
    );
    await did(o.vice, id, 'read', { opinion: '知悉' });
    await did(o.chair, id, 'issue');
    await did(o.colleague, id, 'read');
    expect(
      (await o.colleague.get('/api/matters?box=read')).body.rows.map((r: { id: string }) => r.id),
    ).not.toContain(id);
  });

  test('a reader’s mark does not make the page of who has it in hand old; anybody’s step does', async () => {
    const id = await toSigning();
    await did(o.chair, id, 'ask-readers', { readers: [o.vice.postId, o.colleague.postId] });
    const { version } = await page(o.chair, id);
    await did(o.vice, id, 'read', { opinion: '知悉' });
    await did(o.colleague, id, 'read');
    const step = (name: string) =>
      o.chair.post(`/api/matters/${id}/steps`, { requestKey: newKey(), version, step: name });
    expect((await step('issue')).status).toBe(200);
    const late = await step('issue');
    expect([late.status, late.body.error.code]).toEqual([409, 'matter.moved']);
  });

  test('above an amount only the chair signs', async () => {
    const id = await toSigning({ subject: '采购', amount: 1000.01 });
    await did(o.chair, id, 'pass-by', { to: o.vice.postId });
    await did(o.vice, id, 'accept');
    expect((await page(o.vice, id)).may.map((m: { key: string }) => m.key)).not.toContain('issue');
    const small = await toSigning({ subject: '采购', amount: 1000 });
    await did(o.chair, small, 'pass-by', { to: o.vice.postId });
    await did(o.vice, small, 'accept');
    await did(o.vice, small, 'issue');
  });
});

describe('clocks', () => {
  test('a pause needs a reason and gives its workdays back; at the due second the platform takes the step', async () => {
    await o.at('2026-06-15T09:00');
    const id = await toSigning();
    const due = async () => (await page(o.chair, id)).clocks[0].dueAt;
    expect(await due()).toBe('2026-06-18T16:00:00.000Z');
    await o.at('2026-06-16T09:00');
    expect(problemsOf(await take(o.chair, id, 'hold-up'))).toContain('请写明理由');
    await did(o.chair, id, 'hold-up', { opinion: '等财政意见' });
    await o.at('2026-06-23T09:00');
    // Others' clocks run out meanwhile; one that is paused does not.
    await sweepClocks(o.world.house.flows);
    expect((await page(o.chair, id)).state).toBe('waiting');
    await did(o.chair, id, 'go-on');
    // 16 to 23 June holds 17, 18, 22, 23 as workdays (端午 19–21 off): four more after 18 June are 22, 23, 24, 25.
    expect(await due()).toBe('2026-06-25T16:00:00.000Z');
    await o.at('2026-06-25T23:59:59');
    expect(await sweepClocks(o.world.house.flows)).toBe(0);
    await o.at('2026-06-26T00:00:00');
    expect(await sweepClocks(o.world.house.flows)).toBe(1);
    expect(await page(o.chair, id)).toMatchObject({ state: 'lapsed', may: [] });
    expect((await page(o.chair, id)).steps.at(-1)).toMatchObject({ by: '平台', toState: 'lapsed' });
  });
});

describe('sub-matters and versions', () => {
  test('a matter waits for those below it', async () => {
    const id = await toSigning();
    const sub = await draft(o.chair, { subject: '附件' }, id);
    expect(problemsOf(await take(o.chair, id, 'issue'))).toContain('下面还有 1 件没有办结');
    await did(o.chair, sub, 'submit', { to: o.head.postId });
    await did(o.head, sub, 'pass', { to: o.vice.postId });
    await did(o.vice, sub, 'issue');
    await did(o.chair, id, 'issue');
    expect((await page(o.chair, id)).subs).toEqual([expect.objectContaining({ id: sub, closed: true })]);
    const late = await begin(o.chair, {
      requestKey: newKey(),
      flow: 'test-document',
      data: { subject: 'x' },
      parent: id,
    });
    expect(problemsOf(late)).toContain('已经办结');
    const foreign = await begin(o.otherVice, {
      requestKey: newKey(),
      flow: 'test-document',
      data: { subject: 'x' },
      parent: await draft(o.staff),
    });
    expect(foreign.status).toBe(404);
  });

  test('a definition may change while matters run: each goes on with its own', async () => {
    const old = await draft(o.staff);
    const submit = DOCUMENT.transitions.filter((t) => t.key !== 'ask-readers');
    await publish(o.world, { ...DOCUMENT, version: 2, transitions: submit });
    o.world.house.flows.flows.forget();
    const young = await draft(o.staff);
    const has = async (id: string): Promise<boolean> =>
      (await page(o.staff, id)).may.some((m: { key: string }) => m.key === 'ask-readers');
    expect([await has(old), await has(young)]).toEqual([true, false]);
    await did(o.staff, old, 'ask-readers', { readers: [o.vice.postId] });
    expect((await take(o.staff, young, 'ask-readers', { readers: [o.vice.postId] })).status).toBe(422);
  });
});

describe('what the database itself holds', () => {
  const app = o_app();
  test('history: the application may add and nothing else', async () => {
    const id = await draft(o.staff);
    for (const sql of [
      'UPDATE matter_step SET opinion = $2 WHERE matter_id = $1',
      'DELETE FROM matter_step WHERE matter_id = $1 AND $2::text IS NOT NULL',
      'DELETE FROM matter WHERE id = $1 AND $2::text IS NOT NULL',
      'DELETE FROM matter_seat WHERE matter_id = $1 AND $2::text IS NOT NULL',
    ])
      await expect(app(o.staff.postId, sql, [id, '改'])).rejects.toThrow('permission denied');
    await expect(
      o.world.test.store.worker.transaction([], (tx) =>
        tx.sql('UPDATE matter_step SET opinion = $2 WHERE matter_id = $1', [id, '改']),
      ),
    ).rejects.toThrow('permission denied');
  });

  test('two responsible persons, or none, cannot be written', async () => {
    const id = await toSigning();
    await expect(
      app(o.chair.postId, `UPDATE matter_seat SET why = 'hold', lane = 'todo' WHERE matter_id = $1`, [id]),
    ).rejects.toThrow(/matter_seat_one/);
    await expect(
      app(o.chair.postId, 'UPDATE matter SET holder_post = NULL WHERE id = $1', [id]),
    ).rejects.toThrow(/null value/);
    await expect(
      app(o.chair.postId, 'UPDATE matter SET holder_post = $2 WHERE id = $1', [id, o.otherVice.postId]),
    ).rejects.toThrow(/check constraint/);
  });

  test('who has no part sees no row, whatever is asked; without posts nobody sees any', async () => {
    const id = await draft(o.staff);
    for (const table of ['matter', 'matter_step', 'matter_seat', 'matter_clock', 'matter_request']) {
      const key = table === 'matter' ? 'id' : 'matter_id';
      expect([
        table,
        await app(o.otherVice.postId, `SELECT 1 FROM ${table} WHERE ${key} = $1`, [id]),
      ]).toEqual([table, []]);
      expect([table, await app('', `SELECT 1 FROM ${table}`, [])]).toEqual([table, []]);
    }
    expect(
      await app(o.otherVice.postId, 'UPDATE matter SET title = $2 WHERE id = $1 RETURNING id', [id, 'x']),
    ).toEqual([]);
  });

  function o_app() {
    return (post: string, sql: string, values: unknown[]) =>
      o.world.test.store.app.transaction([{ name: 'app.posts', value: post }], (tx) => tx.sql(sql, values));
  }
});

test('a unit with open matters cannot be closed', async () => {
  await draft(o.staff);
  const answer = await o.chair.post(`/api/units/${o.world.id('910101-B1')}/close`, {
    day: '2026-06-26',
    reason: '改革',
  });
  expect(JSON.stringify(answer.body)).toContain('件事项没有办结');
});
