import type { Ledger } from '../../contracts/ledger.ts';
import { ALL_LEVELS, WORKING_UNITS } from '../shared-parts.ts';
import { CAUSES } from './flow-parts.ts';
import { closedInTime } from './ledger-parts.ts';

const AID = "${service} = '法律援助案件'";
const RELIEF = "${service} = '司法救助'";

/**
 * Legal aid and judicial relief (法律援助与司法救助, R-22; L10): cases 件, pleadings 件, persons 人, money 元, never mixed. Advice is
 * 人次 and stands in contacts and petitions.
 */
export const legalAids: Ledger = {
  key: 'legal-aids',
  number: 'L10',
  name: '法律援助与司法救助',
  version: 1,
  about:
    '每帮她申请一件法律援助、代写一次文书、申请一次司法救助,记一行。在平台上办的,这一行自动形成;不写姓名和案情。只是咨询的不在这里记。',
  dayLabel: '登记日期',
  title: '${service} ${cause}',
  group: '权益',
  levels: ALL_LEVELS,
  kinds: WORKING_UNITS,
  expects: null,
  privacy: 'case',
  unfinished: { when: 'empty(${closed})', say: '件法律援助、司法救助没有办结' },
  fields: [
    {
      key: 'service',
      label: '办哪一种',
      type: 'choice',
      required: true,
      options: ['法律援助案件', '代写法律文书', '司法救助'],
    },
    {
      key: 'cause',
      label: '什么事',
      type: 'choice',
      open: true,
      options: CAUSES,
      help: '选类别就行,不要写姓名和案情。',
    },
    { key: 'people', label: '受援的有几人', type: 'integer', unitWord: '人', min: 1 },
    { key: 'papers', label: '写了几件文书', type: 'integer', unitWord: '件', min: 1 },
    { key: 'closed', label: '办结日期', type: 'date', help: '还没办结的不填。' },
    {
      key: 'granted',
      label: '给了援助或救助',
      type: 'yesno',
      help: '办完了选"是";决定不给、中途终止的选"否"。',
    },
  ],
  dimensions: [
    { key: 'service', label: '种类', value: '${service}' },
    { key: 'cause', label: '事由', value: '${cause}' },
  ],
  measures: [
    {
      key: 'legal-aids.cases',
      label: '法律援助案件',
      unitWord: '件',
      kind: 'flow',
      value: '1',
      when: AID,
      rule: '种类是法律援助案件的,每行一件,按登记日期计入当月;咨询、代写文书不算。',
    },
    {
      key: 'legal-aids.papers',
      label: '写作诉状和其他法律文书',
      unitWord: '件',
      kind: 'flow',
      value: '${papers}',
      when: 'not(empty(${papers}))',
      rule: '各行写的文书件数相加,按登记日期归月。',
    },
    {
      key: 'legal-aids.aided',
      label: '获得法律援助',
      unitWord: '人',
      kind: 'flow',
      value: '${people}',
      when: `${AID} and \${granted}`,
      rule: '给了援助的法律援助案件中,受援的人数相加,按登记日期归月;一人办了两件,两件里各算一次。',
    },
    {
      key: 'legal-aids.relieved',
      label: '获得司法救助',
      unitWord: '人',
      kind: 'flow',
      value: '${people}',
      when: `${RELIEF} and \${granted}`,
      rule: '给了救助的司法救助中,受救助的人数相加,按登记日期归月。',
    },
    {
      key: 'legal-aids.pending',
      label: '还没办结',
      unitWord: '件',
      kind: 'stock',
      mode: 'delta',
      value: '1',
      until: 'closed',
      rule: '统计日那天已经登记、还没有办结的件数,三种都算。',
    },
  ],
  checks: [
    ...closedInTime('办结日期', '登记日期', '还没办结请先留空'),
    {
      key: 'many-people',
      level: 'soft',
      test: '${people} <= 50',
      say: '一件填了受援 ${people} 人,超过 50 人。如果是几件合在一起填了,请分开记;确实是一件,请说明原因。',
      field: 'people',
    },
  ],
  sources: [
    'R-22 · 000§4「法律援助案件190件,写作诉状428件,提供法律咨询3141人次」',
    'R-22 · 001-F「妇女获得法律援助430人,获得司法救助1900人」',
  ],
};
