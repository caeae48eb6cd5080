/** A written number (数词) at a place of a view. */
export type Numeral = {
  to: number;
  low: number;
  high: number;
  /** What the numeral itself says: 七八十 is a range, 十几 and 上百 are approximate, 80多万 is over. */
  mark: 'range' | 'approx' | 'over' | null;
  script: 'arabic' | 'chinese';
  /** Ten to this power was multiplied in by 百千万亿 at the end. */
  power: number;
  /** The digits before 万 and 亿, for ranges that share them: 5~10万. */
  lead: number;
  /** Begins with 百千万亿 and no digit: 百名, 万余. */
  bare: boolean;
  /** Digits only, as years are written: 二〇〇八. */
  digitsOnly: boolean;
  decimal: boolean;
};

/** Chinese digits, ordinary and capital. */
export const DIGITS: Record<string, number | undefined> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
  壹: 1,
  贰: 2,
  叁: 3,
  肆: 4,
  伍: 5,
  陆: 6,
  柒: 7,
  捌: 8,
  玖: 9,
  弍: 2,
  貳: 2,
  參: 3,
  陸: 6,
};
export const POWERS: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8, 拾: 1, 佰: 2, 仟: 3 };
export const SCORES: Record<string, number | undefined> = { 廿: 20, 卅: 30 };
/** 千 in 千克 and 百 in 百分点 are no multipliers. */
const NOT_POWER =
  '千克 千米 千瓦 千伏 千卡 千帕 百分之 百分点 千分之 千分点 万分之 万分点 十万分 千字文 百货 百姓 万元户'.split(
    ' ',
  );

export const isArabic = (sign: string) => sign >= '0' && sign <= '9';
/** All signs that a Chinese number is written with. */
export const NUMERAL_SIGNS = [...Object.keys(DIGITS), ...Object.keys(POWERS), ...Object.keys(SCORES)];
export const isChineseDigit = (sign: string) => DIGITS[sign] !== undefined;

/** The power of ten that stands at a place, 0 for none. */
export const powerAt = (text: string, at: number) => {
  const power = POWERS[text.charAt(at)];
  return power === undefined || NOT_POWER.some((word) => text.startsWith(word, at)) ? 0 : power;
};
