import type { Field } from '../../contracts/ledger.ts';
import { cause, choice, contact, count, day, line, person, words, yes } from './flow-parts.ts';

/** What legal aid and judicial relief (法律援助与司法救助, R-22) ask: persons, papers and money in fields of their own. */
export const FIELDS: Field[] = [
  choice(
    'service',
    '办哪一种',
    ['法律援助案件', '代写法律文书', '司法救助', '法律咨询'],
    '只是咨询的,用“登记接待”记,按人次数。',
  ),
  person('who', '申请人'),
  contact,
  cause,
  words('about', '案情'),
  count('people', '受援的有几人', '人', 1),
  choice(
    'hardship',
    '凭什么申请',
    ['经济困难', '低保、特困等,免予核查', '遭受家庭暴力、虐待、遗弃', '其他不受经济条件限制的'],
    '遭受家庭暴力、虐待、遗弃的,不看经济条件(法律援助法第三十二条)。',
  ),
  line('to-office', '向哪个机构申请'),
  day('applied-on', '哪天递交的申请'),
  day('decided-on', '哪天决定的'),
  choice('told-how', '怎么告诉她的', ['书面寄给她,写明理由', '书面当面交给她,写明理由', '只是口头说了']),
  yes('told-object', '已告诉她:不服可以向司法行政部门提异议'),
  person('lawyer', '承办的律师或工作者'),
  line('law-firm', '哪个律所或法律服务所'),
  yes('lawyer-told', '已告诉律师:什么时候、用什么方式联系她才安全'),
  count('hours', '用了多少小时', '小时'),
  choice('result', '结果', ['胜诉', '部分胜诉', '败诉', '调解结案', '和解或撤诉', '其他']),
  count('papers', '写了几件文书', '件', 1),
  { key: 'relief', label: '发了多少救助金', type: 'money', unitWord: '元', min: 0.01 },
  day('paid-on', '哪天发的'),
];
