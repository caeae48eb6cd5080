import type { Flow } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import {
  ask,
  choice,
  contact,
  count,
  day,
  type Guard,
  HER,
  LEADERS,
  notAhead,
  passOn,
  person,
  toldHer,
  words,
  yes,
} from './flow-parts.ts';
import { mediationGuards, SAFETY_NOTE, VIOLENCE_THERE } from './safety-note.ts';

/**
 * Family mediation (家庭纠纷调解, R-23): only when both want it (人民调解法 art 17, V), never in open violence, and where there
 * has been violence only with a safety note. Failed: told of the other ways (art 26, V); they lead on to legal aid.
 */
const bothWant: Guard = {
  test: 'coalesce(${her-consent}, 1 = 2) and coalesce(${other-consent}, 1 = 2)',
  say: '双方都同意才能调解;有一方不同意的,选“有一方不同意”,告诉她还可以怎么办。',
  field: 'other-consent',
};
const OPEN = ['asked', 'in-session'];
/** What else she can do (人民调解法 art 26). */
const ways = [
  toldHer('您还可以:${told-ways}。', "not(selected(${told-ways}, '都告诉了'))"),
  toldHer(
    '您还可以申请法律援助、向法院起诉、申请仲裁,或者请政府部门处理。',
    "selected(${told-ways}, '都告诉了')",
  ),
];

export const mediation: Flow = {
  key: 'mediation',
  version: 2,
  name: '家庭纠纷调解',
  about:
    '双方都愿意才调解。先问有没有家庭暴力:正在发生的不调解,有过的要先写安全说明。调解不成,告诉她还能走哪条路。',
  begin: '登记调解',
  prefix: '调',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: [
    person('who', '她'),
    person('other', '另一方'),
    contact,
    choice('cause', '为什么事', ['夫妻矛盾', '离婚', '抚养子女', '赡养老人', '财产', '婆媳、邻里', '其他']),
    words('about', '经过'),
    VIOLENCE_THERE,
    SAFETY_NOTE,
    yes('her-consent', '她同意调解', '单独问她。'),
    yes('other-consent', '另一方同意调解'),
    person('mediators', '调解员'),
    day('meet-on', '定在哪天调解', '还没定的先空着。'),
    day('session-on', '哪天调解的'),
    words('session', '这次谈了什么'),
    words('agreement', '协议内容', '写明各自做什么、什么时候做到。'),
    yes('her-signed', '她签了字(口头协议的:她同意)'),
    yes('other-signed', '另一方签了字(口头协议的:同意)'),
    day('follow-on', '哪天以前回访'),
    choice('follow-how', '怎么回访的', ['上门', '电话', '她来的']),
    choice('kept', '协议做到了吗', ['做到了', '部分做到', '没有做到']),
    choice('told-ways', '告诉她还可以', [
      '申请法律援助',
      '向法院起诉',
      '申请仲裁',
      '请政府部门处理',
      '都告诉了',
    ]),
    count('sessions', '一共调解几次', '次', 1),
  ],
  withheld: ['contact'],
  follows: [
    {
      flow: 'petition-case',
      name: '转家庭纠纷调解',
      carries: { who: 'who', contact: 'contact', about: 'about' },
    },
    {
      flow: 'first-asked',
      name: '转家庭纠纷调解',
      carries: { who: 'who', contact: 'contact', about: 'about' },
    },
    { flow: 'dispute', name: '转家庭纠纷调解', carries: { about: 'about' } },
  ],
  title: '调解 · ${cause}',
  states: [
    { key: 'asked', name: '问双方' },
    { key: 'in-session', name: '调解中' },
    { key: 'agreed', name: '等回访' },
    { key: 'done', name: '调解成功', ends: true, outcome: 'done' },
    { key: 'failed', name: '调解不成', ends: true, outcome: 'refused' },
    { key: 'not-begun', name: '没有调解', ends: true, outcome: 'refused' },
  ],
  start: {
    key: 'start',
    name: '登记',
    to: 'asked',
    who: [{ is: 'office' }],
    asks: ask('violence-there', 'safety-note?', 'cause', 'who', 'other', 'contact?', 'about'),
    guards: mediationGuards().slice(0, 1),
    opinion: 'none',
    source: 'PARAMETERS 1.4: 高度危险的,不劝和、不调解',
    toHer: [toldHer('已经登记调解。我们分别问双方愿不愿意;双方都同意才调解。')],
  },
  transitions: [
    {
      key: 'open',
      name: '双方同意,开始调解',
      from: ['asked'],
      to: 'in-session',
      who: HER,
      asks: ask('violence-there', 'safety-note?', 'her-consent', 'other-consent', 'mediators', 'meet-on?'),
      guards: [
        ...mediationGuards(),
        bothWant,
        { test: '${meet-on} >= ${today}', say: '定的这一天已经过去了,请另定一天。', field: 'meet-on' },
      ],
      opinion: 'none',
      source: '人民调解法第十七条:当事人一方明确拒绝调解的,不得调解',
      toHer: [
        toldHer('双方都同意调解,定在 ${meet-on}。', 'not(empty(${meet-on}))'),
        toldHer('双方都同意调解,哪天调解另外告诉您。', 'empty(${meet-on})'),
      ],
    },
    {
      key: 'unwilling',
      name: '有一方不同意',
      from: ['asked'],
      to: 'not-begun',
      who: HER,
      asks: ask('told-ways'),
      opinion: 'required',
      toHer: [toldHer('这一次没有调解:双方都同意才能调解。'), ...ways],
    },
    {
      key: 'session',
      name: '记一次调解',
      from: ['in-session'],
      to: 'stay',
      who: HER,
      asks: ask('violence-there', 'safety-note?', 'session-on', 'session'),
      guards: [notAhead('session-on'), ...mediationGuards()],
      opinion: 'none',
    },
    {
      key: 'conclude',
      name: '达成协议',
      from: ['in-session'],
      to: 'agreed',
      who: HER,
      asks: ask('agreement', 'her-signed', 'other-signed', 'sessions', 'follow-on'),
      guards: [
        {
          test: 'coalesce(${her-signed}, 1 = 2) and coalesce(${other-signed}, 1 = 2)',
          say: '协议要双方都签字(口头协议要双方都同意),只有一方的不算达成。',
          field: 'other-signed',
        },
        { test: '${follow-on} >= ${today}', say: '回访的日期已经过去了,请另定一天。', field: 'follow-on' },
      ],
      opinion: 'none',
      clocks: { starts: ['follow'] },
      source: '人民调解法第二十八条至第三十一条',
      toHer: [toldHer('双方达成了协议。协议做到没有,我们在 ${follow-on} 以前再问您。')],
    },
    {
      key: 'fail',
      name: '调解不成',
      from: ['in-session', 'agreed'],
      to: 'failed',
      who: HER,
      asks: ask('told-ways'),
      opinion: 'required',
      source: '人民调解法第二十六条:告知可以通过仲裁、行政、司法等途径',
      toHer: [toldHer('调解没有成功。'), ...ways],
    },
    {
      key: 'followed',
      name: '回访了,办结',
      from: ['agreed'],
      to: 'done',
      who: HER,
      asks: ask('kept', 'follow-how'),
      guards: [
        {
          test: "not(selected(${kept}, '没有做到'))",
          say: '协议没有做到的,不能算调解成功。请选“调解不成”,告诉她可以向法院起诉。',
          field: 'kept',
        },
      ],
      opinion: 'offered',
      toHer: [toldHer('调解办结了。以后有事,随时再来找我们。')],
    },
    passOn([...OPEN, 'agreed']),
  ],
  clocks: [{ key: 'follow', name: '回访', unit: 'until', length: 'follow-on', late: { shows: LEADERS } }],
  contact: {
    ways: [{ field: 'follow-how', by: { 上门: 'visit', 电话: 'call' } }],
    planned: ['follow-on'],
    tells: [{ step: 'open', what: 'answer' }],
  },
  projection: {
    ledger: 'mediations',
    begins: ['start'],
    sets: {
      cause: '${cause}',
      result:
        "if(${state} = 'done', '调解成功', if(${state} = 'failed', '调解不成', if(${state} = 'not-begun', '一方不同意,没有调解', '')))",
      closed: '${closed-day}',
      sessions: '${sessions}',
    },
    listens: ['about'],
  },
  sources: [
    'R-23 · 001-D「成功维护妇女合法权益3件,调处住户纠纷11件」',
    'R-23 · 人民调解法第三条、第十七条、第二十六条',
  ],
};
