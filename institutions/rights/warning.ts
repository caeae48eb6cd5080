import type { Flow, Who } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';

/**
 * A warning (维权预警, R-34; chain 24): signal → graded → confirmed or false → acted on → lifted. The platform begins one when
 * a rule over the counts fires (server/trends); a person may begin one herself. It holds counts and a place, nobody's name.
 */
const LEADERS: Who[] = [{ is: 'in-charge' }, { is: 'chair' }, { is: 'above-chair' }];
const GRAVE = "${grade} = '严重'";
const READ_FIRST = {
  test: '${reads.waiting} = 0',
  say: '还有 ${reads.waiting} 位领导没有阅,请先请领导阅过(在“传阅”里点“已阅”),再办这一步。',
};

export const warning: Flow = {
  key: 'warning',
  version: 2,
  name: '维权预警',
  about:
    '平台按件数发出信号:同类的事在上升、一个地方接连有事、几个地方同时上升、有人说了重话。先核实属不属实,再处置,平稳以后解除。只有件数,没有姓名。',
  begin: '发出预警',
  prefix: '预警',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'office',
  fields: [
    {
      key: 'rule',
      label: '信号',
      type: 'choice',
      options: ['同类上升', '一地多发', '多地同发', '重话', '人工发现'],
    },
    { key: 'grade', label: '级别', type: 'choice', options: ['一般', '较重', '严重'] },
    { key: 'place', label: '地方', type: 'text', maxLength: 60 },
    {
      key: 'subject',
      label: '什么事',
      type: 'text',
      maxLength: 40,
      help: '写类别,不写姓名和经过。',
    },
    { key: 'count', label: '件数', type: 'integer', unitWord: '件', min: 0 },
    { key: 'before', label: '上一段时间', type: 'integer', unitWord: '件', min: 0 },
    { key: 'days', label: '看了多少天', type: 'integer', unitWord: '天', min: 1 },
    {
      key: 'leader',
      label: '负责的领导',
      type: 'text',
      maxLength: 40,
      help: '严重的要有一位领导负责,写姓名和职务。',
    },
    { key: 'measures', label: '处置措施', type: 'longtext', help: '谁去、做什么、什么时候再看。' },
  ],
  numbers: [{ key: 'confirm-hours', from: 'trend.confirm-hours', is: 'setting', otherwise: 24 }],
  title: '${grade}:${place} ${subject}(${rule})',
  urgent: GRAVE,
  states: [
    { key: 'received', name: '刚发出' },
    { key: 'signalled', name: '待核实' },
    { key: 'confirmed', name: '属实,待处置' },
    { key: 'acting', name: '处置中' },
    { key: 'lifted', name: '已解除', ends: true, outcome: 'done' },
    { key: 'false', name: '不属实', ends: true, outcome: 'refused' },
  ],
  start: {
    key: 'start',
    name: '发出',
    to: 'received',
    who: [{ is: 'office' }],
    asks: [
      { field: 'rule', required: true },
      { field: 'grade', required: true },
      { field: 'place', required: true },
      { field: 'subject', required: true },
      { field: 'count' },
      { field: 'before' },
      { field: 'days' },
    ],
    opinion: 'none',
    clocks: { starts: ['confirm'] },
    source: '003§4「及时捕捉涉及妇女儿童权益的苗头性、倾向性、潜在性问题」',
  },
  transitions: [
    {
      key: 'alarm',
      name: '严重,立即告知领导',
      from: ['received'],
      to: 'signalled',
      who: [{ is: 'responsible' }],
      when: GRAVE,
      automatic: true,
      tells: LEADERS,
      opinion: 'none',
      source: 'R-34 Bad: emergency without responsible leader',
    },
    {
      key: 'take-up',
      name: '转入核实',
      from: ['received'],
      to: 'signalled',
      who: [{ is: 'responsible' }],
      when: `not(${GRAVE})`,
      automatic: true,
      opinion: 'none',
    },
    {
      key: 'confirm',
      name: '属实',
      from: ['signalled'],
      to: 'confirmed',
      who: [{ is: 'responsible' }],
      // An emergency has a leader who is responsible from the moment it is known to be one.
      asks: [{ field: 'leader', required: true, when: GRAVE }],
      opinion: 'required',
      clocks: { stops: ['confirm'] },
    },
    {
      key: 'false',
      name: '不属实',
      from: ['signalled', 'confirmed'],
      to: 'false',
      who: [{ is: 'responsible' }],
      guards: [READ_FIRST],
      opinion: 'required',
      clocks: { stops: ['confirm'] },
    },
    {
      key: 'act',
      name: '处置',
      from: ['confirmed', 'acting'],
      to: 'acting',
      who: [{ is: 'responsible' }],
      asks: [{ field: 'measures', required: true }],
      opinion: 'offered',
    },
    {
      key: 'hand',
      name: '交给别人办',
      from: ['signalled', 'confirmed', 'acting'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      hand: { to: 'chosen', among: [{ is: 'office' }, { is: 'unit-below' }], accept: true },
      opinion: 'offered',
    },
    {
      key: 'tell',
      name: '请领导阅',
      from: ['signalled', 'confirmed', 'acting'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      circulates: [{ is: 'in-charge' }, { is: 'chair' }, { is: 'office' }],
      opinion: 'offered',
    },
    {
      key: 'lift',
      name: '解除',
      from: ['acting'],
      to: 'lifted',
      who: [{ is: 'responsible' }],
      guards: [READ_FIRST],
      // In words: what has become quiet, and how it is known (复盘).
      opinion: 'required',
    },
  ],
  clocks: [
    {
      key: 'confirm',
      name: '核实',
      unit: 'hours',
      length: 'confirm-hours',
      late: { shows: LEADERS },
      source: '没有出处:时限由设置“预警多久内核实”决定',
    },
  ],
  sources: ['R-34 · 003§4「健全妇女舆情监测机制、维权预警机制、矛盾排查调处机制」'],
};
