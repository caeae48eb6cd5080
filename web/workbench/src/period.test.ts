import { describe, expect, test } from 'vitest';
import {
  addDays,
  askedName,
  askRange,
  isDay,
  parsePeriod,
  periodKey,
  periodName,
  periodRange,
  stepPeriod,
  yearBefore,
} from './period.ts';

const TODAY = '2026-11-21';

describe('the address', () => {
  test.each(['2013', '2013H1', '2013-05', '2013-01-05~2013-03-31'])('%s comes back as it was', (text) => {
    expect(periodKey(parsePeriod(text, TODAY))).toBe(text);
  });
  test.each([null, '', 'abc', '2013-13', '2013-02-30~2013-03-01', '2013-05-01~2013-04-01'])(
    '%s is this year',
    (text) => {
      expect(periodKey(parsePeriod(text, TODAY))).toBe('2026');
    },
  );
});

describe('ranges', () => {
  test('a running period is asked up to today, a past one whole, a coming one whole', () => {
    expect(askRange(parsePeriod('2026', TODAY), TODAY)).toEqual({ from: '2026-01-01', to: TODAY });
    expect(askRange(parsePeriod('2013H2', TODAY), TODAY)).toEqual({ from: '2013-07-01', to: '2013-12-31' });
    expect(askRange(parsePeriod('2027', TODAY), TODAY)).toEqual({ from: '2027-01-01', to: '2027-12-31' });
  });
  test('the name says up to which day', () => {
    expect(askedName(parsePeriod('2026', TODAY), TODAY)).toBe('2026年(到11月21日)');
    expect(periodName(parsePeriod('2013H1', TODAY))).toBe('2013年上半年');
  });
  test('a year before keeps month ends', () => {
    expect(yearBefore({ from: '2024-02-01', to: '2024-02-29' })).toEqual({
      from: '2023-02-01',
      to: '2023-02-28',
    });
    expect(yearBefore({ from: '2025-02-01', to: '2025-02-28' })).toEqual({
      from: '2024-02-01',
      to: '2024-02-29',
    });
    expect(yearBefore({ from: '2024-02-29', to: '2024-03-15' })).toEqual({
      from: '2023-02-28',
      to: '2023-03-15',
    });
  });
});

test('stepping', () => {
  const step = (text: string, by: 1 | -1): string => periodKey(stepPeriod(parsePeriod(text, TODAY), by));
  expect(step('2013H1', -1)).toBe('2012H2');
  expect(step('2013H2', 1)).toBe('2014H1');
  expect(step('2013H1', 1)).toBe('2013H2');
  expect(step('2013-01', -1)).toBe('2012-12');
  expect(step('2013-12', 1)).toBe('2014-01');
  expect(step('2013-01-01~2013-01-10', 1)).toBe('2013-01-11~2013-01-20');
  expect(periodRange(stepPeriod({ kind: 'month', year: 2024, month: 1 }, 1)).to).toBe('2024-02-29');
});

test('real days', () => {
  expect(isDay('2024-02-29')).toBe(true);
  expect(isDay('2023-02-29')).toBe(false);
  expect(isDay('2023-2-9')).toBe(false);
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
});
