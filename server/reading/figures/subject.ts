import { clauseStart } from './around.ts';
import type { Found } from './figure-parts.ts';

const LEAD =
  /^(?:其中|截至目前|截止目前|今年来|今年以来|今年全年|一年来|一年以来|上半年|下半年|全年|近年来|几年来|并|且|同时|共|还|也|又|已|约|近|全年|一是|二是|三是|四是|五是|目前|以及|和|及|与|[一二三四五六七八九十]是|今年|截至目前|累计|先后)+/;
const TAIL =
  /(?:已经|已|共计|合计|总计|累计|分别|仅|只|均|各|就|也|约|近|超过|达到了|达到|达|为|有|是|共|了|至|到|的|不足|不到|将近|约为|约有|突破|逾|超|仍|还)+$/;
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
