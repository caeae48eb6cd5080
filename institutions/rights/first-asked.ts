import type { Flow, Who } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';

/**
 * First-asked responsibility (首问负责制, R-17): who is first asked is responsible until another accepts. An answer within
 * 3 days, in special cases 7 at most with a reason; past it the leader sees it. Danger is asked first, always.
 */
const LEADERS: Who[] = [{ is: 'department-head' }, { is: 'in-charge' }, { is: 'chair' }];
const OTHERS: Who[] = [{ is: 'office' }, { is: 'unit-above' }, { is: 'unit-below' }];

const DANGER = "(selected(${danger}, '有危险') or selected(${danger}, '说不清'))";

export const firstAsked: Flow = {
  key: 'first-asked',
  version: 1,
  name: '首问接待',
  about:
    '谁第一个接待,谁就负责到底;介绍给别人,要等对方接收,责任才转过去。一般 3 天内答复,特殊情况写明理由,最多 7 天。',
  begin: '登记接待',
  prefix: '首问',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: [
    {
      key: 'danger',
      label: '她现在有危险吗',
      type: 'choice',
      options: ['没有', '有危险', '说不清'],
      help: '先问这一句。有危险或说不清:先打 110,陪她到安全的地方,再登记。',
    },
    {
      key: 'police-told',
      label: '报警了吗',
      type: 'choice',
      options: ['已报警', '她不愿报警', '已请 110 到场', '不需要'],
      help: '有危险时必须选。',
    },
    {
      key: 'channel',
      label: '怎么来的',
      type: 'choice',
      options: ['来访', '来电', '来信', '网络', '主席信箱', '主席接访', '妇女热线'],
    },
    {
      key: 'cause',
      label: '什么事',
      type: 'choice',
      options: [
        '婚姻家庭',
        '家庭暴力',
        '财产权益',
        '劳动权益',
        '土地权益',
        '人身权益',
        '儿童权益',
        '政治权利',
        '生活困难',
        '其他',
      ],
    },
    { key: 'who', label: '来的人', type: 'person', help: '可以不写。只有经办的人看得到,加密保存。' },
    { key: 'contact', label: '怎么联系她', type: 'text', help: '写上什么时候、用什么方式联系是安全的。' },
    { key: 'about', label: '她说了什么', type: 'longtext', help: '照她说的记,不要替她下结论。' },
    { key: 'grade', label: '轻重', type: 'choice', options: ['一般', '复杂', '重大'] },
    { key: 'answer', label: '怎么答复的', type: 'longtext' },
    { key: 'days', label: '延长到第几天', type: 'integer', unitWord: '天', min: 4 },
  ],
  title: '${channel} · ${cause}',
  urgent: DANGER,
  states: [
    { key: 'received', name: '已登记' },
    { key: 'danger', name: '紧急办理' },
    { key: 'in-hand', name: '办理中' },
    { key: 'answered', name: '已答复', ends: true, outcome: 'done' },
  ],
  start: {
    key: 'start',
    name: '登记',
    to: 'received',
    who: [{ is: 'office' }],
    asks: [
      { field: 'danger', required: true },
      { field: 'police-told' },
      { field: 'channel', required: true },
      { field: 'cause', required: true },
      { field: 'who' },
      { field: 'contact' },
      { field: 'about' },
    ],
    guards: [
      {
        test: "${danger} = '没有' or not(empty(${police-told}))",
        say: '有危险或说不清的,先写明报警了没有,再登记其他的。',
        field: 'police-told',
      },
      {
        test: "${danger} != '有危险' or ${police-told} != '不需要'",
        say: '她现在有危险,不能选“不需要”报警。请先打 110;她不愿报警的,选“她不愿报警”。',
        field: 'police-told',
      },
    ],
    opinion: 'none',
    clocks: { starts: ['answer'] },
    source: '000§5「首问负责制」',
  },
  transitions: [
    {
      key: 'alarm',
      name: '有危险,紧急办理',
      from: ['received'],
      to: 'danger',
      who: [{ is: 'responsible' }],
      when: DANGER,
      automatic: true,
      opinion: 'none',
      clocks: { starts: ['alarm'] },
    },
    {
      key: 'take-up',
      name: '转入办理',
      from: ['received'],
      to: 'in-hand',
      who: [{ is: 'responsible' }],
      when: `not(${DANGER})`,
      automatic: true,
      opinion: 'none',
    },
    {
      key: 'safe',
      name: '她已经安全',
      from: ['danger'],
      to: 'in-hand',
      who: [{ is: 'responsible' }],
      // In words: where she is safe and who stays with her. A danger is not closed by a click.
      opinion: 'required',
      clocks: { stops: ['alarm'] },
    },
    {
      key: 'answer',
      name: '答复',
      from: ['in-hand'],
      to: 'answered',
      who: [{ is: 'responsible' }],
      asks: [{ field: 'answer', required: true }],
      guards: [
        {
          test: "${danger} = '没有' or string-length(${answer}) >= 10",
          say: '登记时有危险,答复要写明她现在是否安全、后面怎么跟进(至少 10 个字)。',
          field: 'answer',
        },
      ],
      opinion: 'none',
      clocks: { stops: ['answer'] },
    },
    {
      key: 'introduce',
      name: '介绍给别人办',
      from: ['in-hand', 'danger'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      hand: { to: 'chosen', among: OTHERS, accept: true },
      opinion: 'offered',
      source: '000§5: 属其他部室的,负责介绍;接收人成为责任人',
    },
    {
      key: 'raise',
      name: '报上级领导办',
      from: ['in-hand', 'danger'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      asks: [{ field: 'grade', required: true }],
      guards: [
        {
          test: "${grade} != '一般'",
          say: '一般的事由首问的人自己办,复杂或重大的才报领导。',
          field: 'grade',
        },
      ],
      hand: { to: 'chosen', among: LEADERS, accept: true },
      opinion: 'required',
      source: '000§5: 复杂的报部室负责人,重大的报领导',
    },
    {
      key: 'extend',
      name: '延长',
      from: ['in-hand', 'danger'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      asks: [{ field: 'days', required: true }],
      opinion: 'required',
      clocks: { extends: [{ clock: 'answer', by: 'days' }] },
      source: '000§5「特殊情况不超过7天」',
    },
    {
      key: 'consult',
      name: '请别人一起看',
      from: ['in-hand', 'danger'],
      to: 'stay',
      who: [{ is: 'responsible' }],
      circulates: [{ is: 'office' }],
      opinion: 'offered',
    },
  ],
  clocks: [
    {
      key: 'alarm',
      name: '确认她安全',
      // (inf.) No source names the hour; it is short, since the leader is to see it while it matters.
      unit: 'hours',
      length: 1,
      late: { shows: LEADERS },
      source: 'R-140: danger call not escalated',
    },
    {
      key: 'answer',
      name: '答复',
      unit: 'calendar',
      length: 3,
      ceiling: 7,
      late: { shows: LEADERS },
      source: '000§5「一般在3天内答复,特殊情况不超过7天」',
    },
  ],
  sources: [
    'R-17 · 000§5「一般在3天内答复,特殊情况不超过7天」',
    'R-140 · 003§4「发挥妇女热线及信访窗口的作用」',
  ],
};
