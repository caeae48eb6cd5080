import { compareWritten } from './amounts.ts';
import { fullOf } from './rates.ts';
import type { Item } from './scene.ts';

const WHOLE_THINGS = new Set([
  'person',
  'case',
  'household',
  'place',
  'event',
  'class',
  '村',
  '对',
  '篇',
  '名',
]);

/** Rates that are always taken of the count beside them; 覆盖率 or 知晓率 may be of anybody. */
const OF_THEM =
  /(?:办结|结案|调处|化解|合格|达标|持证|就业|上岗|参训|到会|出席|出勤|录取|升学|回访|治愈|随访|参检|获证|结业|整改|建档|成功|当选|毕业|收回|回收)率(?:已|均|都|达到?|为|是)*$/;

/** Whether the share is surely one of this count: 98%的妇干 after 妇干27名, or 27名…,持证率98%. */
export function surelyOf(count: Item, rate: Item): boolean {
  const noun = count.noun.slice(-2);
  if (rate.lead === '' || /^[,;]?$/.test(rate.lead))
    return noun.length === 2 && rate.trail.slice(0, 12).includes(noun);
  return rate.clause - count.clause <= 1 && OF_THEM.test(rate.lead) && rate.lead.length <= 10;
}

/** Whether it probably is: the rate stands right behind the count and names nothing else (回访9名,满意率95%). */
export const likelyOf = (count: Item, rate: Item) =>
  rate.clause - count.clause <= 1 &&
  count.family !== 'event' &&
  count.family !== 'class' &&
  /^[,;]?(?:其中)?[^,;\d]{2,10}(?:的?占|率|度|比例)(?:达到?|为|是)?$/.test(rate.lead) &&
  !/覆盖|知晓|普及|普惠/.test(rate.lead);

/**
 * Whether a whole number of persons (件、户、个) can make this share: 98 % of 27 cannot (26 are 96.3 %, 27 are 100 %).
 * `part`: it could if the count were the part and not the base.
 */
export function feasible(count: Item, rate: Item): 'possible' | 'part' | 'impossible' | 'unknown' {
  const full = fullOf(rate);
  if (
    rate.family !== 'percent' ||
    !count.exact ||
    !rate.exact ||
    count.scaled ||
    !WHOLE_THINGS.has(count.family)
  )
    return 'unknown';
  if (!Number.isInteger(count.value) || count.value <= 0 || rate.value <= 0 || rate.value > full)
    return 'unknown';
  if (!/^[\d.]+$|^百分之/.test(rate.figure.raw)) return 'unknown';
  const fitsWritten = (part: number, base: number) =>
    compareWritten((full * part) / base, rate.value, rate.decimals) !== 'off';
  const part = Math.floor((count.value * rate.value) / full);
  if ([part, part + 1].some((k) => k >= 0 && k <= count.value && fitsWritten(k, count.value)))
    return 'possible';
  const base = Math.floor((count.value / rate.value) * full);
  return [base, base + 1].some((k) => k >= count.value && fitsWritten(count.value, k))
    ? 'part'
    : 'impossible';
}
