import { expect, test } from 'vitest';
import { bestFirst, initialsOf, matches } from './initials.ts';

test('initials of the names that are searched', () => {
  expect(initialsOf('富余劳动力')).toBe('fyldl');
  expect(initialsOf('培训班台账')).toBe('pxbtz');
  expect(initialsOf('信访件L8')).toBe('xfjl8');
  expect(initialsOf('(其中)妇女')).toBe('qzfn');
});

test('what was typed finds by words, by initials, and by some of the initials in order', () => {
  expect(matches('培训', '培训班台账')).toBe(true);
  expect(matches('PXB', '培训班台账')).toBe(true);
  expect(matches('pxtz', '培训班台账')).toBe(true);
  expect(matches('zt', '培训班台账')).toBe(false);
  expect(matches('信访', '培训班台账')).toBe(false);
  expect(matches('', '任何')).toBe(true);
});

test('the nearest name stands first', () => {
  const names = ['受过培训的干部', '培训班台账记录数', '培训班', '班培训'];
  expect(bestFirst('pxb', names, (n) => n)).toEqual(['培训班台账记录数', '培训班', '受过培训的干部']);
  expect(bestFirst('培训', names, (n) => n)[0]).toBe('培训班台账记录数');
});
