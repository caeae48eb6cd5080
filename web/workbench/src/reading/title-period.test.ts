import { expect, test } from 'vitest';
import { titlePeriod } from './title-period.ts';

test.each([
  ['2013年工作总结', '2013-01-01', '2013-12-31'],
  ['二〇一三年上半年工作总结', '2013-01-01', '2013-06-30'],
  ['某县妇联上半年工作总结', '2026-01-01', '2026-06-30'],
  ['2025年第三季度情况', '2025-07-01', '2025-09-30'],
  ['2024年2月简报', '2024-02-01', '2024-02-29'],
  ['2024年1—10月工作情况', '2024-01-01', '2024-10-31'],
  ['2012年度下半年小结', '2012-07-01', '2012-12-31'],
])('%s', (title, from, to) => {
  expect(titlePeriod(title, '2026-11-21')).toEqual({ from, to });
});
test('a title without time names none', () => {
  expect(titlePeriod('关于开展关爱留守儿童工作的汇报', '2026-11-21')).toBeNull();
  expect(titlePeriod('“三八”节活动小结', '2026-11-21')).toBeNull();
});
