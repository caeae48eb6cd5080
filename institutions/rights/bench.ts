import type { Flow } from '../../contracts/flow.ts';
import {
  ask,
  cause,
  choice,
  day,
  type Guard,
  HER,
  LEADERS,
  line,
  notAhead,
  passOn,
  person,
  words,
  yes,
} from './flow-parts.ts';

/**
 * Women's rights collegial bench with a juror of the federation (妇女维权合议庭与陪审, R-20, R-28). Law: 人民陪审员法 art 13
 * (term of five years), 14 (bench of three or seven), 18 (recusal), read (V). One body counts the case, never both.
 */
const jurorFit: Guard[] = [
  {
    test: 'not(coalesce(${juror-interest}, 1 = 1))',
    say: '和案件有利害关系的陪审员要回避,请另请一位(人民陪审员法第十八条)。',
    field: 'juror-interest',
  },
  {
    test: '${juror-until} >= ${hearing-on}',
    say: '开庭那天(${hearing-on})陪审员的任期已满(${juror-until}),请另请一位。',
    field: 'juror-until',
  },
];

export const bench: Flow = {
  key: 'bench',
  version: 2,
  name: '维权合议庭',
  about: '请法院由维权合议庭审,妇联推荐陪审员。先写明由哪家统计这一件;陪审员任期满了、有利害关系的不能上。',
  begin: '转维权合议庭',
  prefix: '庭',
  group: '权益',
  levels: ['nation', 'province', 'city', 'county'],
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: [
    cause,
    person('who', '她'),
    words('about', '案情'),
    line('court', '哪个法院'),
    choice('counted-by', '这一件由哪家统计', ['妇联统计', '法院统计'], '只能由一家统计,合计时才不会算两次。'),
    line('case-no', '案号'),
    day('hearing-on', '开庭日期'),
    choice('bench-size', '合议庭几人', ['三人', '七人']),
    person('juror', '陪审员'),
    day('juror-until', '陪审员任期到哪天', '任期五年(人民陪审员法第十三条)。'),
    yes('juror-interest', '陪审员和案件有利害关系'),
    choice('result', '结果', ['判决支持', '部分支持', '判决驳回', '调解结案', '撤诉']),
    day('result-on', '哪天结案'),
    yes('told-her', '结果已经告诉她'),
  ],
  follows: ['petition-case', 'legal-aid', 'violence'].map((flow) => ({
    flow,
    name: '转维权合议庭',
    carries:
      flow === 'violence' ? { who: 'who', about: 'about' } : { cause: 'cause', who: 'who', about: 'about' },
  })),
  title: '合议庭 · ${cause}',
  states: [
    { key: 'referred', name: '已商请法院' },
    { key: 'taken', name: '法院已立案' },
    { key: 'manned', name: '等开庭' },
    { key: 'heard', name: '等结果' },
    { key: 'done', name: '已结案', ends: true, outcome: 'done' },
    { key: 'not-taken', name: '法院没有受理', ends: true, outcome: 'refused' },
  ],
  start: {
    key: 'start',
    name: '商请法院',
    to: 'referred',
    who: [{ is: 'office' }],
    asks: ask('cause', 'who', 'about', 'court', 'counted-by'),
    opinion: 'none',
  },
  transitions: [
    {
      key: 'taken',
      name: '法院立案了',
      from: ['referred'],
      to: 'taken',
      who: HER,
      asks: ask('case-no', 'hearing-on', 'bench-size'),
      opinion: 'none',
      clocks: { starts: ['hearing'] },
    },
    {
      key: 'not-taken',
      name: '法院没有受理',
      from: ['referred'],
      to: 'not-taken',
      who: HER,
      opinion: 'required',
    },
    {
      key: 'juror',
      name: '定陪审员',
      from: ['taken', 'manned'],
      to: 'manned',
      who: HER,
      asks: ask('juror', 'juror-until', 'juror-interest'),
      guards: jurorFit,
      opinion: 'offered',
      source: '人民陪审员法第十三条、第十八条',
    },
    {
      key: 'put-off',
      name: '改开庭日期',
      from: ['taken', 'manned'],
      // The juror's term is looked at again for the new day.
      to: 'taken',
      who: HER,
      asks: ask('hearing-on'),
      opinion: 'required',
      clocks: { stops: ['hearing'], starts: ['hearing'] },
    },
    {
      key: 'heard',
      name: '开庭了',
      from: ['manned'],
      to: 'heard',
      who: HER,
      guards: [
        {
          test: '${hearing-on} <= ${today}',
          say: '开庭日期 ${hearing-on} 还没有到。改了日期的,先选“改开庭日期”。',
        },
        ...jurorFit.map(({ test, say }) => ({ test, say })),
      ],
      opinion: 'offered',
      clocks: { stops: ['hearing'] },
    },
    {
      key: 'done',
      name: '结案',
      from: ['taken', 'manned', 'heard'],
      to: 'done',
      who: HER,
      asks: ask('result', 'result-on', 'told-her'),
      guards: [
        notAhead('result-on'),
        { test: 'coalesce(${told-her}, 1 = 2)', say: '先把结果告诉她,再结案。', field: 'told-her' },
      ],
      opinion: 'offered',
    },
    passOn(['referred', 'taken', 'manned', 'heard']),
  ],
  clocks: [{ key: 'hearing', name: '开庭', unit: 'until', length: 'hearing-on', late: { shows: LEADERS } }],
  projection: {
    ledger: 'bench-cases',
    begins: ['start'],
    sets: {
      cause: '${cause}',
      'counted-by': '${counted-by}',
      stage: "if(${state} = 'referred', '已商请', if(${state} = 'not-taken', '法院没有受理', '法院已立案'))",
      // Who she is stays here; that somebody was named is told by the end of her term.
      juror: 'not(empty(${juror-until}))',
      result: '${result}',
      closed: '${closed-day}',
    },
  },
  sources: [
    'R-20 · 002「2003年合议庭成立以来,乌市妇联与市法院成功办理」',
    'R-28 · 000§5「妇联干部特邀陪审员等制度建设」',
  ],
};
