import { addDays, isDay } from './period.ts';

const two = (n: string): string => n.padStart(2, '0');

/**
 * Reads a day as people type it: 2013-5-6, 2013.5.6, 2013年5月6日, 20130506, 5-6, 5月6日, 0506, 今天, 昨天, 前天.
 * Without a year it is the latest such day that has come. What cannot be read comes back trimmed, so nothing typed is lost.
 */
export function readDayText(text: string, today: string): string {
  const typed = text.trim().replace(/[０-９]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0));
  const ago = ['今天', '昨天', '前天'].indexOf(typed);
  if (ago >= 0) return addDays(today, -ago);
  const full =
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(typed) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(typed);
  if (full) {
    const [, y = '', m = '', d = ''] = full;
    return `${y}-${two(m)}-${two(d)}`;
  }
  const near = /^(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?$/.exec(typed) ?? /^(\d{2})(\d{2})$/.exec(typed);
  if (!near) return typed;
  const [, m = '', d = ''] = near;
  const year = Number(today.slice(0, 4));
  const thisYear = `${year}-${two(m)}-${two(d)}`;
  return thisYear <= today || !isDay(thisYear) ? thisYear : `${year - 1}-${two(m)}-${two(d)}`;
}

/** Reads a number as people type it: full-width digits, grouping commas, the unit word behind. Else the text itself. */
export function readNumberText(text: string, unitWord = ''): number | string | null {
  let typed = text
    .trim()
    .replace(/[０-９．－]/g, (d) => String.fromCharCode(d.charCodeAt(0) - 0xfee0))
    .replace(/[,,\s]/g, '');
  if (unitWord !== '' && typed.endsWith(unitWord)) typed = typed.slice(0, -unitWord.length);
  if (typed === '') return text.trim() === '' ? null : text.trim();
  return /^-?\d+(\.\d+)?$/.test(typed) ? Number(typed) : text.trim();
}
