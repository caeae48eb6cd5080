import type { Flow } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { ask, CAUSES, choice, HER, LEADERS, line, passOn, words } from './flow-parts.ts';

/** A dispute that screening has found (矛盾纠纷, R-24): settled by doing something, or raised, or registered as a petition. */
export const dispute: Flow = {
  key: 'dispute',
  version: 2,
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
  projection: {
    ledger: 'disputes',
    begins: ['start'],
    sets: {
      cause: '${cause}',
      risk: '${risk}',
      result: "if(${state} = 'settled', '已化解', if(${state} = 'left', '转出或未化解', ''))",
      closed: '${closed-day}',
    },
    listens: ['about'],
  },
  sources: ['R-24 · 003§4「健全妇女舆情监测机制、维权预警机制、矛盾排查调处机制」'],
};
