import type { Who } from '../../contracts/flow.ts';
import { type Guard, HER, type Step } from './flow-parts.ts';

/** Who, when and how notes are taken in a case of violence; its steps are in violence-law.ts and violence-visits.ts. */

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
const OPEN = ['urgent', 'in-hand', 'follow-up'];

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

/** Something noted down while the case goes on. */
export const note = (t: Omit<Step, 'to' | 'who' | 'from' | 'opinion'> & Partial<Step>): Step => ({
  from: OPEN,
  to: 'stay',
  who: HER,
  opinion: 'offered',
  ...t,
});

export const ORDER_PENDING = "selected(${order-result}, '等法院裁定')";

/** New violence, a new danger, a warning letter: the visits without new violence are counted from here. */
export const NONE_CLEAN: NonNullable<Step['sets']> = [{ field: 'clean-visits', to: '0' }];
