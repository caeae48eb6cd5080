import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shifted } from './decimal.ts';
import { numeralAt } from './numeral.ts';

const DIGITS = '零一二三四五六七八九';
/** Writes a whole number as a Chinese clerk does: 103 一百零三, 20,500 二万零五百. */
function written(n: number): string {
  const section = (value: number) => {
    let words = '';
    let gap = false;
    for (const [worth, name] of [
      [1000, '千'],
      [100, '百'],
      [10, '十'],
      [1, ''],
    ] as const) {
      const digit = Math.floor(value / worth) % 10;
      if (digit === 0) gap = gap || words !== '';
      else {
        words += `${gap ? '零' : ''}${DIGITS.charAt(digit)}${name}`;
        gap = false;
      }
    }
    return words;
  };
  let words = '';
  for (const [worth, name] of [
    [1e8, '亿'],
    [1e4, '万'],
    [1, ''],
  ] as const) {
    const part = Math.floor(n / worth) % 1e4;
    if (part > 0) words += `${words !== '' && part < 1000 ? '零' : ''}${section(part)}${name}`;
  }
  return words;
}

test('every whole number comes back from its Chinese writing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999_999_999 }), (n) => {
      const words = written(n);
      expect(numeralAt(`${words}人`, 0)).toMatchObject({ low: n, high: n, to: words.length });
    }),
    { numRuns: 2000 },
  );
});

test('every amount comes back from its Arabic writing, with 万 and 亿 exactly', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 99_999_999 }),
      fc.constantFrom(['', 0], ['万', 4], ['亿', 8]),
      (hundredths, [scale, power]) => {
        const text = `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`;
        expect(numeralAt(`${text}${scale}元`, 0)?.low).toBe(
          power === 0 ? Number(text) : hundredths * 10 ** (Number(power) - 2),
        );
      },
    ),
  );
});

test('separators', () => {
  expect(numeralAt('12,345,678元', 0)).toMatchObject({ low: 12_345_678, to: 10 });
  expect(numeralAt('14,35岁', 0)).toMatchObject({ low: 14, to: 2 });
  expect(numeralAt('3,1234', 0)).toMatchObject({ low: 3, to: 1 });
});

test.each([
  ['一万五', 15_000, 15_000],
  ['一亿三千五百万', 135_000_000, 135_000_000],
  ['3千5百万', 35_000_000, 35_000_000],
  ['1亿2千万', 120_000_000, 120_000_000],
  ['3万6000', 36_000, 36_000],
  ['七八十', 70, 80],
  ['一千五六', 1500, 1600],
  ['十几', 11, 19],
  ['几十万', 200_000, 999_999],
  ['数百', 200, 999],
  ['廿五', 25, 25],
  ['二〇〇八', 2008, 2008],
  ['三点五', 3.5, 3.5],
])('%s', (text, low, high) => {
  expect(numeralAt(text, 0)).toMatchObject({ low, high, to: text.length });
});

test.each(['百分之五', '几个', '千克', '点', '人'])('%s begins with no number', (text) => {
  expect(numeralAt(text, 0)).toBeNull();
});

test('the point moves without rounding', () => {
  expect(shifted('72.63', 4)).toBe(726_300);
  expect(shifted('1.7', 8)).toBe(170_000_000);
  expect(shifted('0.05', 8)).toBe(5_000_000);
});
