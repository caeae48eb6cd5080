import { addDays } from '../../platform/clock/index.ts';
import type { ErrorCode } from '../../platform/errors/index.ts';

/** Longer than this is no absence: the post is given to somebody. */
export const MOST_DAYS = 183;

/** What is wrong with the days of a deputation as asked; null when they can stand. `to` is the last day. */
export function daysProblem(
  asked: { readonly from: string; readonly to: string },
  today: string,
): { code: ErrorCode; details: Record<string, string | number> } | null {
  if (asked.from < today) return { code: 'deputy.past', details: { day: today } };
  if (asked.to < asked.from) return { code: 'deputy.order', details: {} };
  if (asked.to > addDays(asked.from, MOST_DAYS - 1))
    return { code: 'deputy.long', details: { days: MOST_DAYS } };
  return null;
}

/** Do two spans share a day? Both ends included. */
export const overlap = (
  a: { readonly from: string; readonly to: string },
  b: { readonly from: string; readonly to: string },
): boolean => a.from <= b.to && b.from <= a.to;

/** The units whose people may stand in, beside the departments of the office: the post's own and those above it. '/00/35/3501/' → itself, '/00/35/', '/00/'. */
export function pathsUp(path: string): string[] {
  const codes = path.split('/').filter((c) => c !== '');
  return codes.map((_, i) => `/${codes.slice(0, codes.length - i).join('/')}/`);
}

export const actingTitle = (title: string): string => `代理${title}`.slice(0, 60);
