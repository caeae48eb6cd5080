import type { Qualifier } from '../model.ts';
import { wordAt, wordBefore } from './lexicon.ts';
import { LINKS, MARKS_BEFORE, NOT_MARKS } from './words/marks.ts';

const CLAUSE_END = new Set([...',。、;:!?！？；：，()（）\n…']);
const HARD_END = new Set([...',。;:!?！？；：，\n…']);

/** Where the clause that holds `at` begins, at most `reach` signs back. */
export function clauseStart(text: string, at: number, reach = 40): number {
  let from = at;
  const least = Math.max(0, at - reach);
  while (from > least && !HARD_END.has(text.charAt(from - 1))) from -= 1;
  return from;
}

/** The text of the same clause before a place. */
export function clauseBefore(text: string, at: number, reach = 40): string {
  return text.slice(clauseStart(text, at, reach), at);
}

export const endsClause = (text: string, at: number) =>
  at >= text.length ||
  CLAUSE_END.has(text.charAt(at)) ||
  (text.charAt(at) === '.' && !/\d/.test(text.charAt(at + 1)));

/** 至少开展1次, 最多可贷5万元, 上限为10万元: a short verb may stand between a limit and its number. */
const FAR =
  /(至少|不少于|不得少于|不低于|不得低于|最少|最低|最短|下限|最多|最高|最长|至多|不超过|不得超过|不高于|不得高于|上限|限额|封顶)[^,。;、:\d一二三四五六七八九十]{0,6}$/;

/** 近, 约, 不少于, 超过 before a number; `bare` numbers (百, 万) also take 过 and 破, portions (六成) also 超过总数的. */
export function markBefore(
  text: string,
  from: number,
  bare: boolean,
  portion = false,
): { qualifier: Qualifier | null; from: number } {
  let at = from;
  for (let step = 0; step < 3; step += 1) {
    const word = wordBefore(MARKS_BEFORE.words, text, at);
    // 高于全市平均0.6个百分点 is a difference, no bound.
    if (step > 0 && /^(?:高于|低于|高出|多于|少于|大于|小于)$/.test(word)) break;
    if (word !== '' && (word.length > 1 || standsAlone(text, at, word, bare))) {
      return { qualifier: MARKS_BEFORE.kinds.get(word) ?? null, from: at - word.length };
    }
    const link = wordBefore(LINKS, text, at);
    if (link === '') break;
    at -= link.length;
  }
  // 超过总数的六成, 不到全县的三分之一.
  const share = /(超过|超|逾|不足|不到|接近|近|约占|低于|高于)[^,。;、:\d的]{1,8}的$/.exec(
    text.slice(Math.max(0, from - 12), from),
  );
  if (share !== null && portion)
    return { qualifier: MARKS_BEFORE.kinds.get(share[1] ?? '') ?? null, from: from - share[0].length };
  const far = FAR.exec(text.slice(Math.max(0, from - 12), from));
  const word = far?.[1] ?? '';
  if (far === null || /^最.(?:的|达|者|时|收入)/.test(far[0])) return { qualifier: null, from };
  if (/最[高低]/.test(word) && !limitSet(text, from)) return { qualifier: null, from };
  return { qualifier: /[少低短下]/.test(word) ? 'atLeast' : 'atMost', from: from - far[0].length };
}

/** 贷款最高10万元 is a limit, 单日最高3.6万人次 a record. */
const limitSet = (text: string, from: number) =>
  /额度|贷|补助|补贴|奖励|限|标准|可|给予|资助|不得|一般/.test(text.slice(Math.max(0, from - 40), from));

/** 近 in 最近 and 约 in 节约 are ends of other words; 过 and 破 count only before 百, 千, 万. */
function standsAlone(text: string, at: number, word: string, bare: boolean): boolean {
  if (wordBefore(NOT_MARKS, text, at) !== '') return false;
  if (word === '过' || word === '破') return bare && wordAt(NOT_MARKS, text, at - 2) === '';
  return true;
}
