import type { Ledger } from '../../contracts/ledger.ts';
import { ALL_LEVELS, WORKING_UNITS } from '../shared-parts.ts';
import { causeField, closedInTime, closedNeedsResult } from './ledger-parts.ts';

/** Disputes that screening has found (矛盾纠纷, R-24), one by one. REQUIREMENTS table (c) names no ledger for them; this is ours. */
export const disputes: Ledger = {
  key: 'disputes',
  number: 'L11-4',
  name: '矛盾纠纷',
  version: 1,
  about: '排查发现的纠纷,每起记一行。在平台上办的,这一行自动形成;只记类别和日期,不写双方是谁和经过。',
  dayLabel: '登记日期',
  title: '纠纷 ${cause}',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: WORKING_UNITS,
  expects: null,
  privacy: 'case',
  unfinished: { when: 'empty(${closed})', say: '件矛盾纠纷没有处理' },
  fields: [
    causeField('姓名和经过'),
    { key: 'risk', label: '轻重', type: 'choice', options: ['一般', '复杂', '可能激化'] },
    { key: 'result', label: '结果', type: 'choice', options: ['已化解', '转出或未化解'] },
    { key: 'closed', label: '了结日期', type: 'date', help: '还在处理的不填。' },
  ],
  dimensions: [
    { key: 'cause', label: '事由', value: '${cause}' },
    { key: 'risk', label: '轻重', value: '${risk}' },
    { key: 'result', label: '结果', value: '${result}' },
  ],
  measures: [
    {
      key: 'disputes.found',
      label: '登记的矛盾纠纷',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      rule: '每行一件,按登记日期计入当月。',
    },
    {
      key: 'disputes.settled',
      label: '就地化解矛盾纠纷',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: "${result} = '已化解'",
      rule: '期内登记的件中,现在已经化解的;转上去的、登记成信访件的不算。仍按登记日期归月。',
    },
    {
      key: 'disputes.settled-rate',
      label: '矛盾纠纷化解率',
      unitWord: '%',
      kind: 'ratio',
      numerator: 'disputes.settled',
      denominator: 'disputes.found',
      rule: '同一批纠纷:化解的件数除以登记的件数;还在处理的、转出的都不算化解。',
    },
    {
      key: 'disputes.grave',
      label: '可能激化的纠纷',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: "${risk} = '可能激化'",
      rule: '轻重选了可能激化的,每行一件。',
    },
    {
      key: 'disputes.pending',
      label: '还在处理的矛盾纠纷',
      unitWord: '件',
      kind: 'stock',
      mode: 'delta',
      value: '1',
      until: 'closed',
      rule: '统计日那天已经登记、还没有了结的件数。',
    },
  ],
  checks: [
    ...closedInTime('了结日期', '登记日期', '还在处理的请先留空'),
    closedNeedsResult('了结日期', '结果'),
  ],
  sources: [
    'R-24 · 003§4「健全妇女舆情监测机制、维权预警机制、矛盾排查调处机制」',
    'R-24 · 002「认真做好矛盾纠纷排调工作」',
  ],
};
