import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepClocks } from './sweep.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from './testing-office.ts';

/** Contacts, women's council and chairs' reception by what must not happen (R-17, R-26, R-27). */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
  await o.at('2026-03-02T09:00');
});
afterAll(() => o.world.close());

const start = (flow: string, data: Record<string, unknown>) =>
  begin(o.staff, { requestKey: newKey(), flow, data });
const refused = async (flow: string, data: Record<string, unknown>): Promise<string> =>
  problemsOf(await start(flow, data));
const said = async (id: string, step: string, data = {}, opinion: string | null = null): Promise<string> =>
  problemsOf(await take(o.staff, id, step, { data, opinion }));
const lateFor = async (): Promise<string[]> => {
  await sweepClocks(o.world.house.flows);
  return (await o.chair.get('/api/matters?box=late')).body.rows.map((r: { id: string }) => r.id);
};

test('R-17 Bad: no contact without danger, channel and cause, none answered without words', async () => {
  const contact = { danger: '没有', channel: '来访', cause: '其他' };
  for (const key of Object.keys(contact))
    expect([key, await refused('first-asked', { ...contact, [key]: null })]).toEqual([
      key,
      expect.stringContaining('还没有填'),
    ]);
  const { id } = (await start('first-asked', contact)).body;
  for (const answer of [null, '', ' \u200b '])
    expect(await said(id, 'answer', { answer })).toContain('「怎么答复的」还没有填');
  expect(await said(id, 'answer', { answer: '已经答复' })).toBe('');
});

test('R-26 Bad: advice without addressee; no answer after its day is seen by the leaders; an answer is shown', async () => {
  const advice = {
    ...{ 'met-on': '2026-03-01', people: 20, matter: '路灯', advice: '装两盏路灯' },
    ...{ addressee: '样例村委会', 'due-on': '2026-03-20' },
  };
  expect(await refused('deliberation', { ...advice, addressee: null })).toContain('「向谁提」还没有填');
  expect(await refused('deliberation', { ...advice, 'due-on': '2026-02-01' })).toContain('比议事还早');
  const { id } = (await start('deliberation', advice)).body;
  await o.at('2026-03-20T23:59:59');
  expect(await lateFor()).not.toContain(id);
  await o.at('2026-03-21T00:00:00');
  expect(await lateFor()).toContain(id);
  expect(await said(id, 'drop')).toContain('理由');
  expect(await said(id, 'answer', { answer: '下月装', 'answered-on': '2026-03-20' })).toBe('');
  expect(await said(id, 'show')).toContain('怎么告诉大家的');
  expect(await said(id, 'show', { shown: '公示栏' })).toBe('');
});

test('R-27 Bad: matters of a reception that were not registered; what was promised is followed', async () => {
  await o.at('2026-04-01T09:00');
  const day = { on: '2026-04-03', place: '样例社区', chair: '样例主席', notice: '公示栏' };
  const { id } = (await start('reception', day)).body;
  const held = {
    ...{ visitors: 9, matters: 4, registered: 4, numbers: '首问〔2026〕2号至5号' },
    ...{ promised: 1, 'follow-on': '2026-04-20' },
  };
  expect(await said(id, 'held', held)).toContain('还没有到');
  await o.at('2026-04-03T17:00');
  expect(await said(id, 'held', { ...held, registered: 3 })).toContain('接了 4 件,登记了 3 件');
  expect(await said(id, 'held', { ...held, numbers: null })).toContain('编号');
  expect(await said(id, 'held', { ...held, promised: 5 })).toContain('比接的还多');
  expect(await said(id, 'held', held)).toBe('');
  expect(await said(id, 'done', { kept: 0 })).toContain('答应了 1 件');
  await o.at('2026-04-21T00:00:00');
  expect(await lateFor()).toContain(id);
  expect(await said(id, 'unkept', { kept: 0 })).toContain('理由');
  expect(await said(id, 'done', { kept: 1 })).toBe('');
});
