import { wordAt } from './lexicon.ts';
import { numeralAt } from './numeral.ts';
import type { Numeral } from './numeral-signs.ts';
import { isCounted, NOT_UNITS, UNITS } from './words/units.ts';

/** One number with its unit word, as it may stand on either side of a range. */
export type Side = {
  numeral: Numeral;
  over: boolean;
  approx: boolean;
  /** 三成: written in tenths, so that the other end of a range (三至四成) is too. */
  tenths: boolean;
  unit: string;
  unitFrom: number;
  unitTo: number;
};

/** A number with 多, 余, 来 and its unit word: 1000余份, 一百来户. */
export function sideAt(text: string, at: number): Side | null {
  const numeral = numeralAt(text, at);
  if (numeral === null) return null;
  let to = numeral.to;
  let over = false;
  let approx = false;
  const next = text.charAt(to);
  if (next === '多' || next === '余') {
    // 多 in 多数, 多元化, 多方 is another word.
    if (
      !/^多(?:数|元化|样|方|种|次|层|功|维|年来|媒|渠|元[^,。、;钱)])/.test(text.slice(to, to + 4)) ||
      /^多(?:次|种)/.test(text.slice(to, to + 2))
    ) {
      over = true;
      to += 1;
    }
  } else if (next === '来' || next === '把') {
    const after = text.charAt(to + 1);
    if (
      wordAt(UNITS, text, to + 1) !== '' &&
      wordAt(NOT_UNITS, text, to + 1) === '' &&
      !'信访'.includes(after)
    ) {
      approx = true;
      to += 1;
    }
  } else if (next === '几' && numeral.script === 'arabic' && numeral.low % 10 === 0) {
    over = true;
    to += 1;
  }
  const tenths = tenthsAt(text, numeral, to);
  if (tenths !== null) return tenths;
  const unit = unitAt(text, to);
  // 一倍半 is one and a half.
  if (unit === '倍' && text.charAt(to + 1) === '半') {
    const more = { ...numeral, low: numeral.low + 0.5, high: numeral.high + 0.5 };
    return { numeral: more, over, approx, tenths: false, unit, unitFrom: to, unitTo: to + 2 };
  }
  // 两个半小时 is two and a half.
  if (unit === '个半小时') {
    const more = { ...numeral, low: numeral.low + 0.5, high: numeral.high + 0.5 };
    return {
      numeral: more,
      over,
      approx,
      tenths: false,
      unit: '小时',
      unitFrom: to + 2,
      unitTo: to + unit.length,
    };
  }
  return {
    numeral: { ...numeral, to: numeral.to },
    over,
    approx,
    tenths: false,
    unit,
    unitFrom: to,
    unitTo: to + unit.length,
  };
}

/** 二成立, 三成员: no share. */
const NOT_TENTHS = '员为立功效本果长年都就绩型分品熟活交份因见才败名套';
const DIGITS_OF_TENTHS = '一二三四五六七八九';

/** 三成, 七成五, 五成多. */
function tenthsAt(text: string, numeral: Numeral, at: number): Side | null {
  if (
    text.charAt(at) !== '成' ||
    numeral.low < 1 ||
    numeral.high > 10 ||
    (numeral.decimal && numeral.script === 'chinese')
  )
    return null;
  let to = at + 1;
  let add = 0;
  const half = text.charAt(to);
  if (half === '半' || (DIGITS_OF_TENTHS.includes(half) && half !== '' && unitAt(text, to + 1) === '')) {
    add = half === '半' ? 5 : DIGITS_OF_TENTHS.indexOf(half) + 1;
    to += 1;
  }
  const over = text.charAt(to) === '多';
  if (over) to += 1;
  if (NOT_TENTHS.includes(text.charAt(to)) && text.charAt(to) !== '') return null;
  const scaled = {
    ...numeral,
    to: over ? to - 1 : to,
    low: numeral.low * 10 + add,
    high: numeral.high * 10 + add,
  };
  return { numeral: scaled, over, approx: false, tenths: true, unit: '%', unitFrom: to, unitTo: to };
}

/** The unit word at a place, or '' where a noun only looks like one (家庭 is no 家). 场(次), 元/月 and 件/次 are one word. */
export function unitAt(text: string, at: number): string {
  const unit = wordAt(UNITS, text, at);
  if (unit === '') return '';
  // 12项目标 is 12 项.
  if (text.startsWith('项目标', at)) return unit;
  const noun = wordAt(NOT_UNITS, text, at);
  if (noun.length > unit.length || (noun !== '' && noun.length === unit.length && noun !== unit)) return '';
  const end = at + unit.length;
  const joint = text.charAt(end);
  if ((joint !== '(' && joint !== '/') || !isCounted(unit)) return unit;
  const second = wordAt(UNITS, text, end + 1);
  if (!isCounted(second)) return unit;
  if (joint === '/') return unit + joint + second;
  return text.charAt(end + 1 + second.length) === ')' ? `${unit}(${second})` : unit;
}
