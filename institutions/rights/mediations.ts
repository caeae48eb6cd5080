import type { Ledger } from '../../contracts/ledger.ts';
import { ALL_LEVELS, WORKING_UNITS } from '../shared-parts.ts';
import { closedInTime, closedNeedsResult } from './ledger-parts.ts';

/**
 * Mediation of family disputes (家庭纠纷调解, R-23; the mediation half of L11). 调处率 is what other ledgers call 办结率: the
 * same share, of the same mediations. How many of them succeeded is another question and another measure.
 */
export const mediations: Ledger = {
  key: 'mediations',
  number: 'L11',
  name: '家庭纠纷调解',
  version: 1,
  about: '每登记一件家庭纠纷调解,记一行。在平台上调解的,这一行自动形成;只记类别和日期,不写双方的姓名和经过。',
  dayLabel: '登记日期',
  title: '调解 ${cause}',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: WORKING_UNITS,
  expects: null,
  privacy: 'case',
  unfinished: { when: 'empty(${closed})', say: '件家庭纠纷调解没有办结' },
  fields: [
    {
      key: 'cause',
      label: '为什么事',
      type: 'choice',
      required: true,
      open: true,
      options: ['夫妻矛盾', '离婚', '抚养子女', '赡养老人', '财产', '婆媳、邻里', '其他'],
      help: '选类别就行,不要写姓名和经过。',
    },
    {
      key: 'result',
      label: '结果',
      type: 'choice',
      options: ['调解成功', '调解不成', '一方不同意,没有调解'],
    },
    { key: 'closed', label: '办结日期', type: 'date', help: '还没办结的不填。' },
    { key: 'sessions', label: '一共调解几次', type: 'integer', unitWord: '次', min: 1 },
  ],
  dimensions: [
    { key: 'cause', label: '事由', value: '${cause}' },
    { key: 'result', label: '结果', value: '${result}' },
  ],
  measures: [
    {
      key: 'mediations.received',
      label: '受理家庭纠纷',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      rule: '每行一件,按登记日期计入当月。',
    },
    {
      key: 'mediations.closed',
      label: '已调处',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: 'not(empty(${closed}))',
      rule: '期内受理的件中,现在已经办结的,成不成都算;仍按登记日期归月,所以不会比受理的多。',
    },
    {
      key: 'mediations.closed-rate',
      label: '调处率',
      unitWord: '%',
      kind: 'ratio',
      numerator: 'mediations.closed',
      denominator: 'mediations.received',
      rule: '同一批纠纷:已调处的件数除以受理的件数。和信访的办结率是同一种算法;有一件没办结就不是 100%。',
    },
    {
      key: 'mediations.settled',
      label: '调解成功',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: "${result} = '调解成功'",
      rule: '期内受理的件中,双方达成协议并且回访过的。',
    },
    {
      key: 'mediations.settled-rate',
      label: '调解成功率',
      unitWord: '%',
      kind: 'ratio',
      numerator: 'mediations.settled',
      denominator: 'mediations.closed',
      rule: '调解成功的件数除以已调处的件数;还在办的不算在内。',
    },
    {
      key: 'mediations.pending',
      label: '还没办结',
      unitWord: '件',
      kind: 'stock',
      mode: 'delta',
      value: '1',
      until: 'closed',
      rule: '统计日那天已经受理、还没有办结的件数。',
    },
  ],
  checks: [
    ...closedInTime('办结日期', '登记日期', '还没办结请先留空'),
    closedNeedsResult('办结日期', '结果'),
  ],
  sources: [
    'R-23 · 001-D「成功维护妇女合法权益3件,调处住户纠纷11件」',
    'R-23 · 003§4「健全妇女舆情监测机制、维权预警机制、矛盾排查调处机制」',
  ],
};
