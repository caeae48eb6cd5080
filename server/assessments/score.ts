import { shareWithin } from '../../contracts/share.ts';

/** What one mark of one unit is worked out from; `hidden`: there is something, too little to be told or marked (小数字). */
export interface Fact {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly hidden: boolean;
}
export interface Weighing {
  readonly weight: number;
  readonly target: number;
}
export interface Mark extends Fact {
  /** In %; null where nothing can be said. */
  readonly share: number | null;
  readonly score: number | null;
}

const tenth = (n: number): number => Math.round(n * 10) / 10;

/** One mark: full from the target on, below it in proportion; none where there is nothing to mark. Pure. */
export function markOf(fact: Fact, { weight, target }: Weighing): Mark {
  const { numerator, denominator, hidden } = fact;
  if (hidden) return { numerator: null, denominator: null, hidden: true, share: null, score: null };
  if (numerator === null || denominator === null || denominator === 0)
    return { ...fact, share: null, score: null };
  const exact = (numerator / denominator) * 100;
  const share = tenth(shareWithin(exact, '%', 1));
  // What is below the target never rounds up to full marks.
  const full = exact >= target;
  const score = full ? weight : Math.min(tenth((weight * exact) / target), Math.max(weight - 0.1, 0));
  return { ...fact, share, score: tenth(score) };
}

/**
 * The total out of 100 (折算成百分制): the marks that could be given, by the weights of these alone. Null where none could. A unit
 * without petitions loses nothing by it. Pure.
 */
export function totalOf(marks: readonly Mark[], weighings: readonly Weighing[]): number | null {
  const given = marks.flatMap((m, i) =>
    m.score === null ? [] : [[m.score, weighings[i]?.weight ?? 0] as const],
  );
  const most = markedOf(marks, weighings);
  if (most === 0) return null;
  const total = (given.reduce((sum, [s]) => sum + s, 0) / most) * 100;
  const rounded = tenth(total);
  return rounded >= 100 && given.some(([s, w]) => s < w) ? 99.9 : rounded;
}

/** Of how much could be marked at all: the weights of the marks that were given, together. Pure. */
export const markedOf = (marks: readonly Mark[], weighings: readonly Weighing[]): number =>
  marks.reduce((sum, m, i) => sum + (m.score === null ? 0 : (weighings[i]?.weight ?? 0)), 0);
