import { lastDay } from '../format.ts';

/**
 * The days that a title speaks of (2013年上半年工作总结 → 1 January to 30 June 2013); null when it names none. `today` gives
 * the year where only 上半年 is said.
 */
export function titlePeriod(title: string, today: string): { from: string; to: string } | null {
  const text = title.normalize('NFKC').replace(/\s/g, '');
  const stated = /((?:19|20)\d\d)年?/.exec(text)?.[1] ?? chineseYear(text);
  const year = stated ?? today.slice(0, 4);
  const months = (first: number, last: number): { from: string; to: string } => {
    const two = (n: number): string => String(n).padStart(2, '0');
    return { from: `${year}-${two(first)}-01`, to: lastDay(`${year}-${two(last)}`) };
  };
  const quarter = '一二三四1234'.indexOf(/第?([一二三四1-4])季度/.exec(text)?.[1] ?? '无');
  if (quarter >= 0) return months((quarter % 4) * 3 + 1, (quarter % 4) * 3 + 3);
  if (text.includes('上半年')) return months(1, 6);
  if (text.includes('下半年')) return months(7, 12);
  const span = /(\d{1,2})月?[-—至到~](\d{1,2})月/.exec(text.replace(/^.*?年/, ''));
  const [first, last] = [Number(span?.[1]), Number(span?.[2])];
  if (span && first >= 1 && first <= last && last <= 12) return months(first, last);
  const month = Number(/(?:^|\D)(\d{1,2})月/.exec(text.replace(/^.*?年/, ''))?.[1]);
  if (stated && month >= 1 && month <= 12) return months(month, month);
  return stated ? months(1, 12) : null;
}

/** 二〇一三年 → 2013. */
function chineseYear(text: string): string | undefined {
  const found = /([一二][〇零○一二三四五六七八九]{3})年/.exec(text)?.[1];
  return found?.replace(/[〇零○一二三四五六七八九]/g, (c) =>
    String('〇一二三四五六七八九'.indexOf(c.replace(/[零○]/, '〇'))),
  );
}
