import type { Flow } from '../../contracts/flow.ts';
import { ALL_LEVELS } from '../shared-parts.ts';

/**
 * A complaint about who handled a contact (服务投诉与责任追究, R-18): investigated by another person, handled only once it is
 * verified. Who is complained of has no part in it; the platform chooses somebody who never had the contact in hand.
 */
export const serviceComplaint: Flow = {
  key: 'complaint',
  version: 3,
  name: '服务投诉',
  about: '来访人对接待有意见。由没有经手过那件事的人来查:先查实或查否,查实了再处理。',
  begin: '记一次服务投诉',
  prefix: '诉',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: ['federation', 'department'],
  privacy: 'case',
  fields: [
    {
      key: 'about',
      label: '投诉的是哪一件',
      type: 'text',
      maxLength: 40,
      help: '写编号,例如:首问〔2026〕12号。经手过那一件的人不能来查。',
    },
    {
      key: 'handling',
      label: '怎么处理的',
      type: 'choice',
      options: ['道歉并改正', '批评教育', '通报批评', '调离岗位', '移交有关部门'],
    },
  ],
  follows: [
    {
      flow: 'first-asked',
      name: '有人对接待有意见',
      carries: {},
      apart: true,
      hidden: true,
      number: 'about',
    },
  ],
  title: '对接待的意见',
  states: [
    { key: 'investigated', name: '调查中' },
    { key: 'verified', name: '查实,待处理' },
    { key: 'handled', name: '已处理', ends: true, outcome: 'done' },
    { key: 'unfounded', name: '不属实', ends: true, outcome: 'refused' },
  ],
  start: {
    key: 'start',
    name: '登记',
    to: 'investigated',
    who: [{ is: 'chair' }, { is: 'in-charge' }, { is: 'department-head' }],
    asks: [{ field: 'about', required: true }],
    opinion: 'none',
    clocks: { starts: ['investigate'] },
  },
  transitions: [
    {
      key: 'verify',
      name: '属实',
      from: ['investigated'],
      to: 'verified',
      who: [{ is: 'responsible' }],
      opinion: 'required',
      clocks: { stops: ['investigate'] },
      source: '000§5「一经查实」',
    },
    {
      key: 'unfounded',
      name: '不属实',
      from: ['investigated'],
      to: 'unfounded',
      who: [{ is: 'responsible' }],
      opinion: 'required',
      clocks: { stops: ['investigate'] },
    },
    {
      key: 'handle',
      name: '处理',
      from: ['verified'],
      to: 'handled',
      who: [{ is: 'responsible' }],
      asks: [{ field: 'handling', required: true }],
      opinion: 'required',
      source: '000§5「一经查实,严肃处理」;没有查实不能处理',
    },
  ],
  clocks: [
    {
      key: 'investigate',
      name: '调查',
      unit: 'calendar',
      length: 15,
      late: { shows: [{ is: 'chair' }, { is: 'above-chair' }] },
      source: '没有出处:000§5 没有说期限,参照信访事项受理 15 日,可以改',
    },
  ],
  projection: {
    ledger: 'service-complaints',
    begins: ['start'],
    clocks: ['investigate'],
    sets: {
      result: "if(${state} = 'unfounded', '不属实', if(${state} = 'investigated', '', '查实'))",
      handling: '${handling}',
      closed: '${closed-day}',
      'on-time': '${on-time}',
    },
  },
  sources: ['R-18 · 000§5「凡因第一责任人服务不到位,服务对象有意见的,一经查实,严肃处理」'],
};
