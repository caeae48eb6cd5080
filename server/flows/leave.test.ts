import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { sweepClocks } from './sweep.ts';
import {
  begin,
  DEPARTMENT,
  inPost,
  leaveOf,
  type Office,
  openOffice,
  problemsOf,
  standIn,
  take,
} from './testing-office.ts';

/** 请假: the second flow that shows that the engine is general. 2026-06-15 is a Monday. */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

/** Whom a leave went to: found by who has it in the inbox. */
async function wentTo(id: string): Promise<string> {
  for (const name of ['chair', 'vice', 'otherVice', 'head', 'staff', 'colleague', 'above'] as const) {
    const { body } = await o[name].get('/api/matters?limit=100');
    if (body.rows.some((r: { id: string; why: string }) => r.id === id && r.why === 'hold')) return name;
  }
  return 'nobody';
}
const ask = async (v: Visitor, ...span: Parameters<typeof leaveOf>): Promise<string> => {
  const answer = await begin(v, leaveOf(...span));
  expect([answer.status, answer.body]).toEqual([200, expect.objectContaining({ id: expect.any(String) })]);
  return answer.body.id;
};

describe('to whom it goes: both boundaries belong to the side that the clause names', () => {
  test.each([
    // staff: up to and with half a day the head, above it the vice-chair in charge, one whole day the chair
    ['staff', '08:00', '11:00', 'head'],
    ['staff', '08:00', '12:00', 'head'],
    ['staff', '08:00', '15:00', 'vice'],
    ['staff', '08:00', '17:00', 'vice'],
    ['staff', '08:00', '18:00', 'chair'],
    // heads: below half a day nobody, half a day the vice-chair, one whole day the chair
    ['head', '08:00', '11:00', 'head'],
    ['head', '08:00', '12:00', 'vice'],
    ['head', '08:00', '17:00', 'vice'],
    ['head', '08:00', '18:00', 'chair'],
    // vice-chairs: one whole day the chair
    ['otherVice', '08:00', '17:00', 'otherVice'],
    ['otherVice', '08:00', '18:00', 'chair'],
    // the chair: her own day is her superior's chair's
    ['chair', '08:00', '17:00', 'chair'],
    ['chair', '08:00', '18:00', 'above'],
  ] as const)('%s from %s to %s: %s', async (who, from, until, to) => {
    const id = await ask(o[who], '2026-06-17', from, '2026-06-17', until);
    expect(await wentTo(id)).toBe(to);
    const { body } = await o[who].get(`/api/matters/${id}`);
    expect(body.state).toBe(to === who ? 'approved' : 'asked');
    // Registered without consent is said so in the history, by the platform and not by her.
    if (to === who) expect(body.steps[1]).toMatchObject({ by: '平台', name: '按规定不用批准,只登记' });
    expect((await take(o[who], id, to === who ? 'cancel' : 'withdraw')).status).toBe(200);
  });

  test('several days, over a weekend, count working time only', async () => {
    const id = await ask(o.staff, '2026-06-19', '14:00', '2026-06-22', '12:00'); // 端午 19–21 June 2026 is off
    const { body } = await o.staff.get(`/api/matters/${id}`);
    expect(body.derived).toContainEqual({ name: '这次', value: '4 小时' });
    expect(await wentTo(id)).toBe('head');
    await take(o.staff, id, 'withdraw');
  });
});

describe('Bad: consecutive half-day leaves to escape the chair', () => {
  test('the second half of a day is joined with the first and goes to the chair', async () => {
    const first = await ask(o.staff, '2026-07-01', '08:00', '2026-07-01', '12:00');
    expect(await wentTo(first)).toBe('head');
    const second = await ask(o.staff, '2026-07-01', '14:00', '2026-07-01', '18:00');
    expect(await wentTo(second)).toBe('chair');
    const { body } = await o.chair.get(`/api/matters/${second}`);
    expect(body.derived).toContainEqual({ name: '连同前后相接的假', value: '8 小时' });
  });

  test('over a night and over a weekend they adjoin; with an hour of work between they do not', async () => {
    const friday = await ask(o.colleague, '2026-07-03', '14:00', '2026-07-03', '18:00');
    const monday = await ask(o.colleague, '2026-07-06', '08:00', '2026-07-06', '12:00');
    expect([await wentTo(friday), await wentTo(monday)]).toEqual(['head', 'chair']);
    const apart = await ask(o.colleague, '2026-07-06', '15:00', '2026-07-06', '18:00');
    expect(await wentTo(apart)).toBe('head');
    // The hour between closes the gap: 4 + 4 + 1 + 3.
    const between = await ask(o.colleague, '2026-07-06', '14:00', '2026-07-06', '15:00');
    expect(await wentTo(between)).toBe('chair');
  });

  test('two halves asked for in one moment see each other: one of them is the chair’s', async () => {
    const both = await Promise.all([
      begin(o.staff, leaveOf('2026-07-15', '08:00', '2026-07-15', '12:00')),
      begin(o.staff, leaveOf('2026-07-15', '14:00', '2026-07-15', '18:00')),
    ]);
    const went = await Promise.all(both.map((a) => wentTo(a.body.id)));
    expect(went.sort()).toEqual(['chair', 'head']);
  });

  test('what was refused or withdrawn is not joined', async () => {
    const first = await ask(o.staff, '2026-07-22', '08:00', '2026-07-22', '12:00');
    expect((await take(o.head, first, 'refuse', { opinion: '那天开会' })).status).toBe(200);
    expect(await wentTo(await ask(o.staff, '2026-07-22', '14:00', '2026-07-22', '18:00'))).toBe('head');
  });
});

describe('Bad: self-approval', () => {
  test('the starter has no such button and is told whose it is', async () => {
    const id = await ask(o.staff, '2026-08-03', '08:00', '2026-08-03', '12:00');
    const page = await o.staff.get(`/api/matters/${id}`);
    expect(page.body.may.map((m: { key: string }) => m.key)).toEqual(['withdraw']);
    const answer = await take(o.staff, id, 'approve');
    expect([answer.status, answer.body.error.code]).toEqual([403, 'matter.not-yours']);
    await take(o.staff, id, 'withdraw');
  });

  test('not through a deputy: the head’s deputy who asks is passed over, upward', async () => {
    const away = await standIn(o.head, o.staff, '2026-06-15', '2026-06-16');
    expect([away.status, away.body.error]).toEqual([200, undefined]);
    expect(await wentTo(await ask(o.staff, '2026-08-04', '08:00', '2026-08-04', '12:00'))).toBe('vice');
    // A colleague's goes to the head, and the deputy decides it in her place; the history says for whom.
    const other = await ask(o.colleague, '2026-08-04', '08:00', '2026-08-04', '12:00');
    expect(await wentTo(other)).toBe('head');
    const inbox = await o.staff.get('/api/matters');
    expect(inbox.body.rows.find((r: { id: string }) => r.id === other)).toMatchObject({ forName: '样例人' });
    expect((await take(o.staff, other, 'approve')).status).toBe(200);
    const { body } = await o.colleague.get(`/api/matters/${other}`);
    expect(body.steps.find((s: { step: string }) => s.step === 'approve')).toMatchObject({
      forName: '样例人',
    });
  });

  test('a deputy named after the leave was asked for still does not decide her own', async () => {
    await o.at('2026-06-17T09:00');
    const id = await ask(o.staff, '2026-08-10', '08:00', '2026-08-10', '12:00');
    expect((await standIn(o.head, o.staff, '2026-06-17', '2026-06-17')).status).toBe(200);
    const page = await o.staff.get(`/api/matters/${id}`);
    expect(page.body.may.map((m: { key: string }) => m.key)).toEqual(['withdraw']);
    expect((await take(o.staff, id, 'approve')).status).toBe(403);
    expect((await take(o.head, id, 'approve')).status).toBe(200);
  });

  test('a deputy cannot be herself, nor a stranger; a deputy asks for her own leave in her own post', async () => {
    const stranger = await o.world.enter('county-cadre', '910102');
    expect(problemsOf(await standIn(o.head, o.head, '2026-06-18', '2026-06-18'))).toContain('不能请自己代理');
    expect(problemsOf(await standIn(o.head, stranger, '2026-06-18', '2026-06-18'))).toContain('代理人要是');
    const deputy = await o.world.enter('county-cadre', DEPARTMENT);
    const { id } = (await standIn(o.head, deputy, '2026-06-18', '2026-06-18')).body;
    await o.at('2026-06-18T09:00');
    const acting = await inPost(o.world, deputy, id);
    const own = await acting.post('/api/matters', leaveOf('2026-08-11', '08:00', '2026-08-11', '12:00'));
    expect([own.status, problemsOf(own)]).toEqual([422, expect.stringContaining('换回您自己的职务')]);
    expect((await o.head.post(`/api/deputies/${id}/end`, { sure: true })).status).toBe(200);
  });

  test('nobody to ask: the chair of the nation is told so, and nothing is kept', async () => {
    const lone = await o.world.enter('chair', '000000');
    const answer = await begin(lone, leaveOf('2026-08-12', '08:00', '2026-08-12', '18:00'));
    expect(answer.status).toBe(422);
    expect(problemsOf(answer)).toContain('找不到能办这一步的人');
    expect((await lone.get('/api/matters?box=past')).body.rows).toEqual([]);
  });
});

describe('Bad: sick without proof, overlap, no working time, ends before it begins', () => {
  beforeAll(() => o.at('2026-06-22T09:00'));

  test.each([
    ['sick without proof', ['2026-09-01', '08:00', '2026-09-01', '12:00', { kind: '病假' }], '医院有效证明'],
    ['ends before it begins', ['2026-09-01', '14:00', '2026-09-01', '12:00'], '要晚于开始'],
    ['a Sunday', ['2026-09-06', '08:00', '2026-09-06', '18:00'], '都不是上班时间'],
    ['a day that does not exist', ['2026-02-30', '08:00', '2026-03-01', '18:00'], '不是真实的日期'],
    ['an hour that is not offered', ['2026-09-01', '03:00', '2026-09-01', '12:00'], '没有“03:00”这一项'],
  ] as const)('%s', async (_what, span, said) => {
    const answer = await begin(o.staff, leaveOf(...(span as unknown as Parameters<typeof leaveOf>)));
    expect(answer.status).toBe(422);
    expect(problemsOf(answer)).toContain(said);
  });

  test('overlap with an own leave that stands', async () => {
    await ask(o.staff, '2026-09-02', '08:00', '2026-09-02', '12:00');
    const answer = await begin(o.staff, leaveOf('2026-09-02', '11:00', '2026-09-02', '15:00'));
    expect(problemsOf(answer)).toContain('重叠');
    // A colleague may be away at the same hour.
    await ask(o.colleague, '2026-09-02', '11:00', '2026-09-02', '12:00');
  });

  test('sick with proof goes its way', async () => {
    const id = await ask(o.staff, '2026-09-08', '08:00', '2026-09-08', '12:00', {
      kind: '病假',
      proof: '样例医院 9 月 8 日诊断证明',
    });
    expect(await wentTo(id)).toBe('head');
  });

  test('fields that the step does not ask are refused', async () => {
    const sent = leaveOf('2026-09-09', '08:00', '2026-09-09', '12:00', {
      joined: 1,
      'returned-on': '2026-09-09',
    });
    expect(problemsOf(await begin(o.staff, sent))).toContain('没有');
  });
});

describe('its whole way', () => {
  test('asked, returned with a reason, mended, approved, away, back', async () => {
    await o.at('2026-10-12T09:00');
    const id = await ask(o.staff, '2026-10-14', '08:00', '2026-10-15', '18:00');
    expect(problemsOf(await take(o.chair, id, 'return'))).toContain('退回要写明理由');
    expect((await take(o.chair, id, 'return', { opinion: '15 日有会,请改成一天' })).status).toBe(200);
    const mended = leaveOf('2026-10-14', '08:00', '2026-10-14', '18:00')['data'];
    expect((await take(o.staff, id, 'resubmit', { data: mended })).status).toBe(200);
    expect((await take(o.chair, id, 'approve', { opinion: '同意' })).status).toBe(200);
    // While she is away nothing is handed to her; her clock is the end of the last day.
    await o.at('2026-10-14T10:00');
    const { body } = await o.staff.get(`/api/matters/${id}`);
    expect(body).toMatchObject({
      state: 'approved',
      holder: '样例人',
      title: '事假 2026-10-14 08:00 至 2026-10-14 18:00',
    });
    expect(body.clocks[0]).toMatchObject({ key: 'back', dueAt: '2026-10-14T16:00:00.000Z', isLate: false });
    await o.at('2026-10-15T08:30');
    expect(await sweepClocks(o.world.house.flows)).toBeGreaterThan(0);
    expect((await o.head.get('/api/matters?box=late')).body.rows.map((r: { id: string }) => r.id)).toContain(
      id,
    );
    const early = await take(o.staff, id, 'come-back', { data: { 'returned-on': '2026-10-16' } });
    expect(problemsOf(early)).toContain('还没有到');
    expect((await take(o.staff, id, 'come-back', { data: { 'returned-on': '2026-10-15' } })).status).toBe(
      200,
    );
    const end = await o.staff.get(`/api/matters/${id}`);
    expect(end.body.steps.map((s: { step: string }) => s.step)).toEqual([
      'start',
      'pass-on',
      'return',
      'resubmit',
      'pass-on',
      'approve',
      'come-back',
    ]);
    expect(end.body.may).toEqual([]);
    expect((await o.staff.get('/api/matters?box=past')).body.rows[0]).toMatchObject({ id, why: 'own' });
  });
});
