import { describe, expect, test } from 'vitest';
import type { Ledger } from '../../../contracts/ledger.ts';
import { checkWhileTyping, emptyRequired } from './checks.ts';

const classes: Ledger = {
  key: 'classes',
  number: 'L0',
  name: '培训班台账',
  version: 1,
  about: '',
  dayLabel: '举办日期',
  title: '${topic}',
  group: '培训活动',
  levels: ['village'],
  kinds: ['federation'],
  expects: null,
  privacy: 'open',
  fields: [
    { key: 'topic', label: '讲什么', type: 'text', required: true, maxLength: 6 },
    { key: 'people', label: '多少人', type: 'integer', unitWord: '人', required: true },
    { key: 'women', label: '其中妇女', type: 'integer', unitWord: '人' },
    { key: 'ended', label: '结束', type: 'date' },
  ],
  dimensions: [],
  measures: [],
  checks: [
    {
      key: 'within',
      level: 'hard',
      test: '${women} <= ${people}',
      say: '妇女 ${women} 人多于 ${people} 人。',
      field: 'women',
    },
    { key: 'big', level: 'soft', test: '${people} <= 1000', say: '超过 1000 人。', field: 'people' },
    { key: 'newer', level: 'hard', test: 'unheard-of(${people})', say: '', field: 'people' },
  ],
  sources: [],
};
const check = (data: Record<string, unknown>, day = '2026-11-20'): string[] =>
  checkWhileTyping(classes, { day, until: null, data }, '2026-11-21').map(
    (p) => `${p.field}:${p.level ?? '-'}:${p.message}`,
  );

describe('while typing', () => {
  test('a half-filled line is never accused', () => {
    expect(check({})).toEqual([]);
    expect(check({ women: 5 })).toEqual([]);
  });
  test('the sentence stands at its field with the values filled in', () => {
    expect(check({ people: 40, women: 41 })).toEqual(['data.women:hard:妇女 41 人多于 40 人。']);
    expect(check({ people: 1001 })).toEqual(['data.people:soft:超过 1000 人。']);
  });
  test('shapes: words for numbers, half people, long text, days that are none or have not come', () => {
    expect(check({ people: '四十' })[0]).toContain('要填数字');
    expect(check({ people: 1.5 })[0]).toContain('整数');
    expect(check({ people: -1 })[0]).toContain('不能小于 0');
    expect(check({ topic: '一二三四五六七' })[0]).toContain('最多 6 字');
    expect(check({ ended: '2026-02-30' })[0]).toContain('不是真实的日期');
    expect(check({}, '2026-11-22')[0]).toContain('还没有到');
    expect(check({}, '2026-13-01')[0]).toContain('不是真实的日期');
  });
});

test('what is still empty is said on saving only', () => {
  expect(emptyRequired(classes, { people: 0 }).map((p) => p.field)).toEqual(['data.topic']);
});
