import { expect, test } from 'vitest';
import { linesOf, readDays } from './day-lines.ts';

test('days are read as one types them, and what is none is named', () => {
  const { days, wrong } = readDays('2027-01-01 元旦\n1-2 元旦\n 2月7日 春节 \n\n2-30 没有\n明天\n3-8', 2027);
  expect(days).toEqual([
    { day: '2027-01-01', name: '元旦' },
    { day: '2027-01-02', name: '元旦' },
    { day: '2027-02-07', name: '春节' },
  ]);
  expect(wrong).toEqual(['2-30 没有', '明天', '3-8']);
  expect(readDays(linesOf(days), 2027)).toEqual({ days, wrong: [] });
});
