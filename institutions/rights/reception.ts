import type { Flow } from '../../contracts/flow.ts';
import { ask, count, day, HER, LEADERS, line, notBefore, passOn, words } from './flow-parts.ts';

/**
 * Chairs' open reception (主席大接访, R-27): announced, held, and what was promised followed. Each matter is a contact of its own
 * (登记接待, R-17); a reception with matters that were not registered is not written down as held.
 */
export const reception: Flow = {
  key: 'reception',
  version: 1,
  name: '主席接访日',
  about:
    '先公告哪天在哪里接访;接访时每件事都用“登记接待”登记,再来这里写总数。当场答应的事有人跟,到期没办到领导会看到。',
  begin: '安排主席接访',
  prefix: '访',
  group: '权益',
  levels: ['nation', 'province', 'city', 'county', 'township'],
  kinds: ['federation', 'department'],
  privacy: 'office',
  fields: [
    day('on', '哪天接访'),
    line('place', '在哪里接访'),
    line('chair', '哪位主席、副主席接访'),
    line('notice', '怎么公告的', '例如:公示栏、微信公众号。'),
    count('visitors', '接待了多少人次', '人次'),
    count('matters', '一共几件事', '件'),
    count('registered', '已经登记接待的', '件', 0),
    words('numbers', '登记的编号', '例如:首问〔2026〕12号至15号。'),
    count('promised', '当场答应办的', '件'),
    day('follow-on', '哪天以前办到'),
    count('kept', '已经办到的', '件'),
  ],
  title: '主席接访 · ${on}',
  states: [
    { key: 'announced', name: '已公告' },
    { key: 'held', name: '跟进答应的事' },
    { key: 'done', name: '办结', ends: true, outcome: 'done' },
    { key: 'unkept', name: '有答应的没有办到', ends: true, outcome: 'refused' },
    { key: 'cancelled', name: '取消', ends: true, outcome: 'withdrawn' },
  ],
  start: {
    key: 'start',
    name: '公告',
    to: 'announced',
    who: [{ is: 'office' }],
    asks: ask('on', 'place', 'chair', 'notice'),
    opinion: 'none',
    clocks: { starts: ['held'] },
  },
  transitions: [
    {
      key: 'held',
      name: '接访了',
      from: ['announced'],
      to: 'held',
      who: HER,
      asks: ask('visitors', 'matters', 'registered', 'numbers?', 'promised', 'follow-on'),
      guards: [
        { test: '${on} <= ${today}', say: '接访的日子 ${on} 还没有到。' },
        {
          test: '${registered} = ${matters}',
          say: '接了 ${matters} 件,登记了 ${registered} 件。每一件都要先用“登记接待”登记,有人负责,再来写总数。',
          field: 'registered',
        },
        {
          test: '${matters} = 0 or not(empty(${numbers}))',
          say: '写明登记的编号,查得到是哪几件。',
          field: 'numbers',
        },
        {
          test: '${promised} <= ${matters}',
          say: '答应的比接的还多,请改正其中一个数。',
          field: 'promised',
        },
        notBefore('follow-on', 'on', '办到的日期比接访还早,请核对。'),
      ],
      opinion: 'none',
      clocks: { stops: ['held'], starts: ['promise'] },
    },
    {
      key: 'done',
      name: '答应的都办到了',
      from: ['held'],
      to: 'done',
      who: HER,
      asks: ask('kept'),
      guards: [
        {
          test: '${kept} = ${promised}',
          say: '答应了 ${promised} 件,办到 ${kept} 件。没有都办到的,选“有的没有办到”,写明为什么。',
          field: 'kept',
        },
      ],
      opinion: 'offered',
    },
    {
      key: 'unkept',
      name: '有的没有办到',
      from: ['held'],
      to: 'unkept',
      who: HER,
      asks: ask('kept'),
      opinion: 'required',
    },
    { key: 'cancel', name: '不接访了', from: ['announced'], to: 'cancelled', who: HER, opinion: 'required' },
    passOn(['announced', 'held']),
  ],
  clocks: [
    { key: 'held', name: '写接访的总数', unit: 'until', length: 'on', late: { shows: LEADERS } },
    { key: 'promise', name: '答应的事办到', unit: 'until', length: 'follow-on', late: { shows: LEADERS } },
  ],
  sources: ['R-27 · 004§3「深化妇联主席下基层大接访」'],
};
