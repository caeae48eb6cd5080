import { shifted } from './decimal.ts';
import { DIGITS, isArabic, isChineseDigit, type Numeral, powerAt } from './numeral-signs.ts';

/** 98,7%: a point mistyped. */
const SLIPPED_POINT = /^[,。](\d{1,2})%/;

/** Reads 1,234 · 46.5 · 3.5万 · 80多万 · 1亿2千万 · 3千5百万. */
export function arabicAt(text: string, at: number): Numeral | null {
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
    // 3百多万.
    if ((text.charAt(to) === '多' || text.charAt(to) === '余') && powerAt(text, to + 1) >= 4) {
      mark = 'over';
      to += 1;
    }
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
