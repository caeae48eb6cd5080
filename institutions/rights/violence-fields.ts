import type { Field } from '../../contracts/ledger.ts';
import { DANGER_FIRST } from './flow-parts.ts';
import { SAFETY_NOTE } from './safety-note.ts';

/** The day and the hour of something that happened; the page shows `-time` as a clock. */
const moment = (key: string, label: string, help?: string): Field[] => [
  { key: `${key}-day`, label: `${label}(日期)`, type: 'date', ...(help ? { help } : {}) },
  { key: `${key}-time`, label: `${label}(几点几分)`, type: 'text', maxLength: 5 },
];

/**
 * The nine items and two special ones of 家庭暴力危险预测量表 (麻超、李洪涛、苏英、毋嫘、洪炜; annex of 妇联组织受理家庭暴力投诉
 * 工作规程, 全国妇联权益部 2018). Its text carries no licence: the house ships the scoring, the office has the paper.
 */
export const ITEMS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `item-${n}`);
export const SPECIALS = ['special-1', 'special-2'];
const scale: Field[] = [
  ...ITEMS.map(
    (key, i): Field => ({
      key,
      label: `量表第 ${i + 1} 题`,
      type: 'yesno',
      ...(i === 0
        ? {
            help: '《家庭暴力危险预测量表》(麻超、李洪涛等,载全国妇联权益部 2018 年《妇联组织受理家庭暴力投诉工作规程》附件)。题目原文没有授权放进平台,请照本单位的纸质量表逐题问她,她答“是”就选是;说不清的再问一遍,不要替她答。平台只算分。分数帮助判断,不是鉴定,不能代替您的判断:分数低,她说怕,也按有危险办。',
          }
        : {}),
    }),
  ),
  {
    key: 'special-1',
    label: '特别项一:让她不能呼吸',
    type: 'yesno',
    help: '掐脖子、捂住口鼻等。有就是高危。',
  },
  { key: 'special-2', label: '特别项二:其他可能致命的举动', type: 'yesno' },
  { key: 'danger-score', label: '危险评估得分', type: 'integer', unitWord: '分' },
  { key: 'danger-grade', label: '危险程度', type: 'choice', options: ['低危', '中危', '高危'] },
];

export const FIELDS: Field[] = [
  ...DANGER_FIRST,
  {
    key: 'victim',
    label: '受害的是谁',
    type: 'choice',
    options: ['成年人', '未成年人', '没有或限制民事行为能力的人', '成年人和未成年人'],
    help: '有未成年人,或者因年老、残疾、重病、精神障碍等不能自己作主的人,必须向公安机关报案(反家庭暴力法第十四条)。',
  },
  {
    key: 'channel',
    label: '怎么来的',
    type: 'choice',
    options: ['来访', '来电', '来信', '网络', '主席信箱', '主席接访', '妇女热线', '公安转来', '其他'],
  },
  {
    key: 'kinds',
    label: '什么样的暴力',
    type: 'choices',
    options: ['身体', '精神', '性', '限制自由', '经济控制'],
  },
  {
    key: 'relation',
    label: '施暴的人是她的',
    type: 'choice',
    options: ['丈夫', '前夫', '同居的人', '父母', '子女', '公婆或岳父母', '其他'],
  },
  { key: 'who', label: '她的姓名', type: 'person', help: '只有经办的人看得到,加密保存。' },
  {
    key: 'contact',
    label: '她的电话或地址',
    type: 'text',
    help: '只写号码、地址,不写进证据包;什么时候、用什么方式联系安全,写在下面“怎么联系她才安全”里。',
  },
  {
    key: 'about',
    label: '她说了什么',
    type: 'longtext',
    help: '照她的原话记,不要替她下结论。妇联的记录可以作证据。',
  },
  { key: 'injuries', label: '伤情', type: 'longtext', help: '看到的、她说的、验伤的结果,分开写。' },
  ...moment('police', '报警时间'),
  { key: 'station', label: '报给哪个派出所或 110', type: 'text', maxLength: 60 },
  { key: 'police-number', label: '接警编号', type: 'text', maxLength: 40 },
  {
    key: 'shelter',
    label: '安置在哪里',
    type: 'choice',
    options: ['不需要', '亲友家', '庇护场所或救助站', '医院', '其他安全的地方'],
  },
  { key: 'shelter-day', label: '哪天安置的', type: 'date' },
  {
    key: 'shelter-where',
    label: '具体在哪里',
    type: 'text',
    help: '不写也可以。不写进证据包,不告诉任何一方。',
  },
  ...moment('report', '报案时间', '强制报告:疑似就要报,不用等查实。'),
  { key: 'report-by', label: '谁去报的', type: 'person' },
  { key: 'report-to', label: '报给谁', type: 'text', maxLength: 60 },
  ...scale,
  ...moment('letter-asked', '提请告诫的时间'),
  { key: 'letter-from', label: '哪个派出所', type: 'text', maxLength: 60 },
  { key: 'letter-day', label: '告诫书哪天送达', type: 'date' },
  { key: 'letter-number', label: '告诫书编号', type: 'text', maxLength: 40 },
  ...moment('order-asked', '法院收到申请的时间'),
  { key: 'court', label: '哪个法院', type: 'text', maxLength: 60 },
  {
    key: 'order-result',
    label: '法院怎么定的',
    type: 'choice',
    options: ['等法院裁定', '作出保护令', '驳回', '已撤销'],
  },
  { key: 'order-day', label: '哪天作出的', type: 'date' },
  { key: 'order-until', label: '有效到哪天', type: 'date', help: '自作出之日起最长 6 个月。' },
  { key: 'order-number', label: '裁定书文号', type: 'text', maxLength: 60 },
  { key: 'order-alert', label: '哪天以前问她要不要延长', type: 'date' },
  {
    key: 'plan',
    label: '回访计划',
    type: 'longtext',
    help: '谁去、怎么去、问什么。哪天、用什么方式,照她说的“怎么联系她才安全”。',
  },
  { key: 'next-visit', label: '下次回访', type: 'date' },
  { key: 'visit-day', label: '哪天回访的', type: 'date' },
  {
    key: 'visit-kind',
    label: '怎么回访的',
    type: 'choice',
    options: ['上门', '电话', '她来机关', '和派出所一起查访'],
  },
  {
    key: 'visit-found',
    label: '情况怎么样',
    type: 'choice',
    options: ['没有新的暴力', '又发生暴力', '联系不上'],
  },
  { key: 'visits', label: '这次计划里回访过', type: 'integer', unitWord: '次' },
  { key: 'clean-visits', label: '连续没有新的暴力', type: 'integer', unitWord: '次' },
  SAFETY_NOTE,
  { key: 'result', label: '结果', type: 'longtext' },
];
