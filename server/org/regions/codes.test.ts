import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalCode, NATION_CODE, unitCode } from './index.ts';

test.each([
  ['350100', '3501'],
  ['350100000000', '3501'],
  ['35', '35'],
  ['350000', '35'],
  [' 350112 ', '350112'],
  ['350112000000', '350112'],
  ['441900', '4419'],
  ['441900000000', '4419'],
  ['441900003', '441900003'],
  ['441900003000', '441900003'],
  ['620201', '6202'],
  ['620200', '6202'],
  ['350527000', '350527'],
  ['350527000000', '350527'],
  ['000000', NATION_CODE],
])('%s leads to %s', (input, code) => {
  expect(canonicalCode(input)).toBe(code);
});

test.each(['', '3', '350', '35010a', '350012', '350100001', '350112000001', '003500', '3501000', '１２'])(
  '"%s" is no code',
  (input) => {
    expect(canonicalCode(input)).toBeNull();
  },
);

test.each([
  [NATION_CODE, '000000'],
  ['35', '350000'],
  ['3501', '350100'],
  ['350112', '350112'],
  ['350112001', '350112001'],
  ['350112001001', '350112001001'],
  ['4419', '441900'],
  ['441900', '441900'],
  ['620201', '620200'],
])('people see %s as %s', (code, shown) => {
  expect(unitCode({ code })).toBe(shown);
});

test('what people see leads back to the node, and canonical is a fixed point', () => {
  const digits = fc.stringMatching(/^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$/);
  fc.assert(
    fc.property(digits, (input) => {
      const code = canonicalCode(input);
      if (code === null) return;
      expect(canonicalCode(code)).toBe(code);
      expect(canonicalCode(unitCode({ code }))).toBe(code);
    }),
  );
});
