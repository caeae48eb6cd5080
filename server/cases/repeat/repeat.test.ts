import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Visitor } from '../../../tests/kit/world.ts';
import { begin, newKey, type Office, openOffice, take } from '../../flows/testing-office.ts';
import { signsOf } from './signs.ts';

/** 再次求助提示 (issue 5 §3): the same person or household before, elsewhere, without opening that file. */
let o: Office;
let far: Visitor;
let village: Visitor;
beforeAll(async () => {
  o = await openOffice();
  far = await o.world.enter('county-cadre', '910201');
  village = await o.world.enter('village-cadre', '910102001201');
});
afterAll(() => o.world.close());

const CANARY = '不可外泄的旧事9C';
const register = async (v: Visitor, data: Record<string, unknown>): Promise<string> =>
  (
    await begin(v, {
      requestKey: newKey(),
      flow: 'first-asked',
      data: { danger: '没有', channel: '来访', cause: '婚姻家庭', about: CANARY, ...data },
    })
  ).body.id;
const repeat = async (v: Visitor, id: string) => (await v.get(`/api/matters/${id}/repeat`)).body.repeat;

test('who is responsible is told how many, where the last was and whom to ask; others are told nothing', async () => {
  await o.at('2026-11-03T09:00');
  const first = await register(far, {
    danger: '有危险',
    'police-told': '已报警',
    contact: '白天打 138-0000 1234',
  });
  await o.at('2026-11-04T09:00');
  await register(village, { contact: '电话13800001234,晚上方便' });
  await o.at('2026-11-05T09:00');
  const id = await register(o.staff, { contact: '13800001234 不要短信' });
  const said = await repeat(o.staff, id);
  expect(said).toEqual({
    count: 2,
    signs: ['phone'],
    last: { place: '样例910102妇联', unit: '样例910102妇联', here: false },
    wasUrgent: true,
  });
  // The earlier ones are not told of what came after them, and nobody opens anything by it.
  expect(await repeat(far, first)).toBeNull();
  expect((await o.staff.get(`/api/matters/${first}`)).status).toBe(404);
  // Only the responsible person: a reader, a leader, somebody of another branch are told nothing.
  await take(o.staff, id, 'consult', { readers: [o.colleague.postId] });
  expect(await repeat(o.colleague, id)).toBeNull();
  expect(await repeat(o.chair, id)).toBeNull();
  // Responsibility moves, and with it the hint.
  await take(o.staff, id, 'introduce', { to: o.colleague.postId });
  expect(await repeat(o.colleague, id)).toBeNull();
  await take(o.colleague, id, 'accept');
  expect((await repeat(o.colleague, id)).count).toBe(2);
  expect(await repeat(o.staff, id)).toBeNull();
});

test('she who is complained of is not told that there is a complaint about her', async () => {
  await o.at('2026-11-06T09:00');
  const contact = { contact: '13900002222' };
  const id = await register(o.staff, contact);
  const number = (await o.staff.get(`/api/matters/${id}`)).body.number;
  // Elsewhere the same woman says who would not help her; the number stands in it.
  await o.at('2026-11-06T09:01');
  await register(o.colleague, { ...contact, about: `${number} 没有人理我` });
  await o.at('2026-11-06T09:02');
  expect((await repeat(o.staff, await register(o.staff, contact))).count).toBe(1);
  expect((await repeat(o.head, await register(o.head, contact))).count).toBe(3);
});

test('no request reads a trace, and none can be reckoned back without the key', async () => {
  for (const text of ['SELECT * FROM matter_trace', 'DELETE FROM matter_trace'])
    await expect(o.world.test.store.app.transaction([], (tx) => tx.sql(text))).rejects.toThrow(
      'permission denied',
    );
  const rows = await o.world.test.store.owner.transaction([], (tx) =>
    tx.sql('SELECT print, kind FROM matter_trace'),
  );
  expect(rows.length).toBeGreaterThan(3);
  expect(JSON.stringify(rows)).not.toContain('13800001234');
});

describe('by what she is recognised', () => {
  const phones = (contact: string): string[] =>
    signsOf({ contact })
      .filter((s) => s.kind === 'phone')
      .map((s) => s.text);
  test('telephones however they are written', () => {
    for (const text of ['138 0000 1234', '+86-138-0000-1234', '电话:138-0000-1234。', '138‐0000‐1234'])
      expect([text, phones(text)]).toEqual([text, ['13800001234']]);
    expect(phones('座机 0591-87654321 转 3')).toEqual(['059187654321']);
    expect(phones('打 12338 或 110;编号 20261103138')).toEqual([]);
  });
  test('identity numbers only with their check digit, and never as a telephone', () => {
    // The sample number of GB 11643-1999.
    expect(signsOf({ 'id-number': '11010519491231002x' })).toEqual([
      { kind: 'id', text: '11010519491231002X' },
    ]);
    expect(signsOf({ 'id-number': '110105194912310021' })).toEqual([]);
  });
  test('a house alone, a village only with her name; what she told is never searched', () => {
    expect(signsOf({ address: '样例镇 样例村 5 组 12号' })).toEqual([
      { kind: 'home', text: '样例镇样例村5组12号' },
    ]);
    expect(signsOf({ address: '样例镇样例村' })).toEqual([]);
    expect(signsOf({ address: '样例镇样例村', who: '样例 女士' })).toEqual([
      { kind: 'home', text: '样例镇样例村|样例女士' },
    ]);
    expect(signsOf({ about: '他的电话是13800001234', answer: '13800001234' })).toEqual([]);
  });
  test('any mobile number is found again whatever stands between its digits', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^1[3-9]\d{9}$/),
        fc.array(fc.constantFrom('', ' ', '-', ' '), { minLength: 10, maxLength: 10 }),
        (number, gaps) => {
          const written = [...number].map((d, i) => d + (gaps[i] ?? '')).join('');
          expect(phones(`请打${written}(晚上)`)).toEqual([number]);
        },
      ),
    );
  });
});
