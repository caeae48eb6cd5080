import type { LetterCause, LetterDanger } from '../../contracts/api-letters.ts';

/** How a letter's kinds are called where they are counted: the options of institutions/rights/first-asked.ts and of ledger L8. */
export const DANGER_NAMES: Readonly<Record<LetterDanger, string>> = {
  now: '有危险',
  // It was so before: whoever answers asks first how it is today.
  lately: '说不清',
  no: '没有',
};
export const CAUSE_NAMES: Readonly<Record<LetterCause, string>> = {
  violence: '家庭暴力',
  marriage: '婚姻家庭',
  harassment: '人身权益',
  child: '儿童权益',
  property: '财产权益',
  land: '土地权益',
  work: '劳动权益',
  hardship: '生活困难',
  advice: '其他',
  other: '其他',
};
