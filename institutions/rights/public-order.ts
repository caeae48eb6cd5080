import type { Ledger } from '../../contracts/ledger.ts';
import { ALL_LEVELS, WORKING_UNITS } from '../shared-parts.ts';

const OURS = "${whose} = '妇联和巾帼队伍做的'";

/**
 * Part in public order work (综治参与, R-30). A line says whose work it is; what police and other departments give goes into a
 * measure of its own and into no own figure. REQUIREMENTS table (c) names no ledger for it; this is ours, beside L15.
 */
export const publicOrder: Ledger = {
  key: 'public-order',
  number: 'L15-1',
  name: '综治参与',
  version: 1,
  about:
    '每配合做一次打拐、禁赌、禁毒、“扫黄”的事,记一行:出动了几个人、走访了几户、帮了几个人。公安等部门给的案件数另记一行,不算妇联做的。',
  dayLabel: '哪天',
  title: '${kind}:${topic}',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: WORKING_UNITS,
  expects: null,
  privacy: 'open',
  fields: [
    {
      key: 'kind',
      label: '哪一类',
      type: 'choice',
      required: true,
      open: true,
      options: ['打拐防拐', '禁赌', '禁毒', '“扫黄”', '走访戒毒所', '治安巡逻'],
    },
    { key: 'topic', label: '做了什么', type: 'text', required: true, maxLength: 60, search: true },
    {
      key: 'whose',
      label: '这是谁做的',
      type: 'choice',
      required: true,
      options: ['妇联和巾帼队伍做的', '公安等部门给的数'],
      help: '破案、查处的件数是公安等部门的,选“公安等部门给的数”。',
    },
    { key: 'team', label: '哪支队伍', type: 'text', maxLength: 40, help: '例如:妇女禁赌禁毒队。' },
    { key: 'people', label: '出动了几个人', type: 'integer', unitWord: '人次', min: 1 },
    { key: 'visited', label: '走访了多少户', type: 'integer', unitWord: '户', min: 0 },
    {
      key: 'helped',
      label: '帮助了几个人',
      type: 'integer',
      unitWord: '人',
      min: 0,
      help: '只写人数,不写姓名。',
    },
    {
      key: 'cases',
      label: '破案、查处几件',
      type: 'integer',
      unitWord: '件',
      min: 0,
      help: '公安等部门给的数才填。',
    },
    { key: 'from', label: '哪个部门给的', type: 'text', maxLength: 40 },
  ],
  dimensions: [{ key: 'kind', label: '类别', value: '${kind}' }],
  measures: [
    {
      key: 'public-order.times',
      label: '综治参与',
      unitWord: '次',
      kind: 'flow',
      value: '1',
      when: OURS,
      rule: '妇联和巾帼队伍做的,每行一次;部门给的数不算。',
    },
    {
      key: 'public-order.people',
      label: '巾帼队伍出动',
      unitWord: '人次',
      kind: 'flow',
      value: '${people}',
      when: OURS,
      rule: '妇联和巾帼队伍做的各行,出动人次相加。',
    },
    {
      key: 'public-order.visited',
      label: '综治走访',
      unitWord: '户',
      kind: 'flow',
      value: '${visited}',
      when: OURS,
      rule: '妇联和巾帼队伍做的各行,走访户数相加;一户走访了两次,两次里各算一次。',
    },
    {
      key: 'public-order.helped',
      label: '综治帮助',
      unitWord: '人',
      kind: 'flow',
      value: '${helped}',
      when: OURS,
      rule: '妇联和巾帼队伍做的各行,帮助的人数相加。',
    },
    {
      key: 'public-order.their-cases',
      label: '部门破案、查处(不是妇联做的)',
      unitWord: '件',
      kind: 'flow',
      value: '${cases}',
      when: "${whose} = '公安等部门给的数'",
      rule: '公安等部门给的件数相加,只作参考;写进报告要写明是哪个部门的数,不和妇联做的相加。',
    },
  ],
  checks: [
    {
      key: 'cases-are-theirs',
      level: 'hard',
      test: `empty(\${cases}) or not(${OURS})`,
      say: '破案、查处的 ${cases} 件是公安等部门的数,不能记成妇联做的。请把件数空着,或者选“公安等部门给的数”另记一行。',
      field: 'cases',
    },
    {
      key: 'theirs-has-nothing-of-ours',
      level: 'hard',
      test: `${OURS} or (empty(\${people}) and empty(\${visited}) and empty(\${helped}))`,
      say: '公安等部门给的数里,不填出动、走访、帮助:那是妇联自己做的,请另记一行。',
      field: 'whose',
    },
    {
      key: 'theirs-says-whose',
      level: 'hard',
      test: `${OURS} or (not(empty(\${cases})) and not(empty(\${from})))`,
      say: '公安等部门给的数,要写几件、哪个部门给的。',
      field: 'from',
    },
    {
      key: 'crowd',
      level: 'soft',
      test: '${people} <= 1000',
      say: '一次填了出动 ${people} 人次,超过 1000。如果把几次合在一起填了,请分开记;确实是一次,请说明原因。',
      field: 'people',
    },
  ],
  sources: ['R-30 · 000§5「配合有关部门做好“打拐”、禁赌、“扫黄”工作」', 'R-30 · 001-D「妇女禁赌禁毒队」'],
};
