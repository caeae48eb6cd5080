import type { Flow } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';
import { LEADERS } from './flow-parts.ts';
import { aside } from './petition-aside.ts';
import { FIELDS, UNDER_REVIEW } from './petition-fields.ts';
import { begin, handle, start } from './petition-steps.ts';

/**
 * A petition (信访件, R-16, chain 13): registered → accepted or not (told why and where) → handled → answered → closed →
 * how satisfied → opened again. Law: 信访工作条例 (2022), all of FACTS 1 is V: notice in 15 days (art 23), objection in 5
 * workdays, 60 days and once 30 more (art 34), accusations never to the accused side (art 30), five representatives (art 20).
 */
export const petitionCase: Flow = {
  key: 'petition-case',
  version: 2,
  name: '信访件',
  about:
    '要求解决问题、提建议、检举控告的,登记成信访件:15 天内告诉她受理不受理,申诉求决 60 天办完。只是问一问、当场答复的,用“登记接待”。',
  begin: '登记信访件',
  prefix: '信',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: FIELDS,
  numbers: [{ key: 'other-days', from: 'petitions.other-days', is: 'setting', otherwise: 60 }],
  withheld: ['phone', 'contact', 'id-number'],
  follows: [
    {
      flow: 'first-asked',
      name: '登记成信访件',
      carries: { channel: 'channel', cause: 'cause', who: 'who', contact: 'contact', about: 'about' },
      tells: { turned: "'信访件'" },
    },
    {
      flow: 'dispute',
      name: '登记成信访件',
      carries: { cause: 'cause', about: 'about' },
    },
  ],
  keptFrom: { persons: 'accused', units: 'accused-unit' },
  oneEach: true,
  title: '${kind} · ${cause}',
  states: [
    { key: 'registered', name: '等受理' },
    { key: 'objected', name: '已提异议' },
    { key: 'in-hand', name: '办理中' },
    { key: 'extended', name: '已延长' },
    { key: 'settled', name: '等答复' },
    { key: 'answered', name: '等办结' },
    { key: 'closed', name: '已办结', ends: true, outcome: 'done' },
    { key: 'not-accepted', name: '不予受理', ends: true, outcome: 'refused' },
    { key: 'handed-back', name: '已退回交办机关', ends: true, outcome: 'refused' },
    { key: 'withdrawn', name: '她已撤回', ends: true, outcome: 'withdrawn' },
  ],
  start,
  transitions: [...begin, ...handle, ...aside],
  clocks: [
    {
      key: 'notice',
      name: '告诉她受理不受理',
      unit: 'calendar',
      length: 15,
      late: { shows: LEADERS },
      source: '信访工作条例第二十二条、第二十三条',
    },
    {
      key: 'object',
      name: '可以提异议',
      unit: 'working',
      length: 5,
      late: { shows: [], takes: 'object-over' },
      source: '信访工作条例:自收到之日起五个工作日',
    },
    {
      key: 'finish',
      name: '办结(申诉求决)',
      unit: 'calendar',
      length: 60,
      ceiling: 90,
      late: { shows: LEADERS },
      source: '信访工作条例第三十四条:六十日,最多延长三十日',
    },
    {
      key: 'other',
      name: '办结',
      unit: 'calendar',
      length: 'other-days',
      late: { shows: LEADERS },
      source: '设置 petitions.other-days;条例没有规定天数',
    },
    {
      key: 'report',
      name: '向交办机关报结',
      unit: 'until',
      length: 'report-by',
      late: { shows: [...LEADERS, { is: 'above-chair' }] },
      source: '000§5「承办上级机关和领导交办的来信、来访案件」',
    },
  ],
  contact: {
    ways: [
      { field: 'told-how', by: { 书面告知: 'letter' } },
      { field: 'told-how', by: { 短信或网上告知: 'sms' }, page: true },
      { field: 'answered-how', by: { 书面答复: 'letter' } },
      { field: 'answered-how', by: { 短信或网上答复: 'sms' }, page: true },
      { field: 'extend-told', by: { 书面告知: 'letter' } },
      { field: 'extend-told', by: { 短信或网上告知: 'sms' }, page: true },
    ],
    planned: [],
    tells: [
      { step: 'answer', what: 'answer', when: "selected(${answered-how}, '短信或网上答复')" },
      { step: 'close', what: 'rate' },
    ],
  },
  projection: {
    ledger: 'petitions',
    begins: ['start'],
    // What the law, the place and who handed it down have set; the right to object ends without anybody being late.
    clocks: ['notice', 'finish', 'other', 'report'],
    // What was handed back was never ours.
    when: "not(coalesce(${outcome}, '') = 'refused' and empty(${where-kind}))",
    sets: {
      channel: "if(selected(${handed-down}, '不是'), ${channel}, '上级交办')",
      cause: '${cause}',
      // While a review is open it is not closed: 100 % cannot be.
      closed: `if(${UNDER_REVIEW}, '', \${closed-day})`,
      result: `if(empty(\${outcome}) or ${UNDER_REVIEW}, '', if(\${outcome} = 'refused', '不予受理', if(\${outcome} = 'withdrawn', '本人撤回', \${result})))`,
      matter: "'信访'",
      satisfied: '${satisfied}',
      migrant: '${migrant}',
      'on-time': `if(${UNDER_REVIEW} and coalesce(\${on-time}, 1 = 2), '', \${on-time})`,
      place: '${place}',
    },
    listens: ['about'],
  },
  sources: [
    'R-16 · 004§3「处理来信来访1455件,办结率为100%」',
    'R-16 · 000§5「承办上级机关和领导交办的来信、来访案件」',
    'R-25 · 信访代理:代理员要有委托书',
  ],
};
