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

export const RULES = { rising: '同类上升', place: '一地多发', spread: '多地同发', grave: '重话' } as const;
export type Rule = keyof typeof RULES;
export type Grade = '一般' | '较重' | '严重';

/** A signal (预警信号): which rule over how much. */
export interface Finding {
  readonly rule: Rule;
  /** Null = the whole unit that watches. */
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
 * What the rules find in one county, city or province (预警规则): `recent` happened in the last stretch of days, `earlier` in the one before.
 * What is one thing counts once, however many lines it has; a thing that an ended warning was about is not handed in again.
 * Pure.
 */
export function findSignals(
  recent: readonly Happening[],
  earlier: readonly Happening[],
  n: Numbers,
  watcherId: string,
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
    // What it took in itself says nothing about one place.
    if (placeId === watcherId) continue;
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

/** A warning of a level below, as far as those above must know it: what it is about is not counted once more. */
export interface Below {
  readonly rule: string;
  readonly subject: string;
  readonly unitPath: string;
  readonly endedDay: string | null;
}

/**
 * What a level below has warned of already, by whichever rule (一件不预警两次): a kind that rises in the place it is about, all
 * of a place again and again, until that warning ended. Pure.
 */
export const isWarnedBelow = (
  h: Happening & { readonly placePath: string },
  below: readonly Below[],
): boolean =>
  below.some(
    (s) =>
      (s.rule === 'place' || (s.rule === 'rising' && s.subject === h.cause)) &&
      h.placePath.startsWith(s.unitPath) &&
      (s.endedDay === null || h.day <= s.endedDay),
  );

/**
 * Kinds that rise in several places at once (多地同发): in so many of these direct lower units, by their own open warnings. Counts
 * places, never things: each of these stands in its own warning. Pure.
 */
export function findSpread(below: readonly Below[], children: readonly string[], least: number): Finding[] {
  const places = groups(
    below.filter((s) => s.endedDay === null && (s.rule === 'rising' || s.rule === 'spread')),
    (s) => [s.subject],
  );
  return [...places].flatMap(([subject, some]): Finding[] => {
    const count = children.filter((path) => some.some((s) => s.unitPath.startsWith(path))).length;
    return count < least ? [] : [{ rule: 'spread', placeId: null, subject, count, before: 0, grade: '较重' }];
  });
}
