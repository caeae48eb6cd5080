import { shifted } from './decimal.ts';
import { DIGITS, isChineseDigit, type Numeral, POWERS, powerAt, SCORES } from './numeral-signs.ts';

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
