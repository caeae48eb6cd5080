import type { Ledger } from '../../contracts/ledger.ts';
import { ALL_LEVELS, WORKING_UNITS } from '../shared-parts.ts';
import { closedInTime } from './ledger-parts.ts';

const DONE = "${result} = '已报'";
const SKIPPED = "${result} = '没有排查'";

/**
 * Rounds of screening (矛盾纠纷排查, R-24): zero reports and rounds that did not take place are counted too, so that neither
 * looks like the other. REQUIREMENTS table (c) names no ledger for them; this is ours. Of the disputes themselves see disputes.ts.
 */
export const screenings: Ledger = {
  key: 'screenings',
  number: 'L11-3',
  name: '矛盾纠纷排查',
  version: 1,
  about:
    '每排查一轮,记一行:走访了多少户、发现几起;没有发现的报“零”,没有排查的也记一行。在平台上办的,这一行自动形成。',
  dayLabel: '开始日期',
  title: '${round} ${result}',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: WORKING_UNITS,
  expects: null,
  privacy: 'open',
  unfinished: { when: 'empty(${closed})', say: '轮矛盾纠纷排查没有报结果' },
  fields: [
    {
      key: 'round',
      label: '哪一轮',
      type: 'choice',
      required: true,
      options: ['月度排查', '季度排查', '节假日排查', '专项排查'],
    },
    {
      key: 'result',
      label: '报了吗',
      type: 'choice',
      options: ['已报', '没有排查'],
      help: '还在排查的不填。',
    },
    { key: 'closed', label: '报结果的日期', type: 'date', help: '还在排查的不填。' },
    { key: 'visited', label: '走访了多少户', type: 'integer', unitWord: '户', min: 1 },
    { key: 'found', label: '发现几起', type: 'integer', unitWord: '件', min: 0 },
    { key: 'zero', label: '没有发现(零报告)', type: 'yesno', help: '排查了,一起也没有发现。' },
    {
      key: 'on-time',
      label: '按时报',
      type: 'yesno',
      help: '到期以前报了的选“是”。在平台上办的,由平台来判断。',
    },
  ],
  dimensions: [
    { key: 'round', label: '哪一轮', value: '${round}' },
    { key: 'result', label: '报了没有', value: '${result}' },
  ],
  measures: [
    {
      key: 'screenings.rounds',
      label: '排查轮次',
      unitWord: '次',
      kind: 'flow',
      value: '1',
      rule: '每行一次,按开始日期归月;没有排查的、还没有报的也在内。',
    },
    {
      key: 'screenings.reported',
      label: '报了结果的排查',
      unitWord: '次',
      kind: 'flow',
      value: '1',
      when: DONE,
      rule: '报了结果的每行一次,零报告也在内。',
    },
    {
      key: 'screenings.zero',
      label: '排查零报告',
      unitWord: '次',
      kind: 'flow',
      value: '1',
      when: `${DONE} and \${zero}`,
      rule: '排查了、一起也没有发现的,每行一次;没有排查的不是零报告。',
    },
    {
      key: 'screenings.skipped',
      label: '没有排查的轮次',
      unitWord: '次',
      kind: 'flow',
      value: '1',
      when: SKIPPED,
      rule: '定下了又没有排查的,每行一次。',
    },
    {
      key: 'screenings.on-time',
      label: '按时报的排查',
      unitWord: '次',
      kind: 'flow',
      value: '1',
      when: `${DONE} and \${on-time}`,
      rule: '到期以前报了结果的,每行一次;没有排查的不算按时。',
    },
    {
      key: 'screenings.judged',
      label: '已判断是否按时的排查',
      unitWord: '次',
      kind: 'flow',
      value: '1',
      when: `not(empty(\${on-time})) or ${SKIPPED}`,
      rule: '写明了按时没有按时的和没有排查的;还没有到期、也没有报的不算。',
    },
    {
      key: 'screenings.on-time-rate',
      label: '排查按时报告率',
      unitWord: '%',
      kind: 'ratio',
      numerator: 'screenings.on-time',
      denominator: 'screenings.judged',
      rule: '按时报了结果的次数除以已经判断得出是否按时的次数;没有排查的算没有按时。',
    },
    {
      key: 'screenings.visited',
      label: '排查走访',
      unitWord: '户',
      kind: 'flow',
      value: '${visited}',
      when: DONE,
      rule: '各轮走访的户数相加;一户走访了两轮,两轮里各算一次。',
    },
    {
      key: 'screenings.found',
      label: '排查报告发现',
      unitWord: '件',
      kind: 'flow',
      value: '${found}',
      when: DONE,
      rule: '各轮报告里写的起数相加。逐起登记的在“矛盾纠纷”里另算,两个数不相加。',
    },
    {
      key: 'screenings.pending',
      label: '还没有报结果的排查',
      unitWord: '次',
      kind: 'stock',
      mode: 'delta',
      value: '1',
      until: 'closed',
      rule: '统计日那天已经开始、还没有报结果的轮次。',
    },
  ],
  checks: [
    ...closedInTime('报结果的日期', '开始日期', '还在排查的请先留空'),
    {
      key: 'closed-needs-result',
      level: 'hard',
      test: 'empty(${closed}) = empty(${result})',
      say: '报结果的日期和报了没有要一起填:报了的选“已报”,这一轮没有排查的选“没有排查”。',
      field: 'result',
    },
    {
      key: 'reported-says-how-many',
      level: 'hard',
      test: `not(${DONE}) or (not(empty(\${visited})) and not(empty(\${found})))`,
      say: '报了结果的,要写走访了多少户、发现几起。',
      field: 'found',
    },
    {
      key: 'zero-is-said',
      level: 'hard',
      test: `not(${DONE}) or (\${found} = 0) = coalesce(\${zero}, 1 = 2)`,
      say: '发现 0 起的要选零报告,发现了的不能选。请改正其中一处。',
      field: 'zero',
    },
    {
      key: 'skipped-found-nothing',
      level: 'hard',
      test: `not(${SKIPPED}) or (empty(\${visited}) and empty(\${found}) and not(coalesce(\${zero}, 1 = 2)))`,
      say: '没有排查的,不能写走访、发现,也不能报零。请改正其中一处。',
      field: 'result',
    },
  ],
  sources: [
    'R-24 · 002「认真做好矛盾纠纷排调工作」',
    'R-24 · 003§4「健全妇女舆情监测机制、维权预警机制、矛盾排查调处机制」',
  ],
};
