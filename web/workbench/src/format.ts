import type { Field } from '../../../contracts/ledger.ts';
import { shareWithin } from '../../../contracts/share.ts';

/** The one place where numbers, days and unit words become text. */

export const NONE = '—';
const whole = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });

/** 6814 → '6,814'; 98.625 → '98.63'; null (not reported) → '—', never 0. */
export function formatNumber(value: number | null | undefined): string {
  return value === null || value === undefined ? NONE : whole.format(value);
}

/** A number with its unit word as one text: '6,814 人', '98.6%'. */
export function formatValue(value: number | null | undefined, unitWord: string): string {
  if (value === null || value === undefined) return NONE;
  const close = unitWord === '%' || unitWord === '‰';
  return `${formatNumber(shareWithin(value, unitWord, 2))}${close ? '' : ' '}${unitWord}`;
}

/** For axes and labels, where little room is: 123456 → '12.35万', 320000000 → '3.2亿'; below ten thousand as it is. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (size >= 99_995_000) return `${formatNumber(value / 1e8)}亿`;
  return size >= 10_000 ? `${formatNumber(value / 1e4)}万` : formatNumber(value);
}

/** '2013-05-06' → '2013年5月6日'; with `near` of the same year → '5月6日'. Other text comes back as it is. */
export function formatDay(day: string | null | undefined, near?: string): string {
  if (!day) return NONE;
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? [];
  if (!year) return day;
  const short = `${Number(month)}月${Number(date)}日`;
  return near?.startsWith(year) ? short : `${year}年${short}`;
}

/** '2013-05' → '2013年5月'. */
export function formatMonth(month: string): string {
  const [, year, number] = /^(\d{4})-(\d{2})$/.exec(month) ?? [];
  return year ? `${year}年${Number(number)}月` : month;
}

/** '2013-01-01', '2013-12-31' → '2013年'; whole months likewise; else both days. */
export function formatRange(from: string, to: string): string {
  if (from === to) return formatDay(from);
  const year = from.slice(0, 4);
  if (from.endsWith('-01-01') && to === `${year}-12-31`) return `${year}年`;
  const month = from.slice(0, 7);
  if (from.endsWith('-01') && to === lastDay(month)) return formatMonth(month);
  if (from.endsWith('-01') && to.startsWith(year) && to === lastDay(to.slice(0, 7)))
    return `${year}年${Number(from.slice(5, 7))}—${Number(to.slice(5, 7))}月`;
  return `${formatDay(from)}—${formatDay(to, from)}`;
}

/** '2026-11' → '2026-11-30'. */
export function lastDay(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, '0')}`;
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** An instant in Chinese time: '今天 09:41', '5月6日 09:41', '2013年5月6日 09:41'. */
export function formatMoment(iso: string, today: string): string {
  // A plain day has no clock time to tell.
  if (/^\d{4}-\d{2}-\d{2}$/.test(iso)) return iso === today ? '今天' : formatDay(iso, today);
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const part = Object.fromEntries(clock.formatToParts(at).map((p) => [p.type, p.value]));
  const day = `${part['year']}-${part['month']}-${part['day']}`;
  return `${day === today ? '今天' : formatDay(day, today)} ${part['hour']}:${part['minute']}`;
}

/** Against last year: '+8%', '-3%', '持平', '新增'; null when there is nothing to compare. */
export function formatChange(value: number | null, lastYear: number | null): string | null {
  if (value === null || lastYear === null) return null;
  if (value === lastYear) return '持平';
  if (lastYear === 0) return '去年为 0';
  const percent = ((value - lastYear) / Math.abs(lastYear)) * 100;
  const shown = Math.abs(percent) < 1 ? percent.toFixed(1) : String(Math.round(percent));
  return `${percent > 0 ? '+' : ''}${shown}%`;
}

/** A line's stored value as a reader sees it. */
export function formatField(field: Field, value: unknown): string {
  if (value === null || value === undefined || value === '') return NONE;
  if (field.type === 'yesno') return value === true ? '是' : '否';
  if (field.type === 'date') return formatDay(String(value));
  if (Array.isArray(value)) return value.length === 0 ? NONE : value.join('、');
  if (typeof value === 'number')
    return formatValue(value, field.unitWord ?? (field.type === 'money' ? '元' : ''));
  return String(value);
}
