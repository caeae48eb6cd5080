import { shifted } from './decimal.ts';

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

const DIGITS: Record<string, number | undefined> = {
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
const POWERS: Record<string, number> = { 十: 1, 百: 2, 千: 3, 万: 4, 亿: 8, 拾: 1, 佰: 2, 仟: 3 };
const SCORES: Record<string, number | undefined> = { 廿: 20, 卅: 30 };
/** 千 in 千克 and 百 in 百分点 are no multipliers. */
const NOT_POWER =
  '千克 千米 千瓦 千伏 千卡 千帕 百分之 百分点 千分之 千分点 万分之 万分点 十万分 千字文 百货 百姓 万元户'.split(
    ' ',
  );

export const isArabic = (sign: string) => sign >= '0' && sign <= '9';
/** All signs that a Chinese number is written with. */
export const NUMERAL_SIGNS = [...Object.keys(DIGITS), ...Object.keys(POWERS), ...Object.keys(SCORES)];
const isChineseDigit = (sign: string) => DIGITS[sign] !== undefined;

const powerAt = (text: string, at: number) => {
  const power = POWERS[text.charAt(at)];
  return power === undefined || NOT_POWER.some((word) => text.startsWith(word, at)) ? 0 : power;
};

/** The number that begins at `at`, or null. */
export function numeralAt(text: string, at: number): Numeral | null {
  return isArabic(text.charAt(at)) ? arabicAt(text, at) : chineseAt(text, at);
}

/** 98,7%: a point mistyped. */
const SLIPPED_POINT = /^[,。](\d{1,2})%/;

function arabicAt(text: string, at: number): Numeral | null {
  let to = at;
  while (isArabic(text.charAt(to))) to += 1;
  let written = text.slice(at, to);
  if (written.length <= 3 && written.charAt(0) !== '0') {
    let group = to;
    while (
      (text.charAt(group) === ',' || text.charAt(group) === "'") &&
      isArabic(text.charAt(group + 1)) &&
      isArabic(text.charAt(group + 2)) &&
      isArabic(text.charAt(group + 3)) &&
      !isArabic(text.charAt(group + 4))
    )
      group += 4;
    if (group > to) {
      written = text.slice(at, group).replace(/[,']/g, '');
      to = group;
    }
  }
  let decimal = false;
  if (text.charAt(to) === '.' && isArabic(text.charAt(to + 1))) {
    let end = to + 1;
    while (isArabic(text.charAt(end))) end += 1;
    written += text.slice(to, end);
    to = end;
    decimal = true;
  }
  const slip = decimal ? '' : SLIPPED_POINT.exec(text.slice(to, to + 4))?.[1];
  if (slip && written.length <= 2) {
    written += `.${slip}`;
    to += slip.length + 1;
    decimal = true;
  }
  if (written.length > 30) return null;
  const lead = Number(written);
  const scale = scaleAt(text, to);
  let value = shifted(written, scale.power);
  to = scale.to;
  let power = scale.power;
  // 1亿2千万, 3万5千: smaller parts follow.
  while (
    power >= 2 &&
    scale.mark === null &&
    (isArabic(text.charAt(to)) || isChineseDigit(text.charAt(to)))
  ) {
    const part = partAt(text, to, power);
    if (part === null) break;
    value += part.value;
    to = part.to;
    power = part.power;
  }
  // 3千5百万: what is multiplied by 万 is the whole.
  if (scale.power > 0 && scale.power < 4 && to > scale.to && powerAt(text, to) >= 4) {
    value *= 10 ** powerAt(text, to);
    to += 1;
  }
  return {
    to,
    low: value,
    high: value,
    mark: scale.mark,
    script: 'arabic',
    power: scale.power,
    lead,
    bare: false,
    digitsOnly: scale.power === 0,
    decimal,
  };
}

/** 百千万亿 after Arabic digits, with 多、余、几 before them: 80多万. */
function scaleAt(text: string, at: number): { to: number; power: number; mark: 'over' | null } {
  let to = at;
  let mark: 'over' | null = null;
  if (
    '多余来'.includes(text.charAt(to)) &&
    text.charAt(to) !== '' &&
    '百千万亿'.includes(text.charAt(to + 1)) &&
    powerAt(text, to + 1) > 1
  ) {
    mark = 'over';
    to += 1;
  }
  // 1.2个亿.
  if (text.charAt(to) === '个' && text.charAt(to + 1) === '亿') return { to: to + 2, power: 8, mark: null };
  let power = 0;
  let last = 0;
  for (;;) {
    const next = powerAt(text, to);
    // 百万, 千万, 万亿, 百亿: only a larger one may follow.
    if (next < 2 || (last !== 0 && next <= last)) break;
    power += next;
    last = next;
    to += 1;
  }
  return power === 0 ? { to: at, power: 0, mark: null } : { to, power, mark };
}

/** The smaller parts after 亿, 万 or 千: 2千万, 3千5百万, 2000万, 6000. */
function partAt(
  text: string,
  at: number,
  above: number,
): { to: number; value: number; power: number } | null {
  let to = at;
  let section = 0;
  let last = above;
  for (;;) {
    let end = to;
    while (isArabic(text.charAt(end))) end += 1;
    const written = end > to ? Number(text.slice(to, end)) : (DIGITS[text.charAt(to)] ?? -1);
    if (written < 0) break;
    const behind = end > to ? end : to + 1;
    const power = powerAt(text, behind);
    if (power === 0 || power >= 4) {
      // 3万6000, 1亿2000万: digits without 百 or 千 end the part.
      if (end === to || (power === 0 && end - to !== last)) break;
      section += written;
      to = behind;
      last = 0;
      break;
    }
    if (power >= last || written > 9) break;
    section += written * 10 ** power;
    last = power;
    to = behind + 1;
  }
  if (to === at) return null;
  const ten = powerAt(text, to);
  if (ten === 4 && above > 4) return { to: to + 1, value: section * 1e4, power: 4 };
  return { to, value: section, power: last };
}

/** Reads 一百零三万五千, 七八十, 十几, 数十万, 上百, 一万五, 三点五, 二〇〇八. */
export function chineseAt(text: string, at: number): Numeral | null {
  let to = at;
  let run = '';
  let vague = -1; // place of 几 or 数 in run
  let over = false;
  for (;;) {
    const sign = text.charAt(to);
    if ((sign === '几' || (sign === '数' && run === '')) && vague < 0) {
      const power = powerAt(text, to + 1);
      const afterTens = run !== '' && (run.endsWith('十') || run.endsWith('百') || run.endsWith('千'));
      if (power === 0 && !afterTens) break;
      vague = run.length;
      run += '几';
      to += 1;
      continue;
    }
    if (
      (sign === '多' || sign === '余') &&
      run !== '' &&
      '万亿'.includes(text.charAt(to + 1)) &&
      text.charAt(to + 1) !== '' &&
      powerAt(text, to + 1) > 0
    ) {
      over = true;
      to += 1;
      continue;
    }
    const score = run === '' ? SCORES[sign] : undefined;
    if (score !== undefined) {
      run = score === 20 ? '二十' : '三十';
      to += 1;
      continue;
    }
    const digit = DIGITS[sign];
    if (digit === undefined && powerAt(text, to) === 0) break;
    // 十一 五百人: a second whole number does not belong to the first.
    run += digit === undefined ? (CANON[sign] ?? sign) : (HAN[digit] ?? sign);
    to += 1;
    if (run.length > 24) return null;
  }
  if (run === '') return null;
  const bare = '百千万亿'.includes(run.charAt(0));
  const shape = {
    to,
    script: 'chinese' as const,
    bare,
    decimal: false,
    digitsOnly: false,
    power: trailingPower(run),
    lead: 0,
  };
  if (vague >= 0) {
    const interval = vagueInterval(run, vague);
    return interval === null ? null : { ...shape, ...interval, mark: over ? 'over' : 'approx' };
  }
  const decimals = decimalsAt(text, to);
  if (decimals !== null && evaluated(run) !== null) {
    const power = powerAt(text, decimals.to) >= 2 ? powerAt(text, decimals.to) : 0;
    const value = shifted(`${evaluated(run)}.${decimals.digits}`, power);
    return {
      ...shape,
      to: decimals.to + (power > 0 ? 1 : 0),
      low: value,
      high: value,
      lead: value,
      power,
      mark: null,
      decimal: true,
    };
  }
  const pair = neighbours(run);
  if (pair >= 0) {
    const low = evaluated(run.slice(0, pair + 1) + run.slice(pair + 2));
    const high = evaluated(run.slice(0, pair) + run.slice(pair + 1));
    if (low !== null && high !== null && low < high)
      return { ...shape, low, high, lead: low, mark: over ? 'over' : 'range' };
  }
  const value = evaluated(run);
  if (value === null) {
    if (!/^[零一二三四五六七八九]{2,}$/.test(run)) return null;
    const number = Number([...run].map((sign) => DIGITS[sign] ?? 0).join(''));
    return { ...shape, low: number, high: number, lead: number, mark: null, digitsOnly: true };
  }
  return {
    ...shape,
    low: value,
    high: value,
    lead: value / 10 ** (shape.power >= 4 ? shape.power : 0),
    mark: over ? 'over' : null,
  };
}

const HAN = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const CANON: Record<string, string> = { 拾: '十', 佰: '百', 仟: '千' };

function trailingPower(run: string): number {
  let power = 0;
  for (let i = run.length - 1; i >= 0; i -= 1) {
    const step = POWERS[run.charAt(i)];
    if (step === undefined) break;
    power += step;
  }
  return power;
}

/** Two digits that follow each other, 七八 or 三五, are a range; 二〇〇八 and 一九四九 are not. */
function neighbours(run: string): number {
  for (let i = 0; i + 1 < run.length; i += 1) {
    const a = DIGITS[run.charAt(i)];
    const b = DIGITS[run.charAt(i + 1)];
    if (a === undefined || b === undefined || a === 0 || b === 0) continue;
    if (DIGITS[run.charAt(i + 2)] !== undefined || (i > 0 && DIGITS[run.charAt(i - 1)] !== undefined))
      return -1;
    return b === a + 1 || (a === 3 && b === 5) ? i : -1;
  }
  return -1;
}

/** The value of a run of 一…九零十百千万亿, or null when it is no number. */
function evaluated(run: string): number | null {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastPower = 99;
  let zero = false;
  for (let i = 0; i < run.length; i += 1) {
    const sign = run.charAt(i);
    const value = DIGITS[sign];
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null;
      zero = zero || value === 0;
      digit = value === 0 ? (i === 0 ? 0 : null) : value;
      continue;
    }
    const power = POWERS[sign] ?? 0;
    if (power >= 4) {
      section += digit ?? 0;
      if (section === 0 && total === 0) section = 1;
      if (power === 8) {
        total = (total + section) * 1e8;
        section = 0;
      } else if (total > 0 && section === 0) return null;
      else {
        total += section * 1e4;
        section = 0;
      }
      lastPower = power;
    } else {
      const previous = POWERS[run.charAt(i - 1)];
      if (digit === null && previous !== undefined && previous < power) return null;
      section += (digit ?? 1) * 10 ** power;
      lastPower = power;
    }
    digit = null;
    zero = false;
  }
  // 一万五, 三千六: the last digit stands one step below.
  if (digit !== null && !zero && lastPower >= 2 && lastPower < 99) {
    return total + section + digit * 10 ** (lastPower - 1);
  }
  return total + section + (digit ?? 0);
}

/** 十几 11…19, 几万 20,000…99,999, 数十万 200,000…999,999. */
function vagueInterval(run: string, at: number): { low: number; high: number; lead: number } | null {
  const head = run.slice(0, at);
  const tail = run.slice(at + 1);
  if (evaluated(`二${tail}`) === null) return null;
  const lowDigit = head === '' ? '二' : '一';
  const low = evaluated(`${head}${lowDigit}${tail}`);
  const high = evaluated(`${head}九${tail}`);
  if (low === null || high === null) return null;
  const power = trailingPower(tail);
  return { low, high: high + (power > 0 ? 10 ** power - 1 : 0), lead: low };
}

function decimalsAt(text: string, at: number): { to: number; digits: string } | null {
  if (text.charAt(at) !== '点') return null;
  let to = at + 1;
  let digits = '';
  while (isChineseDigit(text.charAt(to)) && text.charAt(to) !== '两') {
    digits += DIGITS[text.charAt(to)] ?? '';
    to += 1;
  }
  // 三点十五分 is a time of day.
  if (digits === '' || ('十分半'.includes(text.charAt(to)) && text.charAt(to) !== '')) return null;
  return { to, digits };
}
