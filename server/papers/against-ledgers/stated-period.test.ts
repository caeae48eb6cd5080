import { expect, test } from 'vitest';
import { statedPeriod } from './stated-period.ts';

const YEAR = { from: '2013-01-01', to: '2013-12-31' };
test.each([
  [null, YEAR],
  ['20xx年', YEAR],
  ['今年', YEAR],
  ['2012年', { from: '2012-01-01', to: '2012-12-31' }],
  ['去年', { from: '2012-01-01', to: '2012-12-31' }],
  ['上半年', { from: '2013-01-01', to: '2013-06-30' }],
  ['2012年下半年', { from: '2012-07-01', to: '2012-12-31' }],
  ['第二季度', { from: '2013-04-01', to: '2013-06-30' }],
  ['2月', { from: '2013-02-01', to: '2013-02-28' }],
  ['2012年2月份', { from: '2012-02-01', to: '2012-02-29' }],
  // A stretch of months is not one month: the report's own period stays.
  ['3月至5月', YEAR],
])('%s', (words, days) => {
  expect(statedPeriod(words, YEAR)).toEqual(days);
});
