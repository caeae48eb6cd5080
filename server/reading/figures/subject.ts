import { clauseStart } from './around.ts';
import type { Found } from './figure-parts.ts';

const TIMES =
  /^(?:截[至止](?:目前|\d{4}年)?(?:\d{1,2}月)?底?|目前|今年(?:以来|来|全年|上半年)?|去年|上年|一年(?:以)?来|近年来|几年来|上半年|下半年|全年|(?:19|20)[\dxX*_]{2}年(?:度)?(?:以来|底|末)?|\d{1,2}(?:-\d{1,2})?月(?:份)?(?:底)?)+/;
const LEAD =
  /^(?:\d{1,2}[.、]|其中|并且|而且|并|且|同时|一共|共|还|也|又|已|累计|先后|分别|以及|和|及|与|[一二三四五六七八九十]是|就|即|对|为|在|向|给|由|被|把|使|让|有)+/;
const TAIL =
  /(?:已经|已|共计|合计|总计|累计|分别|仅|只|均|各|就|也|约|近|超过|达到了|达到|达|为|有|是|共|了|至|到|的|不足|不到|将近|约为|约有|突破|逾|超|仍|还|计|每年|全年|先后|多达|高达|控制在|保持在|提高|增加|上升|下降|降低|减少|降|升|增|不少于|不低于|不超过|至少)+$/;
/** Where a noun after the unit word ends: at a mark, or at the verb of the clause. */
const NOUN_END =
  /[,。、;:!?()\n]|进行|参加|参与|受到|接受|获得|获|在|被|为|实现|达|均|都|并|共|分别|已|得到|走上|担任|当选|中(?!心|学|小|专|层|青)|及|和|与|有|把|将|提供|办理|一年|全部|还|也|就(?![业近地医学])|(?<![申邀聘])请(?![示假])|配备|建立|成立|开展|出台/;
/** What begins so after a unit word is the verb, not the thing counted: 92名占…, 5名被提拔. */
const NO_NOUN =
  /^(?:占|参|进行|被|获|受|在|为|是|均|都|已|实|完|走|由|以[上下内]|左右|不等|用|并|的?$|比|较|达|，|等|其|时|后|前|之|一|同)/;
const HAN = /^[\p{Script=Han}“”"A-Za-z]/u;

/** What is counted, in the words of the text: the thing after the unit word, or what stands before the number in its clause. */
export function subjectOf(text: string, found: Found): string {
  const from = clauseStart(text, found.from, 60);
  const before = lastPart(text.slice(from, found.from));
  const head = cleaned(before);
  if (found.kind === 'rate' || found.kind === 'rank' || found.unit === '岁') {
    // 女干部37名,占总数的14%: of whom is said one clause earlier.
    if (head.length > 1 && !/^(?:占|比|较|增长|提高|下降|上升|增幅|降幅)/.test(head)) return head;
    return earlier(text, from) + head;
  }
  const follows = text.slice(found.phraseTo, found.phraseTo + 30).replace(/^的/, '');
  const cut = follows.search(NOUN_END);
  const noun = (cut < 0 ? follows : follows.slice(0, cut)).trim();
  if ((noun.length >= 2 || head === '') && HAN.test(noun) && !NO_NOUN.test(noun)) return noun;
  if (head.length >= 2 && !/^(?:比|较|同比|增长|增加|减少|下降|合计|总计)/.test(head)) return head;
  return earlier(text, from) + head;
}

/** What a clause counts goes on from the one before it: its words up to its number. */
function earlier(text: string, from: number): string {
  if (!/[,、;]/.test(text.charAt(from - 1))) return '';
  const start = clauseStart(text, from - 1, 60);
  const clause = text.slice(start, from - 1);
  const number = clause.search(/[\d百千]|[一二三四五六七八九十两]+[个名户人次期]/);
  const words = cleaned(number < 0 ? clause : clause.slice(0, number));
  if (words.length > 1 || number < 0) return words;
  const noun = /^[\d.一二三四五六七八九十百千万亿两多余]+\p{Script=Han}([\p{Script=Han}“”]{2,12})$/u.exec(
    clause,
  );
  return noun?.[1] ?? '';
}

/** Of an enumeration (乡镇163个、街道19个) only the part with the number. */
function lastPart(before: string): string {
  const words = before.replace(/^[,。、;:!?\n -]+/, '');
  const parts = words.split('、');
  const last = parts.at(-1) ?? '';
  return parts.length > 1 && /\d/.test(parts.at(-2) ?? '')
    ? last
    : parts.length > 1 && last.length > 3
      ? last
      : words;
}

function cleaned(words: string): string {
  // 检查率从2010年的12.4%提高到: the rate is what is told.
  const told = /^(.{2,}?)(?:由|从)(?=(?:19|20)\d\d年|\d|去年|上年)/.exec(words)?.[1] ?? words;
  const bare = told.replace(TIMES, '').replace(LEAD, '').replace(TIMES, '');
  return bare.replace(TAIL, '').replace(TAIL, '').trim();
}
