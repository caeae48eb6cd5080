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

/**
 * Whether a whole number of persons (件、户、个) can make this share: 98 % of 27 cannot (26 are 96.3 %, 27 are 100 %).
 * The count may also be the part, so it is impossible only when no whole base would do either.
 */
export function feasible(count: Item, rate: Item): 'possible' | 'impossible' | 'unknown' {
  const full = fullOf(rate);
  if (!count.exact || !rate.exact || count.scaled || !WHOLE_THINGS.has(count.family)) return 'unknown';
  if (!Number.isInteger(count.value) || count.value <= 0 || rate.value <= 0 || rate.value > full)
    return 'unknown';
  if (!/^[\d.]+$|^百分之/.test(rate.figure.raw)) return 'unknown';
  const fitsWritten = (part: number, base: number) =>
    compareWritten((full * part) / base, rate.value, rate.decimals) !== 'off';
  const part = Math.floor((count.value * rate.value) / full);
  if ([part, part + 1].some((k) => k >= 0 && k <= count.value && fitsWritten(k, count.value)))
    return 'possible';
  const base = Math.floor((count.value / rate.value) * full);
  if ([base, base + 1].some((k) => k >= count.value && fitsWritten(count.value, k))) return 'unknown';
  return 'impossible';
}
