import type { Ledger } from '../../contracts/ledger.ts';
import { ALL_LEVELS, WORKING_UNITS } from '../shared-parts.ts';
import { closedInTime, closedNeedsResult } from './ledger-parts.ts';

/** Complaints about who handled a contact (服务投诉, R-18). REQUIREMENTS table (c) names no ledger for them; this is ours. */
export const serviceComplaints: Ledger = {
  key: 'service-complaints',
  number: 'L9-1',
  name: '服务投诉',
  version: 1,
  about: '来访人对接待有意见,每一次记一行。在平台上查处的,这一行自动形成;不写被投诉的人,也不写投诉的人。',
  dayLabel: '投诉日期',
  title: '服务投诉 ${result}',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: WORKING_UNITS,
  expects: null,
  privacy: 'case',
  unfinished: { when: 'empty(${closed})', say: '件服务投诉没有办结' },
  fields: [
    { key: 'result', label: '查的结果', type: 'choice', options: ['查实', '不属实'] },
    {
      key: 'handling',
      label: '怎么处理的',
      type: 'choice',
      options: ['道歉并改正', '批评教育', '通报批评', '调离岗位', '移交有关部门'],
    },
    { key: 'closed', label: '办结日期', type: 'date', help: '还没办结的不填。' },
    { key: 'on-time', label: '按时查完', type: 'yesno' },
  ],
  dimensions: [
    { key: 'result', label: '结果', value: '${result}' },
    { key: 'handling', label: '处理', value: '${handling}' },
  ],
  measures: [
    {
      key: 'service-complaints.received',
      label: '服务投诉',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      rule: '每行一件,按投诉日期计入当月。',
    },
    {
      key: 'service-complaints.closed',
      label: '已办结',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: 'not(empty(${closed}))',
      rule: '期内投诉的件中,现在已经办结的:不属实的,查实并处理了的。仍按投诉日期归月。',
    },
    {
      key: 'service-complaints.closed-rate',
      label: '办结率',
      unitWord: '%',
      kind: 'ratio',
      numerator: 'service-complaints.closed',
      denominator: 'service-complaints.received',
      rule: '同一批投诉:已办结的件数除以投诉的件数;有一件没办结就不是 100%。',
    },
    {
      key: 'service-complaints.verified',
      label: '查实',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: "${result} = '查实'",
      rule: '期内投诉的件中,查实的,不管处理了没有。',
    },
  ],
  checks: [
    ...closedInTime('办结日期', '投诉日期', '还没办结请先留空'),
    {
      key: 'handled-when-verified',
      level: 'hard',
      test: "empty(${handling}) or ${result} = '查实'",
      say: '选了处理办法,结果却不是"查实"。没有查实的不能处理,请改正其中一处。',
      field: 'handling',
    },
    closedNeedsResult('办结日期', '查的结果'),
  ],
  sources: ['R-18 · 000§5「凡因第一责任人服务不到位,服务对象有意见的,一经查实,严肃处理」'],
};
