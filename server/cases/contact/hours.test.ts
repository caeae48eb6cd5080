import { describe, expect, test } from 'vitest';
import { type ContactPlan, contactPlanSchema } from '../../../contracts/safe-contact.ts';
import { hasHoursOn, standingAt, whyNot } from './hours.ts';
import { refusalOf } from './rules.ts';
import { forAgency, hoursInWords, wordingOf } from './wording.ts';

/** When and how she may be reached (安全联系): pure. 2026-11-02 is a Monday, 2026-10-01 to 07 are holidays. */
const plan = (more: Partial<ContactPlan> = {}): ContactPlan => ({
  ways: ['call'],
  number: '13800000000',
  address: '',
  anytime: false,
  hours: [{ days: [1, 2, 3, 4, 5], from: '20:00', to: '21:30' }],
  holidays: false,
  leaveWith: '',
  cover: 'disguised',
  coverName: '',
  coverWords: '',
  codeWord: '',
  note: '',
  ...more,
});
const at = (text: string): Date => new Date(`${text}:00+08:00`);
const holiday = (day: string): boolean => day >= '2026-10-01' && day <= '2026-10-07';
const stands = (p: ContactPlan | null, when: string) => {
  const s = standingAt(p, at(when), holiday);
  return s.now ? ['now', s.until?.toISOString() ?? null] : [s.why, s.next?.toISOString() ?? null];
};

describe('hours', () => {
  test('at the minute: not before, from the first, not at the end; then the next workday', () => {
    expect(stands(plan(), '2026-11-02T19:59')).toEqual(['hours', at('2026-11-02T20:00').toISOString()]);
    expect(stands(plan(), '2026-11-02T20:00')).toEqual(['now', at('2026-11-02T21:30').toISOString()]);
    expect(stands(plan(), '2026-11-02T21:30')).toEqual(['hours', at('2026-11-03T20:00').toISOString()]);
    expect(stands(plan(), '2026-11-06T22:00')).toEqual(['hours', at('2026-11-09T20:00').toISOString()]);
  });

  test('past midnight they belong to the weekday on which they begin', () => {
    const night = plan({ hours: [{ days: [5], from: '22:00', to: '06:00' }] });
    expect(stands(night, '2026-11-06T05:00')[0]).toBe('hours');
    expect(stands(night, '2026-11-06T23:00')).toEqual(['now', at('2026-11-07T06:00').toISOString()]);
    expect(stands(night, '2026-11-07T05:59')[0]).toBe('now');
    expect(stands(night, '2026-11-07T06:00')).toEqual(['hours', at('2026-11-13T22:00').toISOString()]);
    expect(hoursInWords(night)).toBe('周五 22:00–次日 06:00;法定节假日不联系');
  });

  test('hours that touch at midnight are one stretch', () => {
    const two = plan({
      hours: [
        { days: [1], from: '23:00', to: '00:00' },
        { days: [2], from: '00:00', to: '02:00' },
      ],
    });
    expect(stands(two, '2026-11-02T23:30')).toEqual(['now', at('2026-11-03T02:00').toISOString()]);
  });

  test('on a holiday only if she said so; also the part of a night that falls into one', () => {
    expect(stands(plan(), '2026-10-01T20:30')).toEqual(['hours', at('2026-10-08T20:00').toISOString()]);
    expect(stands(plan({ holidays: true }), '2026-10-01T20:30')[0]).toBe('now');
    const night = plan({ hours: [{ days: [3], from: '22:00', to: '02:00' }] });
    expect(stands(night, '2026-09-30T23:00')).toEqual(['now', at('2026-10-01T00:00').toISOString()]);
    expect(hasHoursOn(plan(), '2026-10-02', holiday)).toBe(false);
    expect(hasHoursOn(plan(), '2026-10-08', holiday)).toBe(true);
  });

  test('at any time; never; not asked; a letter has no hour', () => {
    expect(stands(plan({ anytime: true, hours: [] }), '2026-11-03T03:00')).toEqual(['now', null]);
    expect(stands(plan({ anytime: true, hours: [] }), '2026-10-03T03:00')[0]).toBe('hours');
    expect(stands(plan({ ways: [] }), '2026-11-02T20:30')).toEqual(['none', null]);
    expect(stands(null, '2026-11-02T20:30')).toEqual(['unknown', null]);
    expect(stands(plan({ ways: ['letter'] }), '2026-11-02T03:00')).toEqual(['now', null]);
  });
});

test('why not: unknown, another way, another hour; each sentence says what to do', () => {
  expect(whyNot(plan(), 'sms', at('2026-11-02T20:30'), holiday)).toBe('way');
  expect(whyNot(plan(), 'call', at('2026-11-02T08:00'), holiday)).toBe('hours');
  expect(whyNot(plan(), 'call', at('2026-11-02T20:30'), holiday)).toBeNull();
  expect(refusalOf(null, 'call', at('2026-11-02T20:30'), holiday)).toContain('还没有问过她');
  expect(refusalOf(plan({ ways: [] }), 'visit', at('2026-11-02T20:30'), holiday)).toContain('不要联系她');
  expect(refusalOf(plan(), 'call', at('2026-11-02T08:00'), holiday)).toContain(
    '最近能联系的时间是 11月2日 20:00',
  );
});

test('words: disguised they name nothing; only where she said so the federation is named; unasked, nothing is written', () => {
  const hidden = wordingOf(plan({ coverName: '小区物业', coverWords: '水表要换' }), 'answer', '样例区妇联');
  expect(hidden.written).toBe('【小区物业】水表要换。');
  expect(JSON.stringify(hidden)).not.toMatch(/妇联|答复/);
  expect(JSON.stringify(wordingOf(plan({ cover: 'silent' }), 'remind', '样例区妇联'))).not.toMatch(
    /妇联|保护令/,
  );
  expect(wordingOf(plan({ cover: 'open' }), 'answer', '样例区妇联').written).toContain('样例区妇联');
  expect(wordingOf(null, 'answer', '样例区妇联').written).toBe('');
  const told = forAgency(
    plan({ codeWord: '菜真贵', leaveWith: '表姐', note: '婆婆在家' }),
    '样例区妇联',
  ).join('');
  expect(told).toContain('只能这样联系她:打电话');
  expect(told).not.toMatch(/菜真贵|表姐|婆婆/);
  expect(forAgency(null, '样例区妇联').join('')).toContain('不要自己联系她');
});

test('a form that cannot be obeyed is refused in words: no hours, no number, the same hour twice', () => {
  const said = (more: Partial<ContactPlan>): string =>
    (contactPlanSchema.safeParse(plan(more)).error?.issues ?? []).map((i) => i.message).join(' ');
  expect(said({})).toBe('');
  expect(said({ hours: [] })).toContain('请写什么时候可以');
  expect(said({ number: '' })).toContain('要写号码');
  expect(said({ ways: ['letter'] })).toContain('寄信要写地址');
  expect(said({ hours: [{ days: [1], from: '08:00', to: '08:00' }] })).toContain('同一个时间');
  expect(said({ hours: [{ days: [1], from: '25:00', to: '08:00' }] })).toContain('09:30');
});
