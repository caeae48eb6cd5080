import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../../tests/kit/world.ts';
import { begin, DEPARTMENT, FEDERATION, newKey, type Office, openOffice, take } from '../testing-office.ts';
import { foldReads, type KeptRead } from './reads.ts';

/** Who has looked at a case, and looking at one in an emergency (SECURITY 15, 20; issue 5 §4). */
let o: Office;
let far: Visitor;
let nation: Visitor;
beforeAll(async () => {
  o = await openOffice();
  far = await o.world.enter('chair', '910102');
  nation = await o.world.enter('chair', '000000');
  await o.at('2026-11-03T09:00');
});
afterAll(() => o.world.close());

const CANARY = '不可外泄的话8A7B6C';
const REASON = '她来电求助,责任人电话打不通,要马上知道经过';
const register = async (v: Visitor): Promise<{ id: string; number: string }> =>
  (
    await begin(v, {
      requestKey: newKey(),
      flow: 'first-asked',
      data: { danger: '没有', channel: '来访', cause: '婚姻家庭', about: CANARY },
    })
  ).body;
const look = (v: Visitor, number: string, more: Record<string, unknown> = {}) =>
  v.post('/api/urgent-views', { unit: o.world.id(FEDERATION), number, reason: REASON, ...more });
const page = async (v: Visitor, id: string) => await v.get(`/api/matters/${id}`);

describe('each look is kept and shown on the case', () => {
  test('by whom, by what right, folded for the eye only; nothing can be taken out', async () => {
    const { id } = await register(o.staff);
    for (let i = 0; i < 3; i += 1) await page(o.staff, id);
    await take(o.staff, id, 'consult', { readers: [o.colleague.postId] });
    await o.at('2026-11-03T09:01');
    await page(o.colleague, id);
    const { reads } = (await o.staff.get(`/api/matters/${id}/reads`)).body;
    expect(reads.map((r: { why: string; times: number }) => [r.why, r.times])).toEqual([
      ['read', 1],
      ['hold', 4],
    ]);
    const kept = await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql('SELECT 1 FROM matter_read WHERE matter_id = $1', [id]),
    );
    expect(kept).toHaveLength(5);
    for (const text of ['DELETE FROM matter_read', "UPDATE matter_read SET name = 'x'"])
      for (const db of [o.world.test.store.app, o.world.test.store.worker])
        await expect(db.transaction([], (tx) => tx.sql(text))).rejects.toThrow('permission denied');
    // Who has no part sees neither the case nor who looked at it.
    expect((await far.get(`/api/matters/${id}/reads`)).status).toBe(404);
    expect((await o.chair.get(`/api/matters/${id}/reads`)).status).toBe(404);
  });

  test('looks of one person close together are one line; a copy taken out stands alone', () => {
    const read = (minute: number, person: string, what: KeptRead['what'] = 'matter'): KeptRead => ({
      person,
      at: new Date(minute * 60_000),
      what,
      why: 'hold',
      name: person,
      title: '',
      unit: '',
      forName: null,
    });
    const folded = foldReads([
      read(0, 'a'),
      read(0, 'a', 'letter'),
      read(5, 'b'),
      read(9, 'a'),
      read(18, 'a'),
      read(19, 'a', 'export'),
      read(28, 'a'),
    ]);
    expect(folded.map((r) => [r.name, r.what, r.times])).toEqual([
      ['a', 'look', 1],
      ['a', 'export', 1],
      ['a', 'look', 3],
      ['b', 'look', 1],
    ]);
  });
});

describe('urgent view (紧急查看)', () => {
  test('opens for three hours to who gave a reason; the responsible and a supervisor are told; it ends by itself', async () => {
    await o.at('2026-11-04T09:00');
    const { id, number } = await register(o.staff);
    expect((await page(o.above, id)).status).toBe(404);
    const opened = await look(o.above, number.replace('〔', '[').replace('〕', ' ] '));
    expect([opened.status, opened.body.matterId]).toEqual([200, id]);
    const seen = await page(o.above, id);
    expect(seen.body).toMatchObject({ known: true, may: [], urgentUntil: '2026-11-04T04:00:00.000Z' });
    expect(JSON.stringify(seen.body)).toContain(CANARY);
    // A second press opens no second one.
    expect((await look(o.above, number)).body.id).toBe(opened.body.id);

    const { reads, urgent } = (await o.staff.get(`/api/matters/${id}/reads`)).body;
    expect(reads[0]).toMatchObject({ why: 'urgent', unit: '样例910100妇联' });
    expect(urgent).toHaveLength(1);
    expect(urgent[0]).toMatchObject({ reason: REASON, isOpen: true });
    // She who has it, and the head of her department: told, and it stays until each has said so.
    for (const [v, opens] of [
      [o.staff, true],
      [o.head, false],
    ] as const) {
      const { notices } = (await v.get('/api/urgent-views')).body;
      expect(notices.map((n: { id: string; opens: boolean }) => [n.id, n.opens])).toEqual([
        [opened.body.id, opens],
      ]);
      expect(JSON.stringify(notices)).not.toContain(CANARY);
      expect(JSON.stringify((await v.get('/api/home')).body.todo)).toContain('紧急查看了您负责或分管的个案');
      const after = await v.post(`/api/urgent-views/${opened.body.id}/seen`, {});
      expect(after.body.notices).toEqual([]);
    }
    expect((await page(o.head, id)).status).toBe(404);

    // Looking is all: no step, no letter's word, no row written.
    const step = { requestKey: newKey(), version: 2, step: 'answer', data: { answer: '好了' } };
    expect((await o.above.post(`/api/matters/${id}/steps`, step)).status).toBe(404);
    await o.at('2026-11-04T11:59:59');
    expect((await page(o.above, id)).status).toBe(200);
    await o.at('2026-11-04T12:00:00');
    expect((await page(o.above, id)).status).toBe(404);
    const trail = await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql("SELECT account_id, detail FROM audit_event WHERE action = 'matter.urgent-view'"),
    );
    expect(trail.map((r) => r['account_id'])).toEqual([o.above.accountId]);
    expect(JSON.stringify(trail)).not.toContain(REASON);
  });

  test('the database itself keeps it: not for others, not for who stands in, not longer, not without the moment', async () => {
    await o.at('2026-11-05T09:00');
    const { id, number } = await register(o.staff);
    expect((await look(o.colleague, number)).status).toBe(200);
    const rows = async (posts: string, at: string | null): Promise<number> =>
      await o.world.test.store.app.transaction(
        [
          { name: 'app.posts', value: posts },
          ...(at === null ? [] : [{ name: 'app.at', value: at } as const]),
        ],
        async (tx) => {
          const steps = await tx.sql('SELECT 1 FROM matter_step WHERE matter_id = $1', [id]);
          return (await tx.sql('SELECT 1 FROM matter WHERE id = $1', [id])).length && steps.length;
        },
      );
    const soon = '2026-11-05T02:00:00.000Z';
    expect(await rows(o.colleague.postId, soon)).toBeGreaterThan(0);
    expect(await rows(o.colleague.postId, null)).toBe(0);
    expect(await rows(o.colleague.postId, '2026-11-05T04:00:00.000Z')).toBe(0);
    expect(await rows(far.postId, soon)).toBe(0);
    expect(await rows(`${far.postId}:${o.colleague.postId}`, soon)).toBe(0);
    const asApp = (text: string) =>
      o.world.test.store.app.transaction(
        [
          { name: 'app.posts', value: o.colleague.postId },
          { name: 'app.at', value: soon },
        ],
        (tx) => tx.sql(text, [id]),
      );
    expect(await asApp("UPDATE matter SET title = 'x' WHERE id = $1 RETURNING id")).toEqual([]);
    await expect(
      asApp(
        `INSERT INTO matter_step SELECT region_code, matter_id, 99, at, step, step_name, from_state, to_state, post_id, person_id,
           account_id, by_name, by_title, for_post, for_name, holder_post, holder_person, holder_name, offered_name, opinion,
           verdict, data FROM matter_step WHERE matter_id = $1 LIMIT 1`,
      ),
    ).rejects.toThrow('row-level security');
    await expect(
      asApp("UPDATE urgent_view SET until_at = until_at + interval '1 hour' WHERE matter_id = $1"),
    ).rejects.toThrow('permission denied');
    // She has seen enough: over at once.
    const mine = (await o.colleague.get('/api/urgent-views')).body.mine;
    expect((await o.colleague.post(`/api/urgent-views/${mine[0].id}/end`, {})).body.mine).toEqual([]);
    expect((await page(o.colleague, id)).status).toBe(404);
  });

  test('not from another branch, nor two levels above, nor without words, nor without a fresh proof; all in one sentence', async () => {
    await o.at('2026-11-06T09:00');
    const { number } = await register(o.staff);
    const none = await look(o.chair, '首问〔2026〕9999号');
    for (const v of [far, nation]) {
      const refused = await look(v, number);
      expect([refused.status, refused.body.error.message]).toEqual([404, none.body.error.message]);
    }
    expect((await look(o.staff, number)).body.error.code).toBe('matter.urgent-needless');
    expect((await look(o.chair, number, { reason: '看看' })).status).toBe(422);
    await o.world.test.store.owner.transaction([], (tx) =>
      tx.sql('UPDATE session SET fresh_at = $1', [new Date('2026-11-05T00:00:00Z')]),
    );
    expect((await look(o.otherVice, number)).body.error.code).toBe('sign-in.fresh');
  });

  test('who tries one after the other is stopped', async () => {
    await o.at('2026-11-07T09:00');
    const answers: number[] = [];
    for (let i = 0; i < 6; i += 1)
      answers.push((await look(o.vice, (await register(o.staff)).number)).status);
    expect(answers).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test('R-18: never to whom the complaint is about, who is told that there is none', async () => {
    await o.at('2026-11-08T09:00');
    const contact = await register(o.staff);
    const complaint = (
      await begin(o.head, { requestKey: newKey(), flow: 'complaint', data: { about: contact.number } })
    ).body;
    const accused = await look(o.staff, complaint.number);
    expect([accused.status, accused.body.error.code]).toEqual([404, 'matter.urgent-none']);
    // Another of the office may; and the accused is not the supervisor that is told.
    expect((await look(o.colleague, complaint.number)).status).toBe(200);
    expect(
      (await o.staff.get('/api/urgent-views')).body.notices.map((n: { number: string }) => n.number),
    ).not.toContain(complaint.number);
  });
});

test('a case worker whose post ends while she reads: the next look is refused, and her new post knows nothing of it', async () => {
  await o.at('2026-11-09T09:00');
  const reader = await o.world.enter('county-cadre', DEPARTMENT);
  const { id } = await register(reader);
  expect((await page(reader, id)).status).toBe(200);
  const moved = await o.world.enter('county-cadre', '910102');
  await o.world.test.store.owner.transaction([], async (tx) => {
    await tx.sql('UPDATE post SET to_day = $2 WHERE id = $1', [reader.postId, '2026-11-09']);
    // The same person sits elsewhere now.
    await tx.sql('UPDATE post SET person_id = (SELECT person_id FROM post WHERE id = $2) WHERE id = $1', [
      moved.postId,
      reader.postId,
    ]);
  });
  await o.at('2026-11-09T09:01');
  expect([401, 404]).toContain((await page(reader, id)).status);
  expect((await page(moved, id)).status).toBe(404);
  expect((await moved.get(`/api/matters/${id}/reads`)).status).toBe(404);
});

test('who has no second step may take a call for help down, and opens no case; in a village too', async () => {
  await o.at('2026-11-10T09:00');
  const village = await o.world.enter('village-cadre', '910101001201');
  await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('DELETE FROM second_factor WHERE account_id = $1', [village.accountId]),
  );
  const { id } = await register(village);
  const refused = await page(village, id);
  expect([refused.status, refused.body.error.code]).toEqual([403, 'matter.second-step']);
  expect(JSON.stringify(refused.body)).not.toContain(CANARY);
  // Nor what hangs on it: letter, files, referrals, how she may be reached.
  for (const part of ['letter', 'papers', 'referrals', 'contact']) {
    const answer = await village.get(`/api/matters/${id}/${part}`);
    expect([part, answer.status, answer.body.error?.code]).toEqual([part, 403, 'matter.second-step']);
  }
  const step = { requestKey: newKey(), version: 2, step: 'answer', data: { answer: '好了' } };
  expect((await village.post(`/api/matters/${id}/steps`, step)).body.error.code).toBe('matter.second-step');
});
