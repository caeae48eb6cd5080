import { ask, HER, OTHERS, type Step } from './flow-parts.ts';
import { mediationGuards } from './safety-note.ts';
import {
  HIGH,
  LETTER,
  MUST_REPORT,
  NONE_CLEAN,
  notAhead,
  note,
  ORDER_HOLDS,
  ORDER_PENDING,
  TELLS,
} from './violence-parts.ts';

/** Safe or not, visits by plan (回访), the end of a case, and who else is asked. */

export const follow: Step[] = [
  {
    key: 'safe',
    name: '她已经安全',
    from: ['urgent'],
    to: 'in-hand',
    who: HER,
    // In words: where she is safe and who stays with her. A danger is not closed by a click.
    opinion: 'required',
    guards: [
      {
        test: `not(${HIGH}) or not(empty(\${police-day}))`,
        say: '评估是高危的,要先报警并记下时间、派出所,再写她已经安全。',
        field: 'police-day',
      },
      {
        test: "not(selected(${danger}, '有危险')) or not(empty(${police-day})) or selected(${police-told}, '她不愿报警')",
        say: '登记时她有危险,请先记下报警的时间和派出所;她不愿报警的,在登记里要写明。',
        field: 'police-day',
      },
    ],
    clocks: { stops: ['alarm'] },
  },
  {
    key: 'danger-again',
    name: '又有危险',
    from: ['in-hand', 'follow-up'],
    to: 'urgent',
    who: HER,
    opinion: 'required',
    tells: TELLS,
    sets: NONE_CLEAN,
    clocks: { starts: ['alarm'] },
  },
  {
    key: 'plan',
    name: '定回访计划',
    from: ['in-hand', 'follow-up'],
    to: 'follow-up',
    who: HER,
    asks: ask('plan', 'next-visit'),
    guards: [
      {
        test: 'not(empty(${danger-grade}))',
        say: '还没有做危险评估。先评估,再按危险程度定多久回访一次。',
        field: 'plan',
      },
      { test: '${next-visit} >= ${today}', say: '下次回访要定在今天或以后。', field: 'next-visit' },
      {
        test: '${next-visit} <= days-after(${today}, ${visit-days})',
        say: '第一次回访离现在不能超过 ${visit-days} 天(设置里可以改)。',
        field: 'next-visit',
      },
    ],
    sets: [{ field: 'visits', to: '0' }],
    opinion: 'offered',
    clocks: { stops: ['plan'], starts: ['visit'] },
  },
  {
    key: 'visit',
    name: '记一次回访',
    from: ['follow-up'],
    to: 'stay',
    who: HER,
    afresh: true,
    asks: ask('visit-day', 'visit-kind', 'visit-found', 'next-visit?'),
    guards: [
      notAhead('visit-day'),
      {
        test: 'empty(${next-visit}) or ${next-visit} > ${visit-day}',
        say: '下次回访要在这次以后;不再回访的,留空。',
        field: 'next-visit',
      },
      {
        test: "${visit-found} = '没有新的暴力' or not(empty(${next-visit}))",
        say: '又发生暴力或者联系不上的,要定下次回访。',
        field: 'next-visit',
      },
      {
        test: `not(${LETTER}) or coalesce(\${clean-visits}, 0) >= \${visits-to-stop} or (not(empty(\${next-visit})) and \${next-visit} <= months-after(\${visit-day}, \${later-visit-months}))`,
        say: '有告诫书的,${later-visit-months} 个月内要再查访一次,连续 ${visits-to-stop} 次没有新的暴力才可以停(公通字〔2024〕34号第十二条)。',
        field: 'next-visit',
      },
    ],
    sets: [
      { field: 'visits', to: 'coalesce(${visits}, 0) + 1' },
      {
        field: 'clean-visits',
        to: "if(${visit-found} = '没有新的暴力', coalesce(${clean-visits}, 0) + 1, if(${visit-found} = '又发生暴力', 0, coalesce(${clean-visits}, 0)))",
      },
    ],
    // In words: how she is. A visit is not ticked off.
    opinion: 'required',
    clocks: {
      stops: ['visit', 'letter-visit'],
      starts: [{ clock: 'visit', when: 'not(empty(${next-visit}))' }],
    },
  },
  {
    key: 'close',
    name: '结案',
    from: ['follow-up'],
    to: 'closed',
    who: HER,
    asks: ask('result'),
    guards: [
      {
        test: 'coalesce(${visits}, 0) >= 1',
        say: '还没有回访过,不能结案。先按计划回访,记下她的情况。',
      },
      {
        test: "${visit-found} = '没有新的暴力'",
        say: '最近一次回访时又发生了暴力或者联系不上,不能结案。',
      },
      {
        test: `not(${MUST_REPORT}) or not(empty(\${report-day}))`,
        say: '受害人是未成年人或者没有、限制民事行为能力的人,没有向公安机关报案不能结案(反家庭暴力法第十四条、规程 2018)。请先“记下强制报告”。',
      },
      { test: `not(${ORDER_PENDING})`, say: '保护令法院还没有裁定,不能结案。' },
      { test: `not(${ORDER_HOLDS})`, say: '保护令还在有效期内(到 ${order-until}),要继续回访,不能结案。' },
      {
        test: `not(${LETTER}) or coalesce(\${clean-visits}, 0) >= \${visits-to-stop}`,
        say: '有告诫书的,要连续 ${visits-to-stop} 次查访没有新的暴力才能结案,现在是 ${clean-visits} 次。',
      },
    ],
    opinion: 'none',
  },
  {
    key: 'reopen',
    name: '重新办理',
    from: ['closed'],
    to: 'in-hand',
    who: HER,
    opinion: 'required',
    sets: [{ field: 'visits', to: '0' }, ...NONE_CLEAN],
    clocks: { starts: ['plan'] },
  },
];

export const others: Step[] = [
  note({
    key: 'mediate',
    name: '她要求调解',
    from: ['in-hand', 'follow-up'],
    asks: ask('safety-note'),
    guards: mediationGuards(HIGH, "${state} != 'none'").map((g) => ({ ...g, field: 'safety-note' })),
    source: 'R-23;规程(2018):高度危险的不调解',
  }),
  note({
    key: 'tell-above',
    name: '报上级妇联',
    circulates: [{ is: 'unit-above' }],
    source: '规程(2018):高度危险的立即报告上级妇联',
  }),
  note({
    key: 'introduce',
    name: '交给别人办',
    hand: { to: 'chosen', among: OTHERS, accept: true },
    opinion: 'required',
  }),
  note({ key: 'consult', name: '请别人一起看', circulates: [{ is: 'office' }] }),
];
