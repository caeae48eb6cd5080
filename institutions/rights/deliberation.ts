import type { Flow } from '../../contracts/flow.ts';
import {
  ask,
  choice,
  count,
  day,
  HER,
  LEADERS,
  line,
  notAhead,
  notBefore,
  passOn,
  words,
} from './flow-parts.ts';

/**
 * Women's council deliberation (妇女议事, R-26): a matter that the women raised, advised to somebody who answers by a day, and
 * the answer shown to the women. No law sets a day; who advises names it.
 */
export const deliberation: Flow = {
  key: 'deliberation',
  version: 1,
  name: '妇女议事建议',
  about:
    '姐妹们议了一件事、提了建议:写明向谁提、请他哪天以前答复。到期没有答复,领导会看到;答复了要告诉大家。',
  begin: '记妇女议事建议',
  prefix: '议事',
  group: '权益',
  levels: ['county', 'township', 'village'],
  kinds: ['federation', 'department'],
  privacy: 'office',
  fields: [
    day('met-on', '哪天议的'),
    line('place', '在哪里'),
    count('people', '多少人参加', '人', 1),
    words('matter', '议的什么事'),
    words('advice', '提了什么建议'),
    line('addressee', '向谁提', '例如:样例村党支部和村委会。'),
    day('due-on', '请他哪天以前答复'),
    words('answer', '怎么答复的'),
    day('answered-on', '哪天答复的'),
    choice('shown', '怎么告诉大家的', ['公示栏', '微信群', '下一次议事会上', '广播', '其他']),
  ],
  title: '妇女议事建议 · ${addressee}',
  states: [
    { key: 'advised', name: '等答复' },
    { key: 'answered', name: '等告诉大家' },
    { key: 'done', name: '已告诉大家', ends: true, outcome: 'done' },
    { key: 'dropped', name: '不再提', ends: true, outcome: 'refused' },
  ],
  start: {
    key: 'start',
    name: '提出建议',
    to: 'advised',
    who: [{ is: 'office' }],
    asks: ask('met-on', 'place?', 'people', 'matter', 'advice', 'addressee', 'due-on'),
    guards: [notAhead('met-on'), notBefore('due-on', 'met-on', '请答复的日期比议事还早,请核对。')],
    opinion: 'none',
    clocks: { starts: ['answer'] },
  },
  transitions: [
    { key: 'chase', name: '催答复', from: ['advised'], to: 'stay', who: HER, opinion: 'required' },
    {
      key: 'answer',
      name: '答复了',
      from: ['advised'],
      to: 'answered',
      who: HER,
      asks: ask('answer', 'answered-on'),
      guards: [notAhead('answered-on'), notBefore('answered-on', 'met-on', '答复的日期比议事还早,请核对。')],
      opinion: 'none',
      clocks: { stops: ['answer'] },
    },
    {
      key: 'show',
      name: '告诉大家了',
      from: ['answered'],
      to: 'done',
      who: HER,
      asks: ask('shown'),
      opinion: 'none',
    },
    { key: 'drop', name: '不再提了', from: ['advised'], to: 'dropped', who: HER, opinion: 'required' },
    passOn(['advised', 'answered']),
  ],
  clocks: [
    {
      key: 'answer',
      name: '答复妇女议事建议',
      unit: 'until',
      length: 'due-on',
      late: { shows: [...LEADERS, { is: 'above-chair' }] },
    },
  ],
  sources: [
    'R-26 · 003§4「定期议事,为基层社会管理和公共服务出谋划策」',
    'R-26 · 004§3「晋安前屿村妇女议事制案例」',
  ],
};
