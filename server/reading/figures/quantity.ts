import { finished, type Quantity } from './finished.ts';
import { numeralAt } from './numeral.ts';
import type { Numeral } from './numeral-signs.ts';
import { CONNECTORS, portionAt } from './portion.ts';
import { type Side, sideAt } from './side.ts';
import { wordedAt } from './worded.ts';

export type { Quantity } from './finished.ts';

/** The quantity that begins at `at`, or null. `at` must not stand inside a number. */
export function quantityAt(text: string, at: number): Quantity | null {
  return wordedAt(text, at) ?? portionAt(text, at) ?? numberAt(text, at);
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
  const low =
    second.tenths && first.unit === ''
      ? first.numeral.low * 10
      : shares
        ? (first.numeral.low * second.numeral.low) / second.numeral.lead
        : first.numeral.low;
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
