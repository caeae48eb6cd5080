import type { Flow } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { ask, contact, day, HER, LEADERS, line, passOn, person, words } from './flow-parts.ts';

/**
 * A petition agent acts for a woman (信访代理, R-25): with her authority in writing, for what it names and no longer than it
 * holds. Without authority there is no agency.
 */
const SCOPE = ['代为反映', '代交材料', '代收答复', '代为协商'];

export const petitionAgency: Flow = {
  key: 'petition-agency',
  version: 1,
  name: '信访代理',
  about: '代理员替她跑一件事:要有她的委托书,委托什么办什么,到期就停。每办一次记一次。',
  begin: '接受信访委托',
  prefix: '代',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: [
    person('who', '委托人'),
    contact,
    person('agent', '代理员'),
    words('about', '委托办什么事'),
    line('authority', '委托书(编号或日期)', '原件要收好。没有委托书不能代理。'),
    { key: 'authority-scope', label: '委托了什么', type: 'choices', options: SCOPE },
    day('authority-until', '委托到哪天'),
    { key: 'did', label: '这次办的', type: 'choice', options: SCOPE },
    words('note', '办得怎么样'),
    words('outcome', '最后的结果'),
  ],
  follows: [
    {
      flow: 'petition-case',
      name: '由代理员代办',
      carries: { who: 'who', contact: 'contact', about: 'about' },
    },
    {
      flow: 'first-asked',
      name: '由代理员代办',
      carries: { who: 'who', contact: 'contact', about: 'about' },
    },
  ],
  withheld: ['contact'],
  title: '信访代理',
  states: [
    { key: 'acting', name: '代理中' },
    { key: 'done', name: '办完了', ends: true, outcome: 'done' },
    { key: 'ended', name: '委托已终止', ends: true, outcome: 'withdrawn' },
    { key: 'lapsed', name: '委托到期', ends: true, outcome: 'withdrawn' },
  ],
  start: {
    key: 'start',
    name: '接受委托',
    to: 'acting',
    who: [{ is: 'office' }],
    asks: ask('who', 'contact?', 'agent', 'about', 'authority', 'authority-scope', 'authority-until'),
    guards: [
      {
        test: 'count-selected(${authority-scope}) > 0',
        say: '委托书里要写明委托了什么。',
        field: 'authority-scope',
      },
      {
        test: '${authority-until} >= ${today}',
        say: '委托已经过期,请她重新委托。',
        field: 'authority-until',
      },
    ],
    opinion: 'none',
    clocks: { starts: ['authority'] },
  },
  transitions: [
    {
      key: 'act',
      name: '记一次代办',
      from: ['acting'],
      to: 'stay',
      who: HER,
      asks: ask('did', 'note'),
      guards: [
        {
          test: 'selected(${authority-scope}, ${did})',
          say: '她的委托里没有“${did}”,不能代她办这个。请先请她补委托。',
          field: 'did',
        },
        { test: '${authority-until} >= ${today}', say: '委托已经到期,请她重新委托。', field: 'did' },
      ],
      opinion: 'none',
    },
    {
      key: 'renew',
      name: '她改了或续了委托',
      from: ['acting'],
      to: 'stay',
      who: HER,
      asks: ask('authority', 'authority-scope', 'authority-until'),
      guards: [
        {
          test: '${authority-until} >= ${today}',
          say: '新的期限已经过去了,请核对。',
          field: 'authority-until',
        },
      ],
      opinion: 'offered',
      clocks: { stops: ['authority'], starts: ['authority'] },
    },
    {
      key: 'done',
      name: '办完了',
      from: ['acting'],
      to: 'done',
      who: HER,
      asks: ask('outcome'),
      opinion: 'none',
    },
    { key: 'end', name: '她终止委托', from: ['acting'], to: 'ended', who: HER, opinion: 'required' },
    {
      key: 'lapse',
      name: '委托到期',
      from: ['acting'],
      to: 'lapsed',
      who: HER,
      automatic: true,
      opinion: 'none',
    },
    passOn(['acting']),
  ],
  clocks: [
    {
      key: 'authority',
      name: '委托有效',
      unit: 'until',
      length: 'authority-until',
      late: { shows: LEADERS, takes: 'lapse' },
    },
  ],
  sources: ['R-25 · 004§3「组建了一支由2232名妇干组成的信访代理/协理员队伍」'],
};
