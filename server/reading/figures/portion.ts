import { percentOf } from './decimal.ts';
import { BLANK, finished, type Quantity } from './finished.ts';
import { numeralAt } from './numeral.ts';
import { isArabic } from './numeral-signs.ts';

const BASES: [string, string][] = [
  ['十万分之', '/10万'],
  ['百万分之', '/100万'],
  ['百分之', '%'],
  ['千分之', '‰'],
  ['万分之', '‱'],
];
/** What stands between the two ends of a range. */
export const CONNECTORS = /^(?:-{1,2}|~{1,2}|至|到)/;

/** 百分之九十五, 十万分之十五点八二, 三分之二, 1/3. */
export function portionAt(text: string, at: number): Quantity | null {
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
