import { ask, consult, HER, LEADERS, passOn, type Step } from './flow-parts.ts';
import { CLAIM, HANDED, HANDLING } from './petition-steps.ts';

/** What happens to a petition beside its own course: passed on, withdrawn, rated, reviewed, opened again. */
const AFRESH = [
  'result',
  'decision',
  'answer',
  'answered-how',
  'told-review',
  'satisfied',
  'satisfied-by',
  'reported-on',
];
const ANEW = [
  { clock: 'finish', when: CLAIM },
  { clock: 'other', when: `not(${CLAIM})` },
];

export const aside: Step[] = [
  passOn(['registered', ...HANDLING]),
  {
    ...passOn(['registered', ...HANDLING], LEADERS),
    key: 'recuse',
    name: '回避,请领导另派人',
    opinion: 'required',
    source: '信访工作条例第二十八条',
  },
  consult(['registered', ...HANDLING]),
  {
    key: 'withdraw',
    name: '她撤回',
    from: ['registered', ...HANDLING, 'settled'],
    to: 'withdrawn',
    who: HER,
    guards: [
      {
        test: `not(${HANDED}) or not(empty(\${reported-on}))`,
        say: '交办、转送的,她撤回了也要先向交办机关报结。',
      },
    ],
    opinion: 'required',
  },
  {
    key: 'rate',
    name: '记满意度',
    from: ['closed'],
    to: 'stay',
    who: HER,
    // What she said herself is not said again by who handled it.
    when: "not(selected(${satisfied-by}, '她凭回执码评的'))",
    asks: ask('satisfied'),
    sets: [{ field: 'satisfied-by', to: "'回访时她说的'" }],
    opinion: 'offered',
  },
  {
    key: 'rated',
    name: '她评了满意度',
    from: ['registered', 'objected', ...HANDLING, 'settled', 'answered', 'closed'],
    to: 'stay',
    who: HER,
    automatic: true,
    on: 'rated',
    opinion: 'none',
  },
  {
    // What the review has decided is done: it is in hand again, with its days from now.
    key: 'redo',
    name: '复查、复核责令重新办理',
    from: ['answered', 'closed'],
    to: 'in-hand',
    who: HER,
    automatic: true,
    on: 'followed',
    when: "${review} = '撤销,责令重新办理'",
    opinion: 'none',
    clears: AFRESH,
    clocks: { starts: ANEW },
    source: '信访工作条例第三十五条、第三十六条',
  },
  {
    key: 'reviewed',
    name: '复查、复核有进展',
    from: ['registered', 'objected', ...HANDLING, 'settled', 'answered', 'closed', 'not-accepted'],
    to: 'stay',
    who: HER,
    automatic: true,
    on: 'followed',
    opinion: 'none',
  },
  {
    key: 'reopen',
    name: '重新办理',
    from: ['closed', 'not-accepted'],
    to: 'in-hand',
    who: [
      { is: 'responsible' },
      { is: 'starter' },
      { is: 'taking-part', roles: ['chair', 'vice-chair', 'department-head'] },
    ],
    hand: { to: 'taker' },
    opinion: 'required',
    clears: AFRESH,
    clocks: { starts: ANEW },
  },
];
