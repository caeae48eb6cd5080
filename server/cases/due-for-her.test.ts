import { afterAll, beforeAll, expect, test } from 'vitest';
import { INSTITUTIONS } from '../../institutions/index.ts';
import { begin, newKey, type Office, openOffice, problemsOf, take } from '../flows/testing-office.ts';
import { FOR_HER } from './due-for-her.ts';
import { followLetter, takeIn } from './index.ts';

/** What her page says she can expect by when, of whatever came of her letter. */
let o: Office;
beforeAll(async () => {
  o = await openOffice();
});
afterAll(() => o.world.close());

const kit = () => ({ vault: o.world.house.vault, flows: o.world.house.flows });

test('each clock that she is told of stands in a definition', () => {
  const flows = INSTITUTIONS.flatMap((i) => i.flows ?? []);
  for (const [key, clocks] of Object.entries(FOR_HER)) {
    const flow = flows.findLast((f) => f.key === key);
    expect(flow?.clocks.map((c) => c.key)).toEqual(expect.arrayContaining(Object.keys(clocks)));
  }
});

test('the contact’s day, then the petition’s: accepted or not, then done; late is said to be late', async () => {
  await o.at('2026-06-15T09:00');
  const code = await takeIn(kit(), {
    key: newKey(),
    whom: 'me',
    danger: 'no',
    cause: 'work',
    placeId: o.world.id('910101001201'),
    text: { words: '样例:被辞退了', name: '', reach: 'code', phone: '' },
    contact: null,
  });
  const dues = async () => (await followLetter(kit(), code)).dues;
  expect(await dues()).toEqual([{ day: '2026-06-18', what: '答复您', isLate: false }]);
  const hands = [o.head, o.chair, o.staff, o.colleague, o.vice, o.otherVice];
  const boxes = await Promise.all(hands.map(async (v) => (await v.get('/api/matters')).body.rows));
  const at = boxes.findIndex((rows) => rows.length > 0);
  const [who, row] = [hands[at], boxes[at]?.[0]];
  if (!who) throw new Error('nobody has her letter');
  const data = {
    danger: '没有',
    kind: '申诉求决',
    channel: '网络',
    'handed-down': '不是',
    'brought-by': '本人',
    cause: '劳动权益',
    about: '样例的事',
  };
  const petition = await begin(who, { requestKey: newKey(), flow: 'petition-case', from: row.id, data });
  expect([petition.status, problemsOf(petition)]).toEqual([200, '']);
  expect(await dues()).toContainEqual({ day: '2026-06-30', what: '告诉您受理不受理', isLate: false });
  const admit = { data: { kind: '申诉求决', 'told-how': '短信或网上告知' } };
  expect(problemsOf(await take(who, petition.body.id, 'admit', admit))).toBe('');
  expect(await dues()).toContainEqual({ day: '2026-08-14', what: '办完并答复您', isLate: false });
  await o.at('2026-09-01T09:00');
  expect(await dues()).toContainEqual({ day: '2026-08-14', what: '办完并答复您', isLate: true });
});
