import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Visitor } from '../../tests/kit/world.ts';
import { begin, newKey, type Office, openOffice } from './testing-office.ts';

/** Counts of cases for superiors (SECURITY 15, 16): numbers from the threshold on, and none that can be reckoned. */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

const register = async (v: Visitor, times: number): Promise<void> => {
  for (let i = 0; i < times; i += 1)
    await begin(v, {
      requestKey: newKey(),
      flow: 'first-asked',
      data: { danger: '没有', channel: '来访', cause: '婚姻家庭', about: '样例' },
    });
};
const open = async (v: Visitor, code: string): Promise<unknown> =>
  (await v.get(`/api/matter-counts?unit=${o.world.id(code)}`)).body.counts.find(
    (c: { flow: string }) => c.flow === 'first-asked',
  ).open;

test('a superior is told sums and large numbers; an office its own; what one is told fits what the other is told', async () => {
  const enter = (code: string) => o.world.enter('county-cadre', code);
  await register(o.staff, 3);
  await register(await enter('910102'), 7);
  await register(await enter('910201'), 9);
  const city = o.above;
  const province = await o.world.enter('chair', '910000');
  // 10 less 7 would be 3: both counties are kept back, and so the province cannot reckon with the other city either.
  expect([await open(city, '910100'), await open(city, '910101'), await open(city, '910102')]).toEqual([
    10,
    'few',
    'withheld',
  ]);
  for (const code of ['910100', '910101', '910102'])
    expect([code, await open(province, code)]).toEqual([code, await open(city, code)]);
  expect([
    await open(province, '910000'),
    await open(province, '910200'),
    await open(province, '910201'),
  ]).toEqual([19, 9, 9]);
  // Her own office's own, which she handles; of its department from outside not even which one it was.
  expect([await open(o.chair, '910101'), await open(o.head, '910101')]).toEqual([3, 3]);
  expect(await open(o.chair, '910101-B1')).toBe(3);
  expect(await open(city, '910101-B1')).toBe('few');
  // One more is not seen to come in the next minute, and is counted in the next hour.
  await register(o.staff, 2);
  expect(await open(city, '910101')).toBe('few');
  await o.at('2026-06-15T13:00');
  expect([await open(city, '910101'), await open(city, '910102')]).toEqual([5, 7]);
});
