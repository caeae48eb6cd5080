import type { Flow, Who } from '../../contracts/flow.ts';

/** Who, when and how notes are taken in a case of violence; its steps are in violence-law.ts and violence-visits.ts. */
export type Transition = Flow['transitions'][number];
export type Guard = NonNullable<Transition['guards']>[number];

export const LEADERS: Who[] = [
  { is: 'department-head' },
  { is: 'in-charge' },
  { is: 'chair' },
  // In a village or a town the chair has the case herself: somebody above her must hear of it.
  { is: 'above-chair', levels: ['township', 'county'] },
];
/** Who is told at once: a leader, or where there is none, one of the federation above. */
export const TELLS: Who[] = [
  ...LEADERS,
  { is: 'above-chair', levels: ['city'] },
  { is: 'unit-above', levels: ['township', 'county'] },
];
export const OTHERS: Who[] = [{ is: 'office' }, { is: 'unit-above' }, { is: 'unit-below' }];
export const HER: Who[] = [{ is: 'responsible' }];
const OPEN = ['urgent', 'in-hand', 'follow-up'];

export const DANGER = "(selected(${danger}, '有危险') or selected(${danger}, '说不清'))";
/** Mandatory report (强制报告, 反家庭暴力法 14): minors, and persons without or with limited capacity. */
export const MUST_REPORT = "not(selected(${victim}, '成年人'))";
export const HIGH = "selected(${danger-grade}, '高危')";
export const LETTER = 'not(empty(${letter-day}))';
export const ORDER_HOLDS = "(selected(${order-result}, '作出保护令') and ${order-until} >= ${today})";

export const was = (key: string): Guard[] => [
  {
    test: `empty(\${${key}-time}) or is-time(\${${key}-time})`,
    say: '时刻要写成 14:20 这样。',
    field: `${key}-time`,
  },
  {
    test: `\${${key}-day} < \${today} or (\${${key}-day} = \${today} and coalesce(\${${key}-time}, '00:00') <= \${now})`,
    say: '这个时间还没有到,请核对。',
    field: `${key}-day`,
  },
];
export const notAhead = (field: string): Guard => ({
  test: `\${${field}} <= \${today}`,
  say: '这一天还没有到,请核对。',
  field,
});
export const ask = (...fields: string[]): { field: string; required?: boolean }[] =>
  fields.map((f) => (f.endsWith('?') ? { field: f.slice(0, -1) } : { field: f, required: true }));

/** Something noted down while the case goes on. */
export const note = (
  t: Omit<Transition, 'to' | 'who' | 'from' | 'opinion'> & Partial<Transition>,
): Transition => ({
  from: OPEN,
  to: 'stay',
  who: HER,
  opinion: 'offered',
  ...t,
});

export const ORDER_PENDING = "selected(${order-result}, '等法院裁定')";

/** New violence, a new danger, a warning letter: the visits without new violence are counted from here. */
export const NONE_CLEAN: NonNullable<Transition['sets']> = [{ field: 'clean-visits', to: '0' }];
