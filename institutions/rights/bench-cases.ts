import type { Ledger } from '../../contracts/ledger.ts';
import { WORKING_UNITS } from '../shared-parts.ts';
import { causeField, closedInTime } from './ledger-parts.ts';

const TAKEN = "${stage} = '法院已立案'";
/** One body counts a case, never both (R-20 Bad). */
const OURS = "${counted-by} = '妇联统计'";

/**
 * Cases of the women's rights collegial bench (维权合议庭, R-20; the bench half of L11). What the court counts stands in a measure
 * of its own and in no sum with ours; a sitting of our juror is 人次 and no case.
 */
export const benchCases: Ledger = {
  key: 'bench-cases',
  number: 'L11-1',
  name: '维权合议庭案件',
  version: 1,
  about:
    '每商请法院由维权合议庭审一件,记一行。在平台上办的,这一行自动形成;只记类别和日期,不写姓名、案号和案情。',
  dayLabel: '商请日期',
  title: '维权合议庭 ${cause}',
  group: '权益',
  levels: ['nation', 'province', 'city', 'county'],
  kinds: WORKING_UNITS,
  expects: null,
  privacy: 'case',
  unfinished: { when: 'empty(${closed})', say: '件维权合议庭案件没有结果' },
  fields: [
    causeField('姓名和案情'),
    {
      key: 'counted-by',
      label: '由哪家统计',
      type: 'choice',
      required: true,
      options: ['妇联统计', '法院统计'],
      help: '一件只由一家统计,合计时才不会算两次。',
    },
    {
      key: 'stage',
      label: '法院受理了吗',
      type: 'choice',
      required: true,
      options: ['已商请', '法院已立案', '法院没有受理'],
    },
    { key: 'juror', label: '妇联推荐的陪审员参加了', type: 'yesno' },
    {
      key: 'result',
      label: '结果',
      type: 'choice',
      options: ['判决支持', '部分支持', '判决驳回', '调解结案', '撤诉'],
    },
    { key: 'closed', label: '结案日期', type: 'date', help: '还没结案的不填;没有受理的,填知道的那天。' },
  ],
  dimensions: [
    { key: 'cause', label: '事由', value: '${cause}' },
    { key: 'result', label: '结果', value: '${result}' },
  ],
  measures: [
    {
      key: 'bench-cases.taken',
      label: '维权合议庭受理',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: `${OURS} and ${TAKEN}`,
      rule: '法院已立案、由妇联统计的,每行一件,按商请日期归月;由法院统计的不算在内。',
    },
    {
      key: 'bench-cases.by-court',
      label: '由法院统计的合议庭案件',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: `\${counted-by} = '法院统计' and ${TAKEN}`,
      rule: '法院已立案、写明由法院统计的,每行一件;只作参考,不和妇联统计的件数相加。',
    },
    {
      key: 'bench-cases.closed',
      label: '合议庭已结案',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: `${OURS} and ${TAKEN} and not(empty(\${closed}))`,
      rule: '期内受理、由妇联统计的件中,现在已经结案的;仍按商请日期归月,所以不会比受理的多。',
    },
    {
      key: 'bench-cases.closed-rate',
      label: '合议庭结案率',
      unitWord: '%',
      kind: 'ratio',
      numerator: 'bench-cases.closed',
      denominator: 'bench-cases.taken',
      rule: '同一批案件:已结案的件数除以受理的件数;有一件没结案就不是 100%。',
    },
    {
      key: 'bench-cases.sittings',
      label: '妇联陪审员参审',
      unitWord: '人次',
      kind: 'flow',
      value: '1',
      when: `\${juror} and ${TAKEN}`,
      rule: '有妇联推荐的陪审员参加的,每件一人次,不管由哪家统计;人次不是件数。',
    },
    {
      key: 'bench-cases.pending',
      label: '合议庭还没结案',
      unitWord: '件',
      kind: 'stock',
      mode: 'delta',
      value: '1',
      when: `${OURS} and ${TAKEN}`,
      until: 'closed',
      rule: '统计日那天已经商请、法院受理、由妇联统计而还没有结案的件数。',
    },
  ],
  checks: [
    ...closedInTime('结案日期', '商请日期', '还没结案请先留空'),
    {
      key: 'closed-needs-result',
      level: 'hard',
      test: "empty(${closed}) or ${stage} = '法院没有受理' or not(empty(${result}))",
      say: '填了结案日期 ${closed},还没有选结果。请选一个结果。',
      field: 'result',
    },
    {
      key: 'result-needs-taken',
      level: 'hard',
      test: `empty(\${result}) or ${TAKEN}`,
      say: '选了结果“${result}”,法院却没有立案。请改正其中一处。',
      field: 'stage',
    },
  ],
  sources: [
    'R-20 · 002「2003年合议庭成立以来,乌市妇联与市法院成功办理」',
    'R-28 · 000§5「加强联席会议、妇女权益法律援助、妇联干部特邀陪审员等制度建设」',
  ],
};
