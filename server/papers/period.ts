import type { ReportTemplate } from '../../contracts/report.ts';
import { AppError } from '../platform/errors/index.ts';

export interface PeriodAsk {
  readonly year?: number | undefined;
  readonly half?: '1' | '2' | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}
export interface Period {
  readonly from: string;
  readonly to: string;
  /** '2013年', '2013年上半年', '2013年1月5日至3月2日'. */
  readonly words: string;
  readonly year: string;
}

/** The days a report is about. A template of the year wants a year; any template takes a free range. */
export function periodOf(template: Pick<ReportTemplate, 'period'>, ask: PeriodAsk): Period {
  if (ask.from && ask.to) {
    if (ask.from > ask.to) throw new AppError('report.period', { need: '开始日期不能晚于结束日期' });
    return {
      from: ask.from,
      to: ask.to,
      words: wholeWords(ask.from, ask.to) ?? `${chinese(ask.from)}至${chinese(ask.to)}`,
      year: ask.from.slice(0, 4),
    };
  }
  if (!ask.year) throw new AppError('report.period', { need: '请写明年份(--year 2013)' });
  const year = String(ask.year);
  if (template.period === 'half-year' || ask.half) {
    const half = ask.half ?? '1';
    const [from, to] = half === '1' ? [`${year}-01-01`, `${year}-06-30`] : [`${year}-07-01`, `${year}-12-31`];
    return { from, to, words: `${year}年${half === '1' ? '上' : '下'}半年`, year };
  }
  return { from: `${year}-01-01`, to: `${year}-12-31`, words: `${year}年`, year };
}

const WHOLE: Readonly<Record<string, string>> = {
  '01-01/12-31': '年',
  '01-01/06-30': '年上半年',
  '07-01/12-31': '年下半年',
};
/** Days that are a whole year or half are called so, however they were asked for. */
function wholeWords(from: string, to: string): string | null {
  const year = from.slice(0, 4);
  if (to.slice(0, 4) !== year) return null;
  const name = WHOLE[`${from.slice(5)}/${to.slice(5)}`];
  return name ? `${year}${name}` : null;
}

const chinese = (day: string): string =>
  `${day.slice(0, 4)}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
