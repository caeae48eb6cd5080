import type { Flow } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { ask, askIf, HER, LEADERS, notAhead, passOn, toldHer } from './flow-parts.ts';
import { FIELDS } from './legal-aid-fields.ts';

/**
 * Legal aid and judicial relief (法律援助与司法救助, R-22): cases 件, persons 人, papers 件, money 元, each a field of its own;
 * advice is 人次 and no case. Law: 法律援助法 (2022) art 32, 43, 49, read (V); art 68 lets federations follow it.
 */
const AID = "selected(${service}, '法律援助案件')";
const PAPER = "selected(${service}, '代写法律文书')";
const RELIEF = "selected(${service}, '司法救助')";
const VIOLENCE = "(selected(${cause}, '家庭暴力') or selected(${hardship}, '遭受家庭暴力、虐待、遗弃'))";
/** Not granted, or ended: she hears why, and of the objection that she may raise (art 49). */
const ended = (what: string) => [
  toldHer(`\${service}${what}。原因:\${opinion}`),
  toldHer('不服的,可以向这个法律援助机构所属的司法行政部门提出异议;不知道怎么提,来问我们。', AID),
];

export const legalAid: Flow = {
  key: 'legal-aid',
  version: 2,
  name: '法律援助与司法救助',
  about:
    '帮她申请法律援助、代写诉状、申请司法救助。法律援助机构 7 天内决定给不给,给了 3 天内派人。只是咨询的不在这里记。',
  begin: '办法律援助、司法救助',
  prefix: '援',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: FIELDS,
  withheld: ['contact'],
  follows: [
    ...['petition-case', 'first-asked'].map((flow) => ({
      flow,
      name: '办法律援助、司法救助',
      carries: { who: 'who', contact: 'contact', cause: 'cause', about: 'about' },
    })),
    ...['mediation', 'violence'].map((flow) => ({
      flow,
      name: '办法律援助、司法救助',
      carries: { who: 'who', contact: 'contact', about: 'about' },
    })),
  ],
  title: '${service} · ${cause}',
  states: [
    { key: 'applied', name: '等决定' },
    { key: 'objected', name: '她提了异议' },
    { key: 'granted', name: '决定给予' },
    { key: 'in-course', name: '承办中' },
    { key: 'done', name: '办完了', ends: true, outcome: 'done' },
    { key: 'refused', name: '决定不给', ends: true, outcome: 'refused' },
    { key: 'ended', name: '中途终止', ends: true, outcome: 'refused' },
    { key: 'withdrawn', name: '她已撤回', ends: true, outcome: 'withdrawn' },
  ],
  start: {
    key: 'start',
    name: '登记申请',
    to: 'applied',
    who: [{ is: 'office' }],
    asks: ask(
      'service',
      'who',
      'contact?',
      'cause',
      'about',
      'people',
      'hardship',
      'to-office',
      'applied-on',
    ),
    guards: [
      {
        test: "not(selected(${service}, '法律咨询'))",
        say: '咨询不立案,不能算援助案件:请用“登记接待”记,按人次数。',
        field: 'service',
      },
      notAhead('applied-on'),
    ],
    opinion: 'none',
    clocks: { starts: [{ clock: 'decide', when: AID }] },
    toHer: [
      toldHer('已经替您向${to-office}申请法律援助,机构收到申请后 7 日内决定给不给。', AID),
      toldHer('已经登记,我们替您写法律文书。', PAPER),
      toldHer('已经替您向${to-office}申请司法救助。', RELIEF),
    ],
  },
  transitions: [
    {
      key: 'grant',
      name: '决定给予',
      from: ['applied', 'objected'],
      to: 'granted',
      who: HER,
      when: `not(${PAPER})`,
      asks: ask('decided-on'),
      guards: [notAhead('decided-on')],
      opinion: 'none',
      clocks: { stops: ['decide', 'object'], starts: [{ clock: 'assign', when: AID }] },
      source: '法律援助法第四十三条:七日内决定,三日内指派',
      toHer: [toldHer('决定给您法律援助,机构 3 日内派人。', AID), toldHer('决定给您司法救助。', RELIEF)],
    },
    {
      key: 'refuse',
      name: '决定不给',
      from: ['applied', 'objected'],
      to: 'refused',
      who: HER,
      when: `not(${PAPER})`,
      asks: ask('decided-on', 'told-how', 'told-object'),
      guards: [
        notAhead('decided-on'),
        {
          test: "not(selected(${told-how}, '只是口头说了'))",
          say: '不给援助要书面告诉她并说明理由(法律援助法第四十三条),请催机构出书面决定。',
          field: 'told-how',
        },
        {
          test: 'coalesce(${told-object}, 1 = 2)',
          say: '要告诉她:不服可以向司法行政部门提异议(法律援助法第四十九条)。',
          field: 'told-object',
        },
      ],
      opinion: 'required',
      clocks: { stops: ['decide', 'object'] },
      toHer: ended('没有给'),
    },
    {
      key: 'object',
      name: '她提了异议',
      from: ['refused', 'ended'],
      to: 'objected',
      who: HER,
      opinion: 'required',
      clocks: { starts: ['object'] },
      source: '法律援助法第四十九条:五日内审查',
      toHer: [toldHer('您的异议已经登记,司法行政部门收到后 5 日内审查。')],
    },
    {
      key: 'assign',
      name: '派了律师',
      from: ['granted'],
      to: 'in-course',
      who: HER,
      when: AID,
      asks: [...ask('lawyer', 'law-firm'), ...askIf(VIOLENCE, 'lawyer-told')],
      guards: [
        {
          test: 'empty(${lawyer-told}) or ${lawyer-told}',
          say: '她受过家庭暴力:先告诉律师什么时候、用什么方式联系她才安全,再派给律师。',
          field: 'lawyer-told',
        },
      ],
      opinion: 'none',
      clocks: { stops: ['assign'] },
      toHer: [toldHer('派给您的律师:${lawyer},${law-firm}。')],
    },
    {
      key: 'finish',
      name: '案件办完了',
      from: ['in-course'],
      to: 'done',
      who: HER,
      asks: ask('result', 'hours?'),
      opinion: 'offered',
      toHer: [toldHer('法律援助案件办完了,结果:${result}。')],
    },
    {
      key: 'end',
      name: '中途终止',
      from: ['granted', 'in-course'],
      to: 'ended',
      who: HER,
      opinion: 'required',
      source: '法律援助法第四十八条',
      toHer: ended('中途终止了'),
    },
    {
      key: 'written',
      name: '文书写好了',
      from: ['applied'],
      to: 'done',
      who: HER,
      when: PAPER,
      asks: ask('papers'),
      opinion: 'none',
      toHer: [toldHer('法律文书写好了,一共 ${papers} 件。')],
    },
    {
      key: 'paid',
      name: '救助金发了',
      from: ['granted'],
      to: 'done',
      who: HER,
      when: RELIEF,
      asks: ask('relief', 'paid-on'),
      guards: [notAhead('paid-on')],
      opinion: 'none',
      toHer: [toldHer('司法救助金已经在 ${paid-on} 发放。')],
    },
    passOn(['applied', 'granted', 'in-course']),
    {
      key: 'withdraw',
      name: '她撤回',
      from: ['applied'],
      to: 'withdrawn',
      who: HER,
      opinion: 'required',
      clocks: { stops: ['decide'] },
      toHer: [toldHer('已经按您的意思撤回申请。')],
    },
  ],
  clocks: [
    {
      key: 'decide',
      name: '机构决定给不给',
      unit: 'calendar',
      length: 7,
      since: ['applied-on'],
      late: { shows: LEADERS },
      source: '法律援助法第四十三条:自收到申请之日起七日内',
    },
    {
      key: 'assign',
      name: '机构派人',
      unit: 'calendar',
      length: 3,
      since: ['decided-on'],
      late: { shows: LEADERS },
      source: '法律援助法第四十三条:自作出决定之日起三日内',
    },
    {
      key: 'object',
      name: '司法行政部门审查异议',
      unit: 'calendar',
      length: 5,
      late: { shows: LEADERS },
      source: '法律援助法第四十九条:自收到异议之日起五日内',
    },
  ],
  contact: {
    ways: [{ field: 'told-how', by: { '书面寄给她,写明理由': 'letter' } }],
    planned: [],
    // That it was refused she has in writing; an end has none.
    tells: ['assign', 'finish', 'end', 'written', 'paid'].map((step) => ({ step, what: 'answer' as const })),
  },
  projection: {
    ledger: 'legal-aids',
    begins: ['start'],
    // Taken back by herself before anything was decided: it was no case.
    when: "not(selected(${outcome}, 'withdrawn'))",
    sets: {
      // Advice is refused at the first step; it is no case here either.
      service: "if(selected(${service}, '法律咨询'), '', ${service})",
      cause: '${cause}',
      people: '${people}',
      papers: '${papers}',
      closed: '${closed-day}',
      granted: "if(${outcome} = 'done', 1 = 1, if(${outcome} = 'refused', 1 = 2, ''))",
    },
    listens: ['about'],
  },
  sources: [
    'R-22 · 000§4「法律援助案件190件,写作诉状428件,提供法律咨询3141人次」',
    'R-22 · 001-F「妇女获得法律援助430人,获得司法救助1900人」',
  ],
};
