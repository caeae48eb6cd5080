import {
  CONTACT_WAYS,
  type ContactHours,
  type ContactPlan,
  type ContactWay,
  contactPlanSchema,
} from '../../contracts/safe-contact.ts';
import { type Problems, phoneOf, type Typed } from './typed.ts';

/** How she may be reached, as the form has it: one choice a line, so that an old telephone sends it whole. */
export const WAYS = Object.keys(CONTACT_WAYS) as ContactWay[];
export const wayField = (way: ContactWay): string => `way-${way}`;
export const CONTACT_FIELDS: readonly string[] = [
  'phone',
  'address',
  ...WAYS.map(wayField),
  'when',
  'days',
  'from',
  'to',
  'holidays',
  'cover',
  'coverName',
  'coverWords',
  'leaveWith',
  'codeWord',
  'note',
];
export const DAYS = { all: '每天', work: '周一到周五', rest: '周六、周日' } as const;
const DAYS_OF: Readonly<Record<string, readonly number[]>> = {
  all: [1, 2, 3, 4, 5, 6, 7],
  work: [1, 2, 3, 4, 5],
  rest: [6, 7],
};
/** 0 点 to 23 点; an hour is enough, and a list needs no keyboard. */
export const HOURS: readonly string[] = Array.from(
  { length: 24 },
  (_, n) => `${String(n).padStart(2, '0')}:00`,
);
/** Field of the plan → field of the form, where they differ. */
const FORM_FIELD: Readonly<Record<string, string>> = { number: 'phone', hours: 'when' };

/** What is missing or wrong, by field of the form; `kept`: hours that she said before and keeps. */
export function contactProblems(t: Typed, kept: readonly ContactHours[] = []): Problems {
  const problems = new Map<string, string>();
  if (!WAYS.some((w) => t[wayField(w)] === 'yes')) problems.set('ways', '请至少选一种可以联系您的办法。');
  const typed = (t['phone'] ?? '').trim();
  if (typed !== '' && !phoneOf(typed)) problems.set('phone', '电话号码不对:应当是 7 到 15 位数字。');
  if (t['cover'] === undefined) problems.set('cover', '请选一个:万一不是您接电话,怎么说。');
  if (t['when'] === 'hours') {
    if (DAYS_OF[t['days'] ?? ''] === undefined) problems.set('days', '请选哪几天可以。');
    if (!HOURS.includes(t['from'] ?? '') || !HOURS.includes(t['to'] ?? ''))
      problems.set('from', '请选从几点到几点。');
    else if (t['from'] === t['to'])
      problems.set('from', '从几点到几点不能一样。全天都行的,上面选“什么时候都行”。');
  } else if (t['when'] !== 'any' && !(t['when'] === 'keep' && kept.length > 0))
    problems.set('when', '请选一个:什么时候可以联系您。');
  if (problems.size > 0) return problems;
  const read = contactPlanSchema.safeParse(rawPlan(t, kept));
  for (const issue of read.success ? [] : read.error.issues) {
    const key = String(issue.path[0] ?? 'ways');
    problems.set(FORM_FIELD[key] ?? key, issue.message);
  }
  return problems;
}

/** The plan, when nothing is wrong; else null. */
export function contactOf(t: Typed, kept: readonly ContactHours[] = []): ContactPlan | null {
  if (contactProblems(t, kept).size > 0) return null;
  const read = contactPlanSchema.safeParse(rawPlan(t, kept));
  return read.success ? read.data : null;
}

function rawPlan(t: Typed, kept: readonly ContactHours[]): unknown {
  const text = (key: string): string => (t[key] ?? '').trim();
  const hours = { days: DAYS_OF[t['days'] ?? ''] ?? [], from: t['from'], to: t['to'] };
  return {
    ways: WAYS.filter((w) => t[wayField(w)] === 'yes'),
    number: phoneOf(text('phone')) ?? '',
    address: text('address'),
    anytime: t['when'] === 'any',
    hours: t['when'] === 'hours' ? [hours] : t['when'] === 'keep' ? kept : [],
    holidays: t['holidays'] === 'yes',
    leaveWith: text('leaveWith'),
    cover: text('cover'),
    coverName: text('coverName'),
    coverWords: text('coverWords'),
    codeWord: text('codeWord'),
    note: text('note'),
  };
}

/** What stands in the form when she comes back to change it. */
export function typedFrom(plan: ContactPlan | null): Typed {
  if (!plan) return {};
  return {
    reach: plan.ways.length === 0 ? 'code' : 'phone',
    phone: plan.number,
    address: plan.address,
    ...Object.fromEntries(plan.ways.map((w) => [wayField(w), 'yes'])),
    when: plan.anytime ? 'any' : plan.hours.length > 0 ? 'keep' : '',
    ...(plan.holidays ? { holidays: 'yes' } : {}),
    ...(plan.ways.length > 0 ? { cover: plan.cover } : {}),
    coverName: plan.coverName,
    coverWords: plan.coverWords,
    leaveWith: plan.leaveWith,
    codeWord: plan.codeWord,
    note: plan.note,
  };
}
