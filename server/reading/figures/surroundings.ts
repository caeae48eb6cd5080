import { clauseStart } from './around.ts';
import type { Found } from './figure-parts.ts';

const CHANGE =
  /(?:增长|增加|提高|上升|下降|减少|降低|提升|缩小|扩大|回落|下滑|上涨|递增|递减|净增|净减|增幅|降幅|涨幅|增速|增长率|攀升|缩减|压缩|增|减|降|升|高|多|少|低)(?:幅度|幅|速度)?(?:分别|各|均)?(?:了|达到|达|约|近|超过|为|逾|不到|不足|到达|超)*$/;
const LEVEL_AFTER_CHANGE = /(?:到|至|为)$/;
const COMPARED = /(?:比|较|同比|环比|高于|低于|相比)/;
const PLAN =
  /计划|拟|力争|争取|预计|预期|将(?!近|士|军|领)|目标|打算|明年|下一步|下一年|今后|未来|规划期末|到20\d\d年(?:底|末)?[,,]|安排|准备|拟定|有望|确保|达到.{0,12}以上的目标/;
const NORM =
  /不少于|不得少于|不低于|不得低于|不超过|不得超过|必须|应当|须|应(?!邀|聘|对|急|用|届|届)|要求|原则上|不得|标准为|规定|至少|一般在|按照.{0,10}标准|每年.{0,6}不|每次|每人每|每月|每周|每季度/;
const DONE = /了|已|共|累计|完成|截至|截止|目前|今年以来|一年来|达到了|实现/;
const PLAN_HEADING = /(?:打算|计划|思路|安排|目标|任务|规划|要点|展望|谋划)/;
const NORM_HEADING = /(?:制度|办法|规定|职责|守则|细则|条例|规则|规范|要求)$/;

/** What a heading says about the figures under it. */
export function headingStatus(heading: string): 'plan' | 'norm' | null {
  if (NORM_HEADING.test(heading)) return 'norm';
  return PLAN_HEADING.test(heading) &&
    /(?:下一|明年|今后|下步|下半年|20\d\d|未来|工作)/.test(heading) &&
    !/(?:完成|总结|回顾|情况)/.test(heading)
    ? 'plan'
    : null;
}

/** A change (增长, 比上年增加) or a state; 增加到 and 新增 are states. */
export function roleOf(text: string, found: Found): 'level' | 'delta' {
  if (
    found.delta ||
    /[百千万]分点$/.test(found.unit) ||
    /^的差[距额]/.test(text.slice(found.phraseTo, found.phraseTo + 3))
  )
    return 'delta';
  if (found.kind === 'rank') return 'level';
  const before = text.slice(clauseStart(text, found.from, 24), found.from);
  const bare = before.replace(/(?:约|近|超过|逾|将近|接近|至少|不少于|不低于)$/, '');
  if (LEVEL_AFTER_CHANGE.test(bare) && !/(?:增幅|降幅|涨幅|增速|增长率|率)[^,。]{0,3}$/.test(bare))
    return 'level';
  if (/(?:新增|新增加|增设|增收)[^,。;]{0,2}$/.test(bare)) return 'level';
  const verb = CHANGE.exec(bare)?.[0] ?? '';
  if (verb === '') return 'level';
  // 多, 少, 高, 低, 增, 减 alone need a comparison: 比去年多3人. 高1.2倍 needs none.
  if (/^[多少高低增减降升]$/.test(verb.replace(/[了达约近]/g, '')))
    return found.unit === '倍' || COMPARED.test(before) || /^[增减降升]/.test(verb) ? 'delta' : 'level';
  return 'delta';
}

/** Aimed at, demanded, or a fact: told by words of the clause, then of the sentence, then by the heading. */
export function statusOf(
  clause: string,
  sentence: string,
  qualified: boolean,
  heading: 'plan' | 'norm' | null,
): 'actual' | 'plan' | 'norm' {
  if (heading === 'norm') return 'norm';
  if (NORM.test(clause) && !DONE.test(clause))
    return qualified || /必须|应|须|不得|要求/.test(clause) ? 'norm' : (heading ?? 'actual');
  if (PLAN.test(clause) && !/了|已/.test(clause)) return 'plan';
  if (PLAN.test(sentence.slice(0, 24)) && !DONE.test(clause)) return 'plan';
  return heading === 'plan' && !/已|了/.test(clause) ? 'plan' : 'actual';
}

const PERIOD =
  /(?:(?:19|20)(?:\d\d|[xX*_]{2}|\d[xX*_])年(?:度)?(?:上半年|下半年|\d{1,2}月(?:份|底|末)?|[一二三四]季度|第[一二三四]季度|以来|底|末|初)?(?:(?:-{1,2}|至|到)(?:(?:19|20)\d\d年|\d{1,2}月(?:份)?))?|\d{1,2}(?:-|至)\d{1,2}月(?:份)?|(?:今年|去年|上年|本年|前年|明年)(?:以来|来|全年|上半年|下半年|[一二三四五六七八九十\d]{1,3}月(?:份|底|初)?|底|初|末)?|一年来|近年来|几年来|五年来|三年来|近[一两二三四五]年|上半年|下半年|全年|[一二三四]季度|目前|截至[^,。;]{1,12}|截止[^,。;]{1,12}|到目前为止|年初|年底|本月|上月|\d{1,2}月份|“?十[一二三四五]?五”?期间)/g;

/** The stated times of a sentence, in order. */
export function periodsOf(sentence: string): { at: number; words: string }[] {
  return [...sentence.matchAll(PERIOD)].map((hit) => ({ at: hit.index, words: hit[0] }));
}

const LEAD =
  /^(?:其中|并|且|同时|共|还|也|又|已|约|近|全年|一是|二是|三是|四是|五是|目前|以及|和|及|与|[一二三四五六七八九十]是|今年|截至目前|累计|先后)+/;
const TAIL =
  /(?:已经|已|共计|合计|总计|累计|分别|仅|只|均|各|就|也|约|近|超过|达到了|达到|达|为|有|是|共|了|至|到|的|占|比例|不足|不到|将近|约为|约有|突破|逾|超|仍|还)+$/;
const NOUN_END =
  /[,。、;:!?()\n]|进行|参加|参与|受到|接受|获得|获|在|被|为|实现|达|均|都|并|共|分别|已|的为|得到|走上|担任|当选|中|及|和|与|有/;

/** What is counted, in the words of the text: the noun after the unit word, or what stands before the number in its clause. */
export function subjectOf(text: string, found: Found): string {
  const after = text.slice(found.phraseTo, found.phraseTo + 30);
  const follows = after.replace(/^的/, '');
  const cut = follows.search(NOUN_END);
  const noun = (cut < 0 ? follows : follows.slice(0, cut)).trim();
  const from = clauseStart(text, found.from, 40);
  let before = text.slice(from, found.from).replace(/^[,。、;:!?\n -]+/, '');
  const list = before.lastIndexOf('、');
  if (list >= 0 && before.length - list > 3) before = before.slice(list + 1);
  const head = before.replace(LEAD, '').replace(TAIL, '').replace(TAIL, '');
  if (found.kind === 'rate' || found.kind === 'rank' || noun.length < 2) return head;
  const wordy = /^[\p{Script=Han}“”"A-Za-z]/u.test(noun);
  if (!wordy || /^(?:以上|以下|左右|不等|之)/.test(noun)) return head;
  return head.length >= 2 &&
    !/(?:对|有|由|被|把|为|给|向|让|使|帮助|组织|近|在|从)$/.test(before) &&
    before.length > 6
    ? head
    : noun;
}
