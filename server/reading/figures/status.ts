import type { Qualifier } from '../model.ts';
import type { Tone } from './headings.ts';

const AIM =
  /(?<![春蕾工作年度学习发展生育行动规划培训])计划(?!生育|总|书|性|任务|的)|拟(?!定|订|写|人)|力争|争取(?=[^,。]{0,12}(?:达|到|完成|实现|在|用|明年|年底))|预计|预期(?!寿命|效果|目标)|有望|将(?=[^,。]{0,10}(?:达|完成|实现|建|培训|举办|新增|开展|组织|\d))|打算|明年|下一步|下一年|今后|未来|确保|目标(?!考核|责任|管理|任务|值)|到20\d\d年(?:底|末)?[,,全]|要(?=[^,。求]{0,8}(?:达到|完成|实现|培训|新建|建成|发展|转移|举办|抓住|保证))|保证达到|突破(?=\d)[^,。]*的目标/;
/** A whole sentence is a plan when it begins so. */
const LEADING_AIM =
  /(?<![春蕾工作年度学习发展生育行动规划培训])计划(?!生育|总|书|性|任务|的)|拟(?!定|订|写|人)|力争|预计|打算|明年|下一步|下一年|下半年(?=,|要|将|计划)|今后|到20\d\d年/;
const DEMAND =
  /不少于|不得少于|不低于|不得低于|不超过|不得超过|不得高于|必须|应当|须(?!知)|应(?=[不有占达为在由保至每将配])|原则上|不得|至少|(?:最高|最长|最多|最低)(?=[^,。的有只]{0,3}$)|一般在|规定的?$|标准(?:为|是)?[^,。;\d]{0,6}$|要求(?=[^,。]{0,14}$)|下达[^,。;]{0,12}任务|任务(?:数|指标)?(?:为)?$/;
/** 每人每年800元: what each is to get, in money. */
const RATE_OF_PAY = /每(?:人|户|名|生|村|所|个|亩|学期|例|件|家|对|年|月|次)[^,。;平]{0,10}$/;
const DONE = /了|已|共|累计|完成|截至|截止|目前|以来|年来|实现/;
const BOUND: (Qualifier | null)[] = ['atLeast', 'atMost', 'range', null];

/**
 * Aimed at (plan), demanded by a rule (norm) or a fact. `clause` and `sentence` are what stands before the number, without
 * quotations; under the heading of a plan or a rule its tone holds unless the clause tells of something done.
 */
export function statusOf(
  clause: string,
  sentence: string,
  qualifier: Qualifier | null,
  money: boolean,
  tone: Tone,
): 'actual' | 'plan' | 'norm' {
  const done = /了|已|共计|累计|完成|达到了/.test(clause);
  if (
    tone !== null &&
    !/已(?!婚)|了(?!解)|累计|截[至止]|去年|上年|以来|年来|共有|现有|目前|共\d/.test(sentence)
  )
    return tone;
  if (AIM.test(clause)) return 'plan';
  if (DEMAND.test(clause) && BOUND.includes(qualifier) && !done) return 'norm';
  if (money && RATE_OF_PAY.test(clause) && !/平均|人均/.test(clause)) return 'norm';
  const lead = LEADING_AIM.exec(sentence);
  return lead !== null && lead.index < 16 && !DONE.test(clause) && !DONE.test(sentence.slice(lead.index))
    ? 'plan'
    : 'actual';
}
