/** One thing that happened, as it is counted: kind, day, place. Several lines of one thing have one root. */
export interface Happening {
  readonly root: string;
  readonly day: string;
  readonly cause: string;
  readonly placeId: string;
  /** Classes of grave words. */
  readonly grave: readonly string[];
}

/** The rules' numbers of one county (设置). */
export interface Numbers {
  readonly days: number;
  readonly risingLeast: number;
  readonly risingTimes: number;
  readonly placeLeast: number;
  readonly graveLeast: number;
}

export const RULES = { rising: '同类上升', place: '一地多发', grave: '重话' } as const;
export type Rule = keyof typeof RULES;
export type Grade = '一般' | '较重' | '严重';

/** A signal (预警信号): which rule over how much. */
export interface Finding {
  readonly rule: Rule;
  /** Null = the whole county. */
  readonly placeId: string | null;
  /** Kind of thing, or class of word; empty where the place is all that matters. */
  readonly subject: string;
  readonly grade: Grade;
  readonly count: number;
  /** The same in the stretch before. */
  readonly before: number;
}

const roots = (some: readonly Happening[]): number => new Set(some.map((h) => h.root)).size;
const groups = <T>(all: readonly T[], keysOf: (item: T) => readonly string[]): Map<string, T[]> => {
  const out = new Map<string, T[]>();
  for (const item of all) for (const key of keysOf(item)) out.set(key, [...(out.get(key) ?? []), item]);
  return out;
};

/**
 * What the rules find in one county (预警规则): `recent` happened in the last stretch of days, `earlier` in the one before.
 * What is one thing counts once, however many lines it has; a thing that an ended warning was about is not handed in again.
 * Pure.
 */
export function findSignals(
  recent: readonly Happening[],
  earlier: readonly Happening[],
  n: Numbers,
  countyId: string,
): Finding[] {
  const found: Finding[] = [];
  const before = groups(earlier, (h) => [h.cause]);
  for (const [subject, some] of groups(recent, (h) => [h.cause])) {
    const [count, was] = [roots(some), roots(before.get(subject) ?? [])];
    if (count >= n.risingLeast && count >= n.risingTimes * was)
      found.push({
        rule: 'rising',
        placeId: null,
        subject,
        count,
        before: was,
        grade: gradeOf(count, n.risingLeast),
      });
  }
  const earlierAt = groups(earlier, (h) => [h.placeId]);
  for (const [placeId, some] of groups(recent, (h) => [h.placeId])) {
    // What the county itself took in says nothing about one place.
    if (placeId === countyId) continue;
    const count = roots(some);
    if (count < n.placeLeast) continue;
    const was = roots(earlierAt.get(placeId) ?? []);
    found.push({
      rule: 'place',
      placeId,
      subject: '',
      count,
      before: was,
      grade: gradeOf(count, n.placeLeast),
    });
  }
  const earlierWords = groups(earlier, (h) => h.grave);
  for (const [subject, some] of groups(recent, (h) => h.grave)) {
    const count = roots(some);
    if (count < n.graveLeast) continue;
    const was = roots(earlierWords.get(subject) ?? []);
    found.push({ rule: 'grave', placeId: null, subject, count, before: was, grade: '严重' });
  }
  return found;
}

/** Twice what the rule asks for is graver. */
const gradeOf = (count: number, least: number): Grade => (count >= 2 * least ? '较重' : '一般');
