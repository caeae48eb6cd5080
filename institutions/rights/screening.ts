import type { Flow } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { ask, choice, count, day, HER, LEADERS, line, passOn, words, yes } from './flow-parts.ts';

/**
 * Screening of disputes (矛盾纠纷排查, R-24): a round with a day until which it must be reported, zero reports included; each
 * dispute found is a matter of its own, settled by doing something, or raised, or registered as a petition.
 */
export const screening: Flow = {
  key: 'screening',
  version: 2,
  name: '矛盾纠纷排查',
  about: '一轮排查一件:到期以前报结果,没有发现也要报“零”。发现的每一起另外记“矛盾纠纷”。',
  begin: '开始一轮排查',
  prefix: '排',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'office',
  fields: [
    choice('round', '哪一轮', ['月度排查', '季度排查', '节假日排查', '专项排查']),
    line('area', '排查哪里'),
    day('due-on', '哪天以前报'),
    count('visited', '走访了多少户', '户'),
    count('found', '发现几起', '件'),
    yes('zero', '没有发现(零报告)'),
    words('note', '情况说明'),
  ],
  title: '${round} · ${area}',
  states: [
    { key: 'walking', name: '排查中' },
    { key: 'reported', name: '已报', ends: true, outcome: 'done' },
    { key: 'cancelled', name: '取消', ends: true, outcome: 'withdrawn' },
  ],
  start: {
    key: 'start',
    name: '开始',
    to: 'walking',
    who: [{ is: 'office' }],
    asks: ask('round', 'area', 'due-on'),
    guards: [{ test: '${due-on} >= ${today}', say: '报结果的日期已经过去了,请核对。', field: 'due-on' }],
    opinion: 'none',
    clocks: { starts: ['report'] },
  },
  transitions: [
    {
      key: 'report',
      name: '报结果',
      from: ['walking'],
      to: 'reported',
      who: HER,
      asks: ask('visited', 'found', 'zero?', 'note?'),
      guards: [
        {
          test: '${found} > 0 or coalesce(${zero}, 1 = 2)',
          say: '发现 0 起的,请选“没有发现(零报告)”,说明这一轮确实排查了。',
          field: 'zero',
        },
        {
          test: '${found} = 0 or not(coalesce(${zero}, 1 = 2))',
          say: '填了发现 ${found} 起,又选了零报告。请改正其中一处。',
          field: 'zero',
        },
        {
          test: '${visited} > 0',
          say: '一户也没有走访,不能算排查过。',
          field: 'visited',
        },
      ],
      opinion: 'none',
      clocks: { stops: ['report'] },
    },
    // A round is not skipped in silence.
    {
      key: 'cancel',
      name: '这一轮不排查了',
      from: ['walking'],
      to: 'cancelled',
      who: HER,
      opinion: 'required',
    },
    passOn(['walking']),
  ],
  clocks: [
    {
      key: 'report',
      name: '报排查结果',
      unit: 'until',
      length: 'due-on',
      late: { shows: [...LEADERS, { is: 'above-chair' }] },
    },
  ],
  projection: {
    ledger: 'screenings',
    begins: ['start'],
    clocks: ['report'],
    sets: {
      round: '${round}',
      // A round that did not take place is a line like the others, and no zero report.
      result: "if(${state} = 'reported', '已报', if(${state} = 'cancelled', '没有排查', ''))",
      closed: '${closed-day}',
      visited: '${visited}',
      found: '${found}',
      zero: '${zero}',
      'on-time': "if(${state} = 'cancelled', '', ${on-time})",
    },
  },
  sources: ['R-24 · 002「认真做好矛盾纠纷排调工作」'],
};
