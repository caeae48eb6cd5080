import type { Flow } from '../../contracts/flow.ts';
import { ask, day, HER, LEADERS, line, notAhead, passOn, words } from './flow-parts.ts';

/** A decision of the joint meeting (联席会议, R-28): it has a unit that does it and a day, or it is none. */
export const jointMeeting: Flow = {
  key: 'joint-meeting',
  version: 2,
  name: '维权联席会议议定事项',
  about: '联席会议定下来的一件事:谁负责、哪天以前办完,一件一件记,到期没办完领导会看到。',
  begin: '记联席会议议定事项',
  prefix: '议',
  group: '权益',
  levels: ['nation', 'province', 'city', 'county'],
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: [
    day('met-on', '哪天开的会'),
    line('members', '哪些单位参加'),
    words('matter', '议的什么事'),
    words('decision', '怎么定的'),
    line('duty-unit', '由哪个单位负责'),
    day('due-on', '哪天以前办完'),
    words('progress', '办得怎么样'),
  ],
  follows: [{ flow: 'petition-case', name: '提交联席会议', carries: { matter: 'about' } }],
  title: '联席会议议定事项 · ${met-on}',
  states: [
    { key: 'decided', name: '办理中' },
    { key: 'done', name: '办完了', ends: true, outcome: 'done' },
    { key: 'dropped', name: '没有办成', ends: true, outcome: 'refused' },
  ],
  start: {
    key: 'start',
    name: '记下',
    to: 'decided',
    who: [{ is: 'office' }],
    asks: ask('met-on', 'members?', 'matter', 'decision', 'duty-unit', 'due-on'),
    guards: [
      notAhead('met-on'),
      { test: '${due-on} >= ${met-on}', say: '办完的日期比开会还早,请核对。', field: 'due-on' },
    ],
    opinion: 'none',
    clocks: { starts: ['due'] },
  },
  transitions: [
    {
      key: 'note',
      name: '记进展',
      from: ['decided'],
      to: 'stay',
      who: HER,
      asks: ask('progress'),
      opinion: 'none',
    },
    { key: 'chase', name: '催办', from: ['decided'], to: 'stay', who: HER, opinion: 'required' },
    {
      key: 'done',
      name: '办完了',
      from: ['decided'],
      to: 'done',
      who: HER,
      asks: ask('progress'),
      opinion: 'offered',
    },
    { key: 'drop', name: '没有办成', from: ['decided'], to: 'dropped', who: HER, opinion: 'required' },
    passOn(['decided']),
  ],
  clocks: [{ key: 'due', name: '责任单位办完', unit: 'until', length: 'due-on', late: { shows: LEADERS } }],
  projection: {
    ledger: 'joint-decisions',
    begins: ['start'],
    clocks: ['due'],
    sets: {
      // Who does it is asked before there is a matter at all.
      assigned: '1 = 1',
      due: '${due-on}',
      result: "if(${state} = 'done', '办完了', if(${state} = 'dropped', '没有办成', ''))",
      closed: '${closed-day}',
      'on-time': "if(${state} = 'dropped', '', ${on-time})",
    },
  },
  sources: ['R-28 · 000§5「加强联席会议、妇女权益法律援助、妇联干部特邀陪审员等制度建设」'],
};
