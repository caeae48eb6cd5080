import { addDays, addMonths } from '../../platform/clock/index.ts';

export interface Days {
  /** Inclusive days. */
  readonly from: string;
  readonly to: string;
}

const DIGITS: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  三: 3,
  四: 4,
};

/**
 * The days that a text's own words of time mean (2013年, 去年, 上半年, 3月, 二季度), given the period that the report is
 * about. Words that say nothing more, or that cannot be read (20xx年), leave the report's period.
 */
export function statedPeriod(words: string | null, report: Days): Days {
  if (words === null) return report;
  const text = words.normalize('NFKC').replace(/\s/g, '');
  const stated = /((?:19|20)\d\d)年?/.exec(text)?.[1];
  const year = stated
    ? Number(stated)
    : Number(report.to.slice(0, 4)) - (/去年|上年|前一年|上一年/.test(text) ? 1 : 0);
  const whole = (first: number, months: number): Days => {
    const from = `${year}-${String(first).padStart(2, '0')}-01`;
    return { from, to: addDays(addMonths(from, months), -1) };
  };
  const month = /(?:^|[^\d])(1[0-2]|[1-9])月/.exec(text.replace(/^(?:19|20)\d\d年/, ''))?.[1];
  if (month && !/[-—至到~]/.test(text)) return whole(Number(month), 1);
  if (/上半年/.test(text)) return whole(1, 6);
  if (/下半年/.test(text)) return whole(7, 6);
  const quarter = /第?([一二三四1-4])季度/.exec(text)?.[1];
  if (quarter) return whole(((DIGITS[quarter] ?? Number(quarter)) - 1) * 3 + 1, 3);
  if (stated || /去年|上年|前一年|上一年/.test(text)) return whole(1, 12);
  return report;
}
