import type { FigureKind, Qualifier } from '../model.ts';
import { percentOf } from './decimal.ts';
import { wordAt } from './lexicon.ts';
import { isArabic, type Numeral, numeralAt } from './numeral.ts';
import { MARKS_AFTER } from './words/marks.ts';
import { isCounted, NOT_UNITS, UNITS } from './words/units.ts';

/** A number with its unit and what follows it (数量), before anything is known about its surroundings. */
export type Quantity = {
  /** The number as written, from…to in the view; the phrase with unit and 以上 ends at `phraseTo`. */
  from: number;
  to: number;
  phraseTo: number;
  unit: string;
  unitFrom: number;
  low: number;
  high: number;
  /** What number and following words say; the words before are judged later. */
  qualifier: Qualifier | null;
  numeral: Numeral;
  /** For those whose words tell it: 三成, 减半, 翻一番. */
  kind: FigureKind | null;
  delta: boolean;
};

const BASES: [string, string][] = [
  ['十万分之', '/10万'],
  ['百万分之', '/100万'],
  ['百分之', '%'],
  ['千分之', '‰'],
  ['万分之', '‱'],
];
const CONNECTORS = /^(?:-{1,2}|~{1,2}|至|到)/;

type Worded = { value: number; unit: string; qualifier: Qualifier | null; kind: FigureKind; delta: boolean };
const WORDS: Record<string, Worded> = {
  一半: { value: 50, unit: '%', qualifier: null, kind: 'rate', delta: false },
  半数: { value: 50, unit: '%', qualifier: null, kind: 'rate', delta: false },
  过半数: { value: 50, unit: '%', qualifier: 'over', kind: 'rate', delta: false },
  超半数: { value: 50, unit: '%', qualifier: 'over', kind: 'rate', delta: false },
  一多半: { value: 50, unit: '%', qualifier: 'over', kind: 'rate', delta: false },
  过半: { value: 50, unit: '%', qualifier: 'over', kind: 'rate', delta: false },
  减半: { value: 50, unit: '%', qualifier: null, kind: 'rate', delta: true },
};
const WORD_STARTS = '一半过超减';
const PAIRS: Record<string, number> = { 仨: 3, 俩: 2 };
/** 仨村, 俩人: what stands right after is the unit. */
const PAIR_UNITS = ['人', '村', '县', '乡', '镇', '孩子', '月', '小时', '组', '班', '户'];
/** 二成立, 三成员: no share. */
const NOT_TENTHS = '员为立功效本果长年都就绩型分品熟活交份因见才败名套';
const BLANK: Numeral = {
  to: 0,
  low: 0,
  high: 0,
  mark: null,
  script: 'chinese',
  power: 0,
  lead: 0,
  bare: false,
  digitsOnly: false,
  decimal: false,
};

/** The quantity that begins at `at`, or null. `at` must not stand inside a number. */
export function quantityAt(text: string, at: number): Quantity | null {
  const sign = text.charAt(at);
  if (WORD_STARTS.includes(sign)) {
    for (const [word, says] of Object.entries(WORDS)) {
      if (
        text.startsWith(word, at) &&
        !(word.endsWith('半') && '天年月日小个路价径山边'.includes(text.charAt(at + word.length) || '。'))
      )
        return worded(text, at, at + word.length, says);
    }
  }
  if (sign === '翻') return doubledAt(text, at);
  if (sign === '半') return halfAt(text, at);
  const pair = PAIRS[sign];
  if (pair !== undefined) {
    const unit = PAIR_UNITS.find((word) => text.startsWith(word, at + 1));
    if (unit === undefined) return null;
    return finished(
      text,
      at,
      { ...BLANK, to: at + 1, low: pair, high: pair, lead: pair },
      unit,
      at + 1,
      at + 1 + unit.length,
    );
  }
  return portionAt(text, at) ?? numberAt(text, at);
}

/** 半数, 半小时, 半天. */
function halfAt(text: string, at: number): Quantity | null {
  const time = /^半(?:个)?(小时|钟头|天)/.exec(text.slice(at, at + 4));
  if (time === null || /[一二两三四五六七八九十个\d]$/.test(text.slice(Math.max(0, at - 1), at))) return null;
  const unit = time[1] ?? '';
  return finished(
    text,
    at,
    { ...BLANK, to: at + 1, low: 0.5, high: 0.5, lead: 0.5 },
    unit,
    at + time[0].length - unit.length,
    at + time[0].length,
  );
}

const DOUBLED = /翻(?:了)?(近|将近|约)?([一两二三12])?番/y;

/** 翻一番 is twice as much, 翻两番 four times. */
function doubledAt(text: string, at: number): Quantity | null {
  DOUBLED.lastIndex = at;
  const hit = DOUBLED.exec(text);
  if (hit === null) return null;
  const times = { 一: 2, 1: 2, 两: 4, 二: 4, 2: 4, 三: 8 }[hit[2] ?? '一'] ?? 2;
  const near = hit[1] === undefined ? null : hit[1] === '约' ? 'approx' : 'nearly';
  return worded(text, at, at + hit[0].length, {
    value: times,
    unit: '倍',
    qualifier: near,
    kind: 'rate',
    delta: false,
  });
}

function worded(text: string, from: number, to: number, says: Worded): Quantity {
  const after = afterMark(text, to, says.unit);
  return {
    from,
    to,
    phraseTo: after.to,
    unit: says.unit,
    unitFrom: to,
    low: says.value,
    high: says.value,
    qualifier: says.qualifier ?? after.qualifier,
    numeral: { ...BLANK, to },
    kind: says.kind,
    delta: says.delta,
  };
}

/** 百分之九十五, 十万分之十五点八二, 三分之二, 1/3. */
function portionAt(text: string, at: number): Quantity | null {
  const base = BASES.find(([word]) => text.startsWith(word, at));
  if (base !== undefined) {
    const [word, unit] = base;
    const low = numeralAt(text, at + word.length);
    if (low === null) return null;
    let to = low.to;
    let numeral = low;
    const joint = CONNECTORS.exec(text.slice(to, to + 2))?.[0] ?? '';
    if (joint !== '') {
      const next = to + joint.length + (text.startsWith(word, to + joint.length) ? word.length : 0);
      const high = numeralAt(text, next);
      if (high !== null && high.low > low.high) {
        numeral = { ...low, high: high.high, mark: 'range' };
        to = high.to;
      }
    }
    return finished(text, at, { ...numeral, to }, unit, to, to);
  }
  const whole = numeralAt(text, at);
  if (whole === null) return null;
  const slash = text.charAt(whole.to) === '/';
  if (!slash && !text.startsWith('分之', whole.to)) return null;
  const part = numeralAt(text, whole.to + (slash ? 1 : 2));
  if (part === null) return null;
  const [above, below] = slash ? [whole, part] : [part, whole];
  const whole12 = below.low >= 2 && below.low <= 100 && Number.isInteger(below.low);
  if (!whole12 || above.low <= 0 || above.low >= below.low || above.decimal || above.power > 0) return null;
  if (
    slash &&
    (whole.script !== 'arabic' ||
      isArabic(text.charAt(at - 1)) ||
      '/.-'.includes(text.charAt(part.to) || ' ') ||
      text.charAt(at - 1) === '/')
  )
    return null;
  // 16/18型, 5/6号: names of kinds.
  if (slash && /^[型号版级期月日]/.test(text.slice(part.to))) return null;
  const value = percentOf(above.low, below.low);
  return finished(
    text,
    at,
    { ...BLANK, to: part.to, low: value, high: value, script: whole.script },
    '%',
    part.to,
    part.to,
  );
}

type Side = {
  numeral: Numeral;
  over: boolean;
  approx: boolean;
  unit: string;
  unitFrom: number;
  unitTo: number;
};

/** A number with 多, 余, 来 and its unit word: 1000余份, 一百来户. */
function sideAt(text: string, at: number): Side | null {
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
  if (tenths !== null) return { ...tenths, approx: false };
  const unit = unitAt(text, to);
  // 两个半小时 is two and a half.
  if (unit === '个半小时') {
    const more = { ...numeral, low: numeral.low + 0.5, high: numeral.high + 0.5 };
    return { numeral: more, over, approx, unit: '小时', unitFrom: to + 2, unitTo: to + unit.length };
  }
  return {
    numeral: { ...numeral, to: numeral.to },
    over,
    approx,
    unit,
    unitFrom: to,
    unitTo: to + unit.length,
  };
}

const DIGITS_OF_TENTHS = '一二三四五六七八九';

/** 三成, 七成五, 五成多. */
function tenthsAt(text: string, numeral: Numeral, at: number): Omit<Side, 'approx'> | null {
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
  return { numeral: scaled, over, unit: '%', unitFrom: to, unitTo: to };
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

function numberAt(text: string, at: number): Quantity | null {
  const first = sideAt(text, at);
  if (first === null) return null;
  const joint = CONNECTORS.exec(text.slice(first.unitTo, first.unitTo + 2))?.[0] ?? '';
  const second =
    joint === '' || first.numeral.mark !== null ? null : sideAt(text, first.unitTo + joint.length);
  if (second !== null && second.numeral.mark === null) {
    const range = rangeOf(first, second);
    if (range !== null) return finished(text, at, range.numeral, second.unit, second.unitFrom, second.unitTo);
  }
  if (first.unit === '元' || first.unit === '圆') return withSmallMoney(text, at, first);
  return finished(text, at, first.numeral, first.unit, first.unitFrom, first.unitTo, first);
}

/** The unit that a number shares with a later one of its row: 提高2.1和3.4个百分点, 分别召开3、5、2次. '' when none. */
export function sharedUnit(text: string, q: Quantity, distributed: boolean): string {
  let at = q.to;
  for (let step = 0; step < 5; step += 1) {
    if (!/[、和及与]/.test(text.charAt(at)) || text.charAt(at) === '') return '';
    const next = sideAt(text, at + 1);
    if (next === null || next.numeral.script !== 'arabic') return '';
    if (next.unit !== '') {
      const rate = /^(?:%|‰|个百分点|个千分点|\/10万)$/.test(next.unit);
      return distributed || (rate && q.numeral.decimal) ? next.unit : '';
    }
    at = next.numeral.to;
  }
  return '';
}

/** 1-2门, 5~10万元, 50%-60%, 3至5个, 三到五名. */
function rangeOf(first: Side, second: Side): { numeral: Numeral } | null {
  if (first.unit !== '' && first.unit !== second.unit) return null;
  const shares =
    first.unit === '' &&
    first.numeral.power === 0 &&
    second.numeral.power >= 2 &&
    first.numeral.low < second.numeral.lead;
  const low = shares ? (first.numeral.low * second.numeral.low) / second.numeral.lead : first.numeral.low;
  const high = second.numeral.high;
  if (low >= high) return null;
  return {
    numeral: {
      ...second.numeral,
      low: Math.round(low * 1e6) / 1e6,
      high,
      mark: 'range',
      digitsOnly: first.numeral.digitsOnly && second.numeral.digitsOnly,
    },
  };
}

/** 壹拾贰元伍角, 3元5角6分: one amount. */
function withSmallMoney(text: string, at: number, first: Side): Quantity {
  let value = first.numeral.low;
  let to = first.unitTo;
  for (const [unit, worth] of [
    ['角', 10],
    ['分', 100],
  ] as const) {
    const part = numeralAt(text, to);
    if (part === null || text.charAt(part.to) !== unit || part.low > 9) continue;
    value = Math.round((value + part.low / worth) * 100) / 100;
    to = part.to + 1;
  }
  const numeral = { ...first.numeral, low: value, high: value };
  if (to === first.unitTo)
    return finished(text, at, first.numeral, first.unit, first.unitFrom, first.unitTo, first);
  const whole = finished(text, at, numeral, first.unit, first.unitFrom, to, first);
  return { ...whole, to };
}

function finished(
  text: string,
  from: number,
  numeral: Numeral,
  unit: string,
  unitFrom: number,
  unitTo: number,
  side?: Side,
): Quantity {
  let to = unitTo;
  let inner: Qualifier | null = null;
  if (side?.over === true || numeral.mark === 'over') inner = 'over';
  else if (side?.approx === true || numeral.mark === 'approx') inner = 'approx';
  if (numeral.mark === 'range') inner = 'range';
  const after = afterMark(text, to, unit);
  to = after.to;
  // 元整: the unit is 元.
  const word =
    unit === '元整' || unit === '元钱' || unit === '元人民币' ? '元' : unit === '亩地' ? '亩' : unit;
  return {
    from,
    to: numeral.to,
    phraseTo: to,
    unit: word,
    unitFrom,
    low: numeral.low,
    high: numeral.high,
    qualifier: inner ?? after.qualifier,
    numeral,
    kind: null,
    delta: false,
  };
}

/** 以上, 左右, 多 after the unit word: 90%以上, 3年多. */
function afterMark(text: string, at: number, unit: string): { to: number; qualifier: Qualifier | null } {
  const word = wordAt(MARKS_AFTER.words, text, at);
  const next = text.charAt(at + word.length);
  if (word === '') return { to: at, qualifier: null };
  // 多 and 内 are also beginnings of other words: 3个多功能厅, 5家内资企业.
  if ((word === '多' || word === '余') && unit !== '' && !/[,。、;:)的人名户次\n]|^$/.test(next))
    return { to: at, qualifier: null };
  if (word === '多' && unit === '') return { to: at, qualifier: null };
  if (word === '内' && !/^(?:天|日|个?工作日|小时|个小时|分钟|个月|月|年|周|个?星期)$/.test(unit))
    return { to: at, qualifier: null };
  if (word === '内' && /[部外容设置蒙]/.test(next)) return { to: at, qualifier: null };
  if ((word === '强' || word === '弱') && !(unit === '%' && /[,。、;)\n]|^$/.test(next)))
    return { to: at, qualifier: null };
  if (
    (word === '许' ||
      word === '光景' ||
      word === '前后' ||
      word === '上下' ||
      word === '不足' ||
      word === '起步') &&
    !/[,。、;)的\n]|^$/.test(next)
  )
    return { to: at, qualifier: null };
  if (word === '不到' && !/[,。、;)\n]|^$/.test(next)) return { to: at, qualifier: null };
  if (word === '+' && next !== '' && !/[,。、;)\n]/.test(next)) return { to: at, qualifier: null };
  return { to: at + word.length, qualifier: MARKS_AFTER.kinds.get(word) ?? null };
}
