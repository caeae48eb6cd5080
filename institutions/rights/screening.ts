import type { Flow } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { ask, CAUSES, choice, count, day, HER, LEADERS, line, passOn, words, yes } from './flow-parts.ts';

/**
 * Screening of disputes (矛盾纠纷排查, R-24): a round with a day until which it must be reported, zero reports included; each
 * dispute found is a matter of its own, settled by doing something, or raised, or registered as a petition.
 */
export const screening: Flow = {
  key: 'screening',
  version: 1,
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
  sources: ['R-24 · 002「认真做好矛盾纠纷排调工作」'],
};

export const dispute: Flow = {
  key: 'dispute',
  version: 1,
  name: '矛盾纠纷',
  about: '排查时发现的一起纠纷。能当场化解的,写清怎么化解的;化解不了的,转上去或登记成信访件。',
  begin: '记一起矛盾纠纷',
  prefix: '纠',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: [
    choice('cause', '什么事', CAUSES),
    choice('risk', '轻重', ['一般', '复杂', '可能激化'], '可能激化的排在最前面,领导马上看到。'),
    line('parties', '双方是谁'),
    line('place', '在哪里'),
    words('about', '怎么回事'),
    words('action', '做了什么、怎么化解的'),
  ],
  follows: [{ flow: 'screening', name: '记一起发现的纠纷', carries: { place: 'area' } }],
  title: '纠纷 · ${cause} · ${risk}',
  urgent: "selected(${risk}, '可能激化')",
  states: [
    { key: 'found', name: '处理中' },
    { key: 'settled', name: '已化解', ends: true, outcome: 'done' },
    { key: 'left', name: '转出或未化解', ends: true, outcome: 'refused' },
  ],
  start: {
    key: 'start',
    name: '记下',
    to: 'found',
    who: [{ is: 'office' }],
    asks: ask('cause', 'risk', 'parties', 'place?', 'about'),
    opinion: 'none',
    tells: LEADERS.map((who) => ({ ...who, when: "selected(${risk}, '可能激化')" })),
  },
  transitions: [
    {
      key: 'settle',
      name: '化解了',
      from: ['found'],
      to: 'settled',
      who: HER,
      asks: ask('action'),
      guards: [
        {
          test: 'string-length(${action}) >= 6',
          say: '写清做了什么、怎么化解的(至少 6 个字);没有做什么不能算化解。',
          field: 'action',
        },
      ],
      opinion: 'none',
    },
    { key: 'leave', name: '转出或化解不了', from: ['found'], to: 'left', who: HER, opinion: 'required' },
    passOn(['found']),
  ],
  clocks: [],
  sources: ['R-24 · 003§4「健全妇女舆情监测机制、维权预警机制、矛盾排查调处机制」'],
};
