/** What comes by the public pages (来件) and what both sides see of it. */

/** Whom it is about. */
export const LETTER_WHOM = { me: '我自己', child: '孩子', other: '别人(亲戚、邻居、同事、学生……)' } as const;
export type LetterWhom = keyof typeof LETTER_WHOM;
/** Danger (危险), asked first, always. */
export const LETTER_DANGER = {
  now: '正在发生,或者今天就怕出事',
  lately: '现在没事,以前有过',
  no: '没有危险',
} as const;
export type LetterDanger = keyof typeof LETTER_DANGER;
export const LETTER_CAUSES = {
  violence: '家里有人打骂、恐吓、不让出门',
  marriage: '婚姻、离婚、抚养孩子',
  harassment: '被骚扰、被侵害、被人传照片',
  child: '孩子没人管、被欺负、上不了学',
  property: '房子、财产、继承',
  land: '土地、村里待遇',
  work: '工作、工资、怀孕被辞退',
  hardship: '生活困难、生病、没钱',
  advice: '提建议、说说看法',
  other: '别的事',
} as const;
export type LetterCause = keyof typeof LETTER_CAUSES;
export const LETTER_REACH = {
  code: '不用联系我,我凭回执码来看',
  phone: '可以联系我,照我下面说的来',
} as const;
export type LetterReach = keyof typeof LETTER_REACH;

/** All that she wrote, as it is sealed; how she may be reached is kept beside it, in versions (contracts/safe-contact.ts). */
export interface LetterText {
  readonly words: string;
  readonly name: string;
  readonly reach: LetterReach;
  readonly phone: string;
}
/** How it came (R-17: call, letter, visit; R-36 mailbox; R-27 open reception). */
export const LETTER_CHANNELS = {
  visit: '来访',
  phone: '来电',
  letter: '来信',
  web: '网络',
  mailbox: '主席信箱',
  reception: '主席接访',
} as const;
export type LetterChannel = keyof typeof LETTER_CHANNELS;
export type LetterState = 'received' | 'in-hand' | 'answered' | 'closed' | 'withdrawn';

/** What she wrote and what was answered, for who has her matter in hand. */
export interface LetterView {
  readonly state: LetterState;
  readonly whom: LetterWhom;
  /** 3 满意 · 2 基本满意 · 1 不满意; null while she has not said. */
  readonly rating: number | null;
  readonly reach: LetterReach;
  readonly words: readonly {
    readonly at: string;
    readonly kind: 'letter' | 'add' | 'answer' | 'withdraw';
    readonly words: string;
  }[];
}
