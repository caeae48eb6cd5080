import { clauseBefore, endsClause, markBefore } from './around.ts';
import { bareUnit } from './bare.ts';
import type { Found } from './figure-parts.ts';
import { reasonAgainst } from './not-figures/index.ts';
import { type Quantity, sharedUnit } from './quantity.ts';
import { isAmount, isRate } from './words/units.ts';

/** A quantity in its surroundings: a figure with unit, qualifier and kind, or null. */
export function judged(text: string, q: Quantity): Found | null {
  const sign = text.slice(Math.max(0, q.from - 2), q.from);
  if (/[A-Za-z#№.]$/.test(sign) && !/[。]$/.test(sign)) return null;
  if (/^[A-Za-z]/.test(text.slice(q.to)) && q.unit === '') return null;
  let unit = q.unit;
  if (unit === '' && q.kind === null) {
    if (vagueUpwards(text, q.from) && !q.numeral.bare) return null;
    const shared =
      q.numeral.script === 'arabic' && q.numeral.power === 0
        ? sharedUnit(text, q, /分别|各/.test(clauseBefore(text, q.from, 30)))
        : '';
    const bare = shared === '' ? bareUnit(text, q) : shared;
    if (bare === null) return null;
    unit = bare;
  }
  if (reasonAgainst(text, { ...q, unit }) !== '') return null;
  const upwards = q.numeral.bare && vagueUpwards(text, q.from);
  const mark = markBefore(text, upwards ? q.from - 1 : q.from, q.numeral.bare, unit === '%');
  const round = q.numeral.bare && isRound(q, unit) ? 'approx' : null;
  let qualifier =
    q.qualifier === 'range' || q.numeral.mark === 'approx' ? q.qualifier : (mark.qualifier ?? q.qualifier);
  if (qualifier === null) qualifier = upwards ? 'approx' : round;
  // 未达到30%以上的目标: what follows the number belongs to it, what stands before to the sentence.
  if (mark.qualifier === 'lessThan' && q.qualifier === 'atLeast') qualifier = 'atLeast';
  if (/^(?:的|为)?[上下]限/.test(text.slice(q.phraseTo)))
    qualifier = /^.?上限/.test(text.slice(q.phraseTo)) ? 'atMost' : 'atLeast';
  const minus = negative(text, q, unit);
  return {
    from: q.from - (minus ? 1 : 0),
    to: q.to,
    phraseTo: q.phraseTo,
    low: minus ? 0 - q.high : q.low,
    high: minus ? 0 - q.low : q.high,
    unit,
    qualifier,
    kind:
      q.kind ??
      (isRate(unit) ||
      unit.startsWith('/') ||
      (unit === '' && q.numeral.decimal && /性别比/.test(text.slice(Math.max(0, q.from - 50), q.from)))
        ? 'rate'
        : isAmount(unit) || moneyWithoutUnit(text, q, unit === '块' ? '' : unit)
          ? 'amount'
          : 'count'),
    delta: q.delta,
  };
}

/** 百名, 千户: round numbers. 百分之百 is exact. */
const isRound = (q: Quantity, unit: string) =>
  unit !== '%' && q.numeral.bare && q.from + 1 <= q.numeral.to && q.unit !== '' && !isRate(q.unit);

/** 上 before 百, 千, 万. */
const vagueUpwards = (text: string, from: number) =>
  text.charAt(from - 1) === '上' &&
  !/[以网线马加早晚之身世]上$/.test(text.slice(Math.max(0, from - 2), from));

function negative(text: string, q: Quantity, unit: string): boolean {
  if (!isRate(unit)) return false;
  const before = text.charAt(q.from - 1);
  return (
    before === '负' ||
    (before === '-' &&
      !/[\d%-]/.test(text.charAt(q.from - 2)) &&
      /[^\p{Script=Han}]|[为是至到约长降]/u.test(text.charAt(q.from - 2) || '\n'))
  );
}

const moneyWithoutUnit = (text: string, q: Quantity, unit: string) =>
  unit === '' &&
  endsClause(text, q.phraseTo) &&
  /(?<!人次|人数|户数|次数)(?:资金|贷款|投资|收入|产值|金额|经费|善款|款|投入|补助|补贴|挣|赚|剩|花|卖|捐|贷|产值|支出|结余|利润|工资|价值)(?![^,。;]*(?:人次|人数|户数|次数|笔数))[^,。;]{0,6}$/.test(
    text.slice(Math.max(0, q.from - 12), q.from),
  );
