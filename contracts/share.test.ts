import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shareWithin } from './share.ts';

test('one open case is enough: what is not all is never written as all', () => {
  expect(shareWithin(99.95, '%', 1)).toBeCloseTo(99.9, 6);
  expect(shareWithin(99.6, '%', 0)).toBe(99);
  expect(shareWithin(99.4, '%', 0)).toBe(99.4);
  expect(shareWithin(999.996, '‰', 2)).toBeCloseTo(999.99, 6);
  expect([shareWithin(100, '%', 1), shareWithin(120, '%', 0), shareWithin(99.96, '件', 1)]).toEqual([
    100, 120, 99.96,
  ]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 0, max: 4 }), (cases, digits) => {
      const written = (closed: number): string =>
        shareWithin((closed / cases) * 100, '%', digits).toFixed(digits);
      expect(Number(written(cases - 1))).toBeLessThan(100);
      expect(Number(written(cases))).toBe(100);
    }),
  );
});
