import { describe, expect, test } from 'vitest';
import { judge, lastPlace } from './compare.ts';

const count = (
  value: number | [number, number],
  qualifier: Parameters<typeof judge>[0]['qualifier'] = null,
) => ({ value, qualifier, kind: 'count' }) as const;

test('the last written place of a number', () => {
  expect([1455, 4200, 100000, 98.6, 0.05].map(lastPlace)).toEqual([1, 100, 100000, 0.1, 0.01]);
});

describe('a stated figure beside the counted one', () => {
  test('an exact one must be equal, and the difference is counted minus stated', () => {
    expect(judge(count(18), 20)).toEqual({ verdict: 'differs', difference: 2 });
    expect(judge(count(20), 20)).toEqual({ verdict: 'same', difference: 0 });
  });
  test('a rate is equal at the precision at which it was written', () => {
    expect(judge({ value: 98.6, qualifier: null, kind: 'rate' }, 98.5566).verdict).toBe('same');
    expect(judge({ value: 98.6, qualifier: null, kind: 'rate' }, 98.4).verdict).toBe('differs');
  });
  test('余 reaches up to the next step of the last written digit, 近 lies just below, 以上 is open upward', () => {
    expect([4200, 4299, 4300, 4199].map((n) => judge(count(4200, 'over'), n).verdict)).toEqual([
      'fits',
      'fits',
      'differs',
      'differs',
    ]);
    expect([9999, 10000, 0].map((n) => judge(count(10000, 'nearly'), n).verdict)).toEqual([
      'fits',
      'fits',
      'differs',
    ]);
    expect(judge(count(80, 'atLeast'), 95).verdict).toBe('fits');
  });
  test('a range holds what lies in it; outside, the distance to its nearer end is told', () => {
    expect(judge(count([3, 5], 'range'), 4).verdict).toBe('fits');
    expect(judge(count([3, 5], 'range'), 9)).toEqual({ verdict: 'differs', difference: 4 });
  });
  test('what nobody reported is not a nought', () => {
    expect(judge(count(0), null)).toEqual({ verdict: 'not-counted', difference: null });
  });
});
