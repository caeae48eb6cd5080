import { describe, expect, test } from 'vitest';
import {
  formatChange,
  formatDay,
  formatField,
  formatMoment,
  formatNumber,
  formatRange,
  formatShort,
  formatValue,
  lastDay,
} from './format.ts';

describe('numbers', () => {
  test('axes count in 万 and 亿 where figures are large', () => {
    expect(
      [0, 9_999, 10_000, 123_456, -25_000, 99_994_999, 99_995_000, 320_000_000].map(formatShort),
    ).toEqual(['0', '9,999', '1万', '12.35万', '-2.5万', '9,999.5万', '1亿', '3.2亿']);
  });
  test('what nobody reported is a dash and never 0', () => {
    expect(formatNumber(null)).toBe('—');
    expect(formatNumber(0)).toBe('0');
    expect(formatValue(null, '人')).toBe('—');
  });
  test('thousands are grouped, decimals cut to two, a percent sign stands close', () => {
    expect(formatValue(6814, '人')).toBe('6,814 人');
    expect(formatNumber(1234.567)).toBe('1,234.57');
    expect(formatValue(98.6, '%')).toBe('98.6%');
  });
  test('change against last year', () => {
    expect(formatChange(108, 100)).toBe('+8%');
    expect(formatChange(1003, 1000)).toBe('+0.3%');
    expect(formatChange(5, 0)).toBe('去年为 0');
    expect(formatChange(5, 5)).toBe('持平');
    expect(formatChange(null, 5)).toBeNull();
  });
});

describe('days', () => {
  test('the year is left out only beside a day of the same year', () => {
    expect(formatDay('2013-05-06')).toBe('2013年5月6日');
    expect(formatDay('2013-05-06', '2013-12-31')).toBe('5月6日');
    expect(formatDay('2013-05-06', '2014-01-01')).toBe('2013年5月6日');
  });
  test('ranges say whole years and months by name', () => {
    expect(formatRange('2013-01-01', '2013-12-31')).toBe('2013年');
    expect(formatRange('2012-02-01', '2012-02-29')).toBe('2012年2月');
    expect(formatRange('2013-01-01', '2013-10-31')).toBe('2013年1—10月');
    expect(formatRange('2013-01-05', '2013-10-31')).toBe('2013年1月5日—10月31日');
  });
  test('the last day of February', () => {
    expect([lastDay('2024-02'), lastDay('2023-02'), lastDay('2023-12')]).toEqual([
      '2024-02-29',
      '2023-02-28',
      '2023-12-31',
    ]);
  });
  test('an instant is told in Chinese time: 16:30 UTC is already tomorrow', () => {
    expect(formatMoment('2026-11-20T16:30:00Z', '2026-11-21')).toBe('今天 00:30');
    expect(formatMoment('2026-11-20T15:30:00Z', '2026-11-21')).toBe('11月20日 23:30');
  });
});

test('a field says what it holds', () => {
  const base = { key: 'x', label: '某栏' };
  expect(formatField({ ...base, type: 'yesno' }, false)).toBe('否');
  expect(formatField({ ...base, type: 'choices' }, ['甲', '乙'])).toBe('甲、乙');
  expect(formatField({ ...base, type: 'money' }, 1200)).toBe('1,200 元');
  expect(formatField({ ...base, type: 'integer', unitWord: '人' }, 0)).toBe('0 人');
});
