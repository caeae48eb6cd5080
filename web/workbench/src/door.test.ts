import { expect, test } from 'vitest';
import { type Door, doorText, readDoor, readWhere, whereText } from './door.ts';

const door: Door = { measure: 'training.people', unit: 'u', from: '2013-01-01', to: '2013-12-31' };

test.each<Door>([
  door,
  { ...door, where: 'kind=双学双比;level=市级|省级' },
  { ...door, where: 'kind=好!', scope: 'own', tree: 'like-for-like' },
])('a door comes back from its address', (d) => {
  expect(readDoor(doorText(d))).toEqual(d);
});

test('a damaged address opens nothing', () => {
  expect([null, '', 'a!b', 'a!!c!d'].map(readDoor)).toEqual([null, null, null, null]);
});

test('filters as the wire has them', () => {
  expect(whereText({ kind: ['a', 'b'], level: 'x' })).toBe('kind=a|b;level=x');
  expect(readWhere('kind=a|b;level=x;broken')).toEqual({ kind: 'a|b', level: 'x' });
  expect(readWhere('kind=')).toEqual({ kind: '' });
});
